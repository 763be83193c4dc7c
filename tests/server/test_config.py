"""Settings: from files and the command line, one clear sentence for what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.server.config import ROWS, Config
from desktop_chat.server.trouble import StartError


def test_defaults_are_themselves_allowed(tmp_path: Path) -> None:
    config = Config(tmp_path)
    for row in ROWS:
        config.keep(row.key, config[row.key])
    assert [row.value for row in Config(tmp_path).rows()] == [row.value for row in config.rows()]


def test_the_command_line_comes_on_top(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text('[server]\nname = "From file"\n[limits]\nburst = 7\n', "utf-8")
    Config(tmp_path).keep("server.name", "Kept")
    Config(tmp_path).keep("history.page", 50)
    config = Config(tmp_path, file, ["limits.burst=9", "limits.enabled=no", "listen.addresses=[::1]:0, 127.0.0.1:0"])
    assert config.text("server.name") == "From file"
    assert config.number("limits.burst") == 9
    assert config.number("history.page") == 50
    assert config["limits.enabled"] is False
    assert config.listed("listen.addresses") == ("[::1]:0", "127.0.0.1:0")


@pytest.mark.parametrize(
    ("override", "words"),
    [
        ("limits.enable=no", "The nearest one is limits.enabled"),
        ("nonsense", "section.key=value"),
        ("limits.enabled=perhaps", "true or false"),
        ("limits.burst=many", "whole number"),
        ("limits.burst=0", "from 1 to"),
        ("listen.plain=all", "loopback, anyone"),
        ("listen.addresses=", "a list"),
        ("listen.addresses=a b", "is no address"),
        ("server.host=nodot", "with a dot"),
        ("server.lobby=tea", "#lobby"),
        ("server.name=a\nb", "one line"),
    ],
)
def test_bad_values_are_said_in_one_sentence(tmp_path: Path, override: str, words: str) -> None:
    with pytest.raises(StartError, match=words):
        Config(tmp_path, None, [override])


@pytest.mark.parametrize("content", ["[", "x = 1", "[server]\nfoo = 1", "[server]\nname = 5", "\udcff"])
def test_bad_files_are_said_in_one_sentence(tmp_path: Path, content: str) -> None:
    file = tmp_path / "own.toml"
    file.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(StartError):
        Config(tmp_path, file)
    with pytest.raises(StartError, match="cannot be read"):
        Config(tmp_path, tmp_path / "missing.toml")


def test_a_file_may_begin_with_an_editors_mark(tmp_path: Path) -> None:
    text = '[server]\r\nname = "Плющ"\r\n'
    for encoding in ("utf-8-sig", "utf-16", "utf-8"):
        (tmp_path / "settings.toml").write_bytes(text.encode(encoding))
        assert Config(tmp_path).text("server.name") == "Плющ"
        (tmp_path / "own.toml").write_bytes(text.encode(encoding))
        assert Config(tmp_path / "none", tmp_path / "own.toml").text("server.name") == "Плющ"


def test_what_changes_at_the_next_start_does_not_before(tmp_path: Path) -> None:
    config = Config(tmp_path)
    before = {row.key: config[row.key] for row in ROWS if row.restart}
    others: dict[str, object] = {
        "server.host": "other.example", "listen.addresses": ["127.0.0.1:1"], "tls.certificate": "a.pem",
        "tls.key": "b.pem", "doors.text": "127.0.0.1:2", "doors.json": "127.0.0.1:3", "threads.io": 5,
    }  # fmt: skip
    assert set(others) == set(before)
    for key, value in others.items():
        config.keep(key, value)
    config.keep("server.name", "At once")
    config.reload()
    assert {key: config[key] for key in before} == before
    assert config.hub("v").host == before["server.host"]
    assert config.hub("v").name == "At once"
    assert set(config.changed_at_restart()) == set(others)
    assert {row.key: row.value for row in config.rows()}["server.host"] == "other.example"
    assert Config(tmp_path).hub("v").host == "other.example"


def test_what_is_kept_survives_any_text(tmp_path: Path) -> None:
    for text in ('"', "\\", "Ж\t", "a # b", "'''", "[x]", "\x7f"):
        Config(tmp_path).keep("server.admin", text)
        assert Config(tmp_path).text("server.admin") == text
