"""The pauses between attempts, against a server that lets in and throws out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.qt.network import reconnector as attempts_module
from desktop_chat.qt.network.link import LinkTarget
from desktop_chat.qt.network.message_intake import IntakeTurns
from desktop_chat.qt.network.reconnector import Reconnector
from tests.qt.servers import LoopbackServer


@pytest.fixture
def attempts(qtbot: QtBot) -> Iterator[Reconnector]:
    server = LoopbackServer(lambda connected: None)
    made = Reconnector(lambda: LinkTarget("127.0.0.1", server.port, False), IntakeTurns())
    made.opened.connect(made.note_welcome)
    yield made
    made.stop_connecting()
    qtbot.waitUntil(lambda: not made.is_alive)
    server.close()
    made.deleteLater()


def let_in_and_thrown_out(qtbot: QtBot, attempts: Reconnector, times: int) -> None:
    for _ in range(times):
        with qtbot.waitSignal(attempts.closed):
            attempts.connect_and_stay()


def test_pauses_grow_with_each_cut_even_after_a_welcome(qtbot: QtBot, attempts: Reconnector) -> None:
    """However often it was welcomed meanwhile."""
    let_in_and_thrown_out(qtbot, attempts, 1)
    assert attempts.seconds_to_retry <= 2
    let_in_and_thrown_out(qtbot, attempts, 4)
    assert attempts.seconds_to_retry >= 12


def test_lasting_connection_resets_the_pauses(
    qtbot: QtBot, attempts: Reconnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in_and_thrown_out(qtbot, attempts, 4)
    attempts.stop_connecting()
    monkeypatch.setattr(attempts_module, "STEADY_MS", 0)
    attempts.note_welcome()
    qtbot.waitUntil(lambda: not any(timer.isActive() for timer in attempts.findChildren(QTimer)))
    let_in_and_thrown_out(qtbot, attempts, 1)
    assert attempts.seconds_to_retry <= 2


def test_server_refusing_reconnects_gets_the_longest_pause(qtbot: QtBot, attempts: Reconnector) -> None:
    let_in_and_thrown_out(qtbot, attempts, 1)
    attempts.slow_down()
    assert attempts.seconds_to_retry >= 44


def test_next_attempt_avoids_the_address_of_the_last_one(
    qtbot: QtBot, attempts: Reconnector, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = attempts._target()
    assert target is not None
    several = replace(target, elsewhere=(ListenAddress("127.0.0.1", 1),))
    monkeypatch.setattr(attempts, "_target", lambda: several)
    assert attempts.reached_target is None
    let_in_and_thrown_out(qtbot, attempts, 1)
    assert attempts.reached_target == several
    attempts.connect_and_stay()
    assert attempts.link is not None
    attempts.link.place = several.elsewhere[0]
    assert attempts.reached_target is not None
    assert attempts.reached_target.port == 1
    assert attempts.target is not None
    assert attempts.target.avoided == ListenAddress(target.host, target.port)
