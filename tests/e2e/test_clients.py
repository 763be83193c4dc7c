"""Installed irssi and WeeChat on our server: they talk, see each other, and lose nothing when the server dies."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.programs import Irssi, ServerProcess, WeeChat, require, server, wait_for

pytestmark = pytest.mark.clients


@pytest.fixture
def running(tmp_path: Path) -> Iterator[ServerProcess]:
    for program in ("irssi", "weechat-headless"):
        require(program)
    with server(tmp_path / "data", "limits.enabled=false") as process:
        yield process


@pytest.fixture
def irssi(running: ServerProcess, tmp_path: Path) -> Iterator[Irssi]:
    client = Irssi(tmp_path / "irssi", running.port, "iris")
    wait_for("irssi's registration", lambda: "mode change" in client.seen("(status)").lower() or _joined(client))
    yield client
    client.end()


@pytest.fixture
def weechat(running: ServerProcess, tmp_path: Path) -> Iterator[WeeChat]:
    client = WeeChat(tmp_path / "weechat", running.port, "wee")
    wait_for("weechat in the room", lambda: _weechat_joined(client))
    yield client
    client.end()


def _joined(client: Irssi) -> bool:
    client.type("/join #talk")
    return "has joined #talk" in client.seen("#talk")


def _weechat_joined(client: WeeChat) -> bool:
    client.type("server", "/join #talk")
    return "has joined #talk" in client.seen("#talk")


def test_irssi_and_weechat_talk(irssi: Irssi, weechat: WeeChat) -> None:
    wait_for("irssi in the room", lambda: _joined(irssi))
    weechat.type("#talk", "good morning from weechat")
    wait_for("weechat's words in irssi", lambda: "good morning from weechat" in irssi.seen("#talk"))
    irssi.type("/window goto #talk")
    irssi.type("и вам доброе утро")
    wait_for("irssi's words in weechat", lambda: "и вам доброе утро" in weechat.seen("#talk"))
    irssi.type("/topic Tea at four")
    wait_for("the topic", lambda: "Tea at four" in weechat.seen("#talk"))
    irssi.type("/me waves")
    wait_for("the action", lambda: "iris waves" in weechat.seen("#talk"))
    irssi.type("/msg wee a word in private")
    wait_for("the direct message", lambda: "a word in private" in weechat.seen("iris"))
    weechat.type("#talk", "/part")
    wait_for("the part", lambda: "wee [" in irssi.seen("#talk") and "has left" in irssi.seen("#talk"))


def test_killed_server_repeats_no_message(running: ServerProcess, irssi: Irssi, weechat: WeeChat) -> None:
    wait_for("irssi in the room", lambda: _joined(irssi))
    weechat.type("#talk", "said before the end")
    wait_for("the words", lambda: "said before the end" in irssi.seen("#talk"))
    running.kill()
    running.start()
    wait_for("irssi back in the room", lambda: irssi.seen("#talk").count("iris [") >= 2)
    wait_for("weechat back in the room", lambda: weechat.seen("#talk").count("wee (") >= 2)
    weechat.type("#talk", "said after the end")
    wait_for("the new words", lambda: "said after the end" in irssi.seen("#talk"))
    for said in ("said before the end", "said after the end"):
        assert irssi.seen("#talk").count(said) == 1
        assert weechat.seen("#talk").count(said) == 1
