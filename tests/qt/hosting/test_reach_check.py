"""The addresses of a chat are tested by real handshakes with a real server."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.lan.firewalls import Firewall
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.hosting import reach_check
from desktop_chat.qt.hosting.reach_check import ReachCheck, check_reach
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.patience import MILLISECONDS


@pytest.fixture
def server(tmp_path: Path) -> ChatServer:
    made = ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, ["listen.addresses=127.0.0.1:0"]))
    made.start()
    return made


def test_the_chat_answers_with_its_own_key_only(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reach_check, "active_firewall", lambda: Firewall.UFW)
    (address,) = server.listening
    with socket.create_server(("127.0.0.1", 0)) as unused:
        closed = ListenAddress("127.0.0.1", unused.getsockname()[1])
    try:
        report = check_reach((address, closed), server.identity.fingerprint)
        assert (report.answered, report.silent, report.firewall) == ((address,), (closed,), Firewall.UFW)
        assert check_reach((address,), KeyPin("ab" * 32)).silent == (address,), "another server"
    finally:
        server.stop()


def test_a_test_of_new_addresses_follows_the_running_test(server: ChatServer, qtbot: QtBot) -> None:
    (address,) = server.listening
    check, key = ReachCheck(), server.identity.fingerprint
    reports: list[object] = []
    check.reported.connect(reports.append)
    try:
        with qtbot.waitSignal(check.reported, timeout=MILLISECONDS) as reported:
            check.begin_test((), key)
            check.begin_test((address,), key)
            assert check.is_testing
        assert reported.args is not None
        assert reported.args[0].answered == (address,)
        assert (len(reports), check.is_testing) == (1, False)
    finally:
        server.stop()
