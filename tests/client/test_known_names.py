"""Names of people survive a restart; a damaged entry costs only itself."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from desktop_chat.client import known_names as module
from desktop_chat.client.known_names import KnownNames


def test_names_are_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "client" / "names.json"
    known = KnownNames(path)
    assert known.names_of("n1") == {}
    known.keep_names("n1", {"ann_lee": "Ann Lee"})
    known.keep_names("n2", {"bob": "Bob"})
    known.keep_names("n2", {})
    again = KnownNames(path)
    assert again.names_of("n1") == {"ann_lee": "Ann Lee"}
    assert again.names_of("n2") == {}


def test_nothing_is_written_without_a_change(tmp_path: Path) -> None:
    path = tmp_path / "names.json"
    KnownNames(path).keep_names("n1", {})
    assert not path.exists()


def test_the_newest_names_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_NAMES", 2)
    known = KnownNames(tmp_path / "names.json")
    known.keep_names("n1", {str(number): "x" for number in range(4)})
    assert list(known.names_of("n1")) == ["2", "3"]


def test_damage_costs_only_itself(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "names.json"
    path.write_text(json.dumps({"n1": {"ann": "Ann", "bob": 5}, "n2": 7}), "utf-8")
    known = KnownNames(path)
    assert known.names_of("n1") == {"ann": "Ann"}
    assert known.names_of("n2") == {}
    assert len(expected_warnings) == 1
    path.unlink()
    path.mkdir()
    known.keep_names("n1", {"ann": "Anna"})
    assert len(expected_warnings) == 2
