"""Trust on first use."""

from __future__ import annotations

import logging
from pathlib import Path

from desktop_chat.client.known_servers import KnownServers
from desktop_chat.net.fingerprints import KeyPin


def test_server_key_is_remembered_over_a_restart(tmp_path: Path) -> None:
    known = KnownServers(tmp_path / "known.json")
    assert known.known_key("Desk.example", 6697) == ""
    known.remember_key("Desk.example", 6697, KeyPin("ab"))
    assert known.known_key("desk.EXAMPLE", 6697) == "ab"
    again = KnownServers(tmp_path / "known.json")
    assert again.known_key("desk.example", 6697) == "ab"
    assert again.known_key("desk.example", 6698) == ""


def test_damaged_file_is_set_aside(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "known.json"
    path.write_text("{", "utf-8")
    known = KnownServers(path)
    assert known.known_key("desk.example", 6697) == ""
    assert (tmp_path / "known.damaged").read_text("utf-8") == "{"
    assert "damaged" in expected_warnings[0].getMessage()
    known.remember_key("desk.example", 6697, KeyPin("ab"))
    assert KnownServers(path).known_key("desk.example", 6697) == "ab"


def test_damaged_key_costs_no_other(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "known.json"
    path.write_text('\ufeff{"desk.example 6697": "ab", "cafe.example 1": 5}', "utf-8")
    known = KnownServers(path)
    assert known.known_key("desk.example", 6697) == "ab"
    assert known.known_key("cafe.example", 1) == ""
    assert "count as new" in known.trouble
    known.remember_key("cafe.example", 1, KeyPin("cd"))
    again = KnownServers(path)
    assert (again.known_key("desk.example", 6697), again.known_key("cafe.example", 1), again.trouble) == (
        "ab",
        "cd",
        "",
    )
