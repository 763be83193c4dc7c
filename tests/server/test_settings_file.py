"""Settings: from files and the command line, one clear sentence for what cannot be."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from desktop_chat.server.errors import StartError
from desktop_chat.server.setting_rows import SETTINGS
from desktop_chat.server.settings_file import ServerSettings


def test_defaults_are_valid(tmp_path: Path) -> None:
    config = ServerSettings(tmp_path)
    for row in SETTINGS:
        config.save_setting(row.key, config[row.key])
    assert [row.value for row in ServerSettings(tmp_path).setting_rows()] == [
        row.value for row in config.setting_rows()
    ]


def test_command_line_overrides_files(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[server]\nname = "From file"\n[limits]\nburst = 7\n', "utf-8")
    ServerSettings(tmp_path).save_setting("server.name", "Kept")
    ServerSettings(tmp_path).save_setting("history.page", 50)
    config = ServerSettings(
        tmp_path, file, ["limits.burst=9", "limits.enabled=no", "listen.addresses=[::1]:0, 127.0.0.1:0"]
    )
    assert config.text_value("server.name") == "From file"
    assert config.number_value("limits.burst") == 9
    assert config.number_value("history.page") == 50
    assert config["limits.enabled"] is False
    assert config.list_value("listen.addresses") == ("[::1]:0", "127.0.0.1:0")


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("limits.enable=no", "Did you mean limits.enabled"),
        ("nonsense", "section.key=value"),
        ("limits.enabled=perhaps", "true or false"),
        ("limits.burst=many", "whole number"),
        ("limits.burst=0", "from 1 to"),
        ("listen.plain=all", "loopback, anyone"),
        ("listen.addresses=", "a list"),
        ("listen.addresses=a b", "is not an address"),
        ("server.host=nodot", "with a dot"),
        ("server.lobby=tea", "#lobby"),
        ("server.name=a\nb", "one line"),
    ],
)
def test_invalid_value_raises_with_a_sentence(tmp_path: Path, override: str, words: str) -> None:
    with pytest.raises(StartError, match=words):
        ServerSettings(tmp_path, None, [override])


@pytest.mark.parametrize("content", ["[", "x = 1", "[server]\nfoo = 1", "[server]\nname = 5", "\udcff"])
def test_invalid_file_raises_with_a_sentence(tmp_path: Path, content: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(StartError):
        ServerSettings(tmp_path, file)
    with pytest.raises(StartError, match="cannot be read"):
        ServerSettings(tmp_path, tmp_path / "missing.toml")


def test_file_may_begin_with_a_byte_order_mark(tmp_path: Path) -> None:
    text = '[server]\r\nname = "Плющ"\r\n'
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        (tmp_path / "settings.toml").write_bytes(text.encode(encoding))
        assert ServerSettings(tmp_path).text_value("server.name") == "Плющ"
        (tmp_path / "own.toml").write_bytes(text.encode(encoding))
        assert ServerSettings(tmp_path / "none", tmp_path / "own.toml").text_value("server.name") == "Плющ"


def test_restart_settings_change_at_the_next_start_only(tmp_path: Path) -> None:
    config = ServerSettings(tmp_path)
    before = {row.key: config[row.key] for row in SETTINGS if row.restart}
    others: dict[str, object] = {
        "server.host": "other.example", "listen.addresses": ["127.0.0.1:1"], "tls.certificate": "a.pem",
        "tls.key": "b.pem", "gateways.text": "127.0.0.1:2", "gateways.json": "127.0.0.1:3", "threads.io": 5,
        "monitoring.address": "127.0.0.1:4", "monitoring.log": "json",
    }  # fmt: skip
    assert set(others) == set(before)
    for key, value in others.items():
        config.save_setting(key, value)
    config.save_setting("server.name", "At once")
    config.reload()
    assert {key: config[key] for key in before} == before
    assert config.hub_settings("v").host == before["server.host"]
    assert config.hub_settings("v").name == "At once"
    assert set(config.changed_at_restart()) == set(others)
    assert {row.key: row.value for row in config.setting_rows()}["server.host"] == "other.example"
    assert ServerSettings(tmp_path).hub_settings("v").host == "other.example"


def test_any_text_survives_saving(tmp_path: Path) -> None:
    for text in ('"', "\\", "Ж\t", "a # b", "'''", "[x]", "\x7f"):
        ServerSettings(tmp_path).save_setting("server.admin", text)
        assert ServerSettings(tmp_path).text_value("server.admin") == text


def test_former_key_works_and_warns_once(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    (tmp_path / "settings.toml").write_text('[doors]\njson = "127.0.0.1:5"\n[limits]\nmessage_lines = 7\n', "utf-8")
    config = ServerSettings(tmp_path, None, ["doors.websocket=true"])
    config.reload()
    config.save_setting("doors.json", "127.0.0.1:6")
    assert config.number_value("limits.multiline_lines") == 7
    assert config["gateways.websocket"] is True
    assert [record.args for record in expected_warnings] == [
        ("doors.json", "gateways.json"),
        ("limits.message_lines", "limits.multiline_lines"),
        ("doors.websocket", "gateways.websocket"),
    ]
    kept = (tmp_path / "settings.toml").read_text("utf-8")
    assert "[gateways]" in kept
    assert "doors" not in kept
    assert ServerSettings(tmp_path).text_value("gateways.json") == "127.0.0.1:6"


@pytest.mark.parametrize("step", [1, -1])
def test_new_key_overrides_former_key(tmp_path: Path, step: int, expected_warnings: list[logging.LogRecord]) -> None:
    sections = ["[doors]\ntext='h:1'", "[gateways]\ntext='h:2'"]
    (tmp_path / "settings.toml").write_text("\n".join(sections[::step]), "utf-8")
    assert ServerSettings(tmp_path).text_value("gateways.text") == "h:2"
    assert len(expected_warnings) == 1


def test_addresses_from_the_internet_are_cloaked_by_default(tmp_path: Path) -> None:
    assert ServerSettings(tmp_path).hub_settings("1").cloak == "internet"
