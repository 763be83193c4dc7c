"""Preferences are there at the next start."""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from desktop_chat.client.preferences import Preferences, ServerRecord, Settings
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.texts import client as texts

DESK = ServerRecord("n1", "desk.example", 6697, fingerprint=KeyPin("ab" * 32), name="Desk", used=5)
CAFE = ServerRecord("n2", "cafe.example", 6667, tls=False, used=9)


def test_preferences_begin_with_defaults_and_keep_changes(tmp_path: Path) -> None:
    path = tmp_path / "client" / "settings.json"
    settings = Settings(path)
    assert settings.preferences == Preferences()
    settings.change_fields(
        name="Ann Ж", look="dark", zoom=125, mention_words=("laser", "tea"), windows={"chat": "AAA="}
    )
    settings.keep_server(DESK)
    settings.keep_server(CAFE)
    again = Settings(path)
    assert again.preferences == settings.preferences
    assert again.trouble == ""
    assert again.recent_chats() == [CAFE, DESK]
    again.forget_server("n2")
    assert Settings(path).recent_chats() == [DESK]


@pytest.mark.parametrize(
    "content",
    ["{", "[]", "null", "5", '{"servers": 5}', '{"zoom": "big"}', '{"servers": [{"host": 1}]}', "\udcff", "[" * 9999],
)
def test_damaged_file_is_copied_and_reported(
    tmp_path: Path, content: str, expected_warnings: list[logging.LogRecord]
) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    settings = Settings(path)
    assert settings.preferences == Preferences()
    assert "damaged" in settings.trouble
    assert (tmp_path / "settings.damaged").exists()
    settings.change_fields(name="Ann")
    assert Settings(path).preferences.name == "Ann"


def test_fields_of_a_newer_version_are_ignored(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"name": "Ann", "future": 1, "look": "sepia", "zoom": 9000}), "utf-8")
    assert Settings(path).preferences == Preferences(name="Ann", zoom=300)


def test_values_outside_of_their_limits_are_brought_in(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    wrong = {"notify_rooms": "some", "close_to_tray": "", "quiet_from": 1500, "mention_words": ["tea"] * 90}
    path.write_text(json.dumps(wrong), "utf-8")
    assert Settings(path).preferences == Preferences(quiet_from=60, mention_words=("tea",) * 50)


def test_unwritable_folder_is_logged(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    settings = Settings(tmp_path / "file" / "settings.json")
    settings.change_fields(name="Ann")
    assert settings.preferences.name == "Ann"
    assert "cannot be written" in expected_warnings[-1].getMessage()


WRONG: dict[str, object] = {
    "name": 5, "look": None, "language": [], "zoom": "120", "on_close": {}, "tell_typing": 1, "notify": "yes",
    "windows": "AAA=", "servers": {}, "mention_words": "word", "quiet_until": "never", "notify_rooms": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(WRONG))
def test_damaged_value_costs_no_other(tmp_path: Path, name: str, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "settings.json"
    whole = Preferences(
        name="Ann", look="dark", language="ru", zoom=125, on_close="keep", tell_typing=False, notify=False,
        windows={"chat": "AAA="}, servers=(DESK, CAFE), mention_words=("tea", "чай"), quiet_until=9, notify_rooms="all",
    )  # fmt: skip
    path.write_text(json.dumps(asdict(whole) | {name: WRONG[name]}), "utf-8")
    before = path.read_bytes()
    settings = Settings(path)
    assert settings.preferences == replace(whole, **{name: getattr(Preferences(), name)})
    assert settings.trouble == texts.PREFERENCES_PARTLY_RESET(str(tmp_path / "settings.damaged"))
    assert (tmp_path / "settings.damaged").read_bytes() == before
    settings.change_fields(zoom=150)
    again = Settings(path)
    assert (again.preferences.zoom, again.trouble) == (150, "")


def test_damaged_server_or_window_costs_no_other(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "settings.json"
    servers = [asdict(DESK) | {"used": "now"}, {"network": "n9"}, 7, asdict(CAFE) | {"port": 99999}, asdict(CAFE)]
    windows = {"chat": 5, "launcher": "AAA="}
    path.write_text(json.dumps({"servers": servers, "windows": windows}), "utf-8")
    settings = Settings(path)
    assert settings.preferences.servers == (replace(DESK, used=0), CAFE)
    assert settings.preferences.windows == {"launcher": "AAA="}
    assert settings.trouble


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
def test_floats_and_byte_order_marks_are_no_damage(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(json.dumps({"zoom": 120.0, "name": "Ann Ж"}, ensure_ascii=False).encode(encoding))
    settings = Settings(path)
    assert (settings.preferences, settings.trouble) == (Preferences(name="Ann Ж", zoom=120), "")
