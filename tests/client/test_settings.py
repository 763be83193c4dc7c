"""What a person chose is there at the next start."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from desktop_chat.client.settings import Preferences, ServerRecord, Settings

DESK = ServerRecord("n1", "desk.example", 6697, fingerprint="ab" * 32, name="Desk", used=5)
CAFE = ServerRecord("n2", "cafe.example", 6667, tls=False, used=9)


def test_it_begins_with_defaults_and_keeps_changes(tmp_path: Path) -> None:
    path = tmp_path / "client" / "settings.json"
    settings = Settings(path)
    assert settings.preferences == Preferences()
    settings.change(name="Ann Ж", look="dark", zoom=125, windows={"chat": "AAA="})
    settings.keep_server(DESK)
    settings.keep_server(CAFE)
    again = Settings(path)
    assert again.preferences == settings.preferences
    assert again.trouble == ""
    assert again.recent() == [CAFE, DESK]
    again.forget_server("n2")
    assert Settings(path).recent() == [DESK]


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "null", '{"servers": 5}', '{"zoom": "big"}', '{"servers": [{"host": 1}]}', "\udcff"],
)
def test_a_damaged_file_is_set_aside_and_said(
    tmp_path: Path, content: str, expected_warnings: list[logging.LogRecord]
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    settings = Settings(path)
    assert settings.preferences == Preferences()
    assert "damaged" in settings.trouble
    assert (tmp_path / "settings.damaged").exists()
    settings.change(name="Ann")
    assert Settings(path).preferences.name == "Ann"


def test_what_a_newer_version_added_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"name": "Ann", "future": 1, "look": "sepia", "zoom": 9000}), "utf-8")
    assert Settings(path).preferences == Preferences(name="Ann", zoom=300)


def test_a_folder_that_cannot_be_written_is_said_in_the_log(
    tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.change(name="Ann")
    assert settings.preferences.name == "Ann"
    assert "cannot be written" in expected_warnings[-1].getMessage()
