"""The pauses between attempts, against a server that lets in and throws out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt import attempts as attempts_module
from desktop_chat.qt.attempts import Attempts
from desktop_chat.qt.link_thread import Target
from tests.qt.servers import LoopbackServer


@pytest.fixture
def attempts(qtbot: QtBot) -> Iterator[Attempts]:
    server = LoopbackServer(lambda connected: None)
    made = Attempts(lambda: Target("127.0.0.1", server.port, False))
    made.opened.connect(made.welcome)
    yield made
    made.stop()
    qtbot.waitUntil(lambda: not made.alive)
    server.close()
    made.deleteLater()


def let_in_and_thrown_out(qtbot: QtBot, attempts: Attempts, times: int) -> None:
    for _ in range(times):
        with qtbot.waitSignal(attempts.closed):
            attempts.begin()


def test_who_is_thrown_out_again_and_again_waits_longer_each_time(qtbot: QtBot, attempts: Attempts) -> None:
    """However often it was welcomed meanwhile."""
    let_in_and_thrown_out(qtbot, attempts, 1)
    assert attempts.seconds_to_retry <= 2
    let_in_and_thrown_out(qtbot, attempts, 4)
    assert attempts.seconds_to_retry >= 12


def test_a_connection_that_lasts_makes_the_next_pause_a_short_one(
    qtbot: QtBot, attempts: Attempts, monkeypatch: pytest.MonkeyPatch
) -> None:
    let_in_and_thrown_out(qtbot, attempts, 4)
    attempts.stop()
    monkeypatch.setattr(attempts_module, "STEADY_MS", 0)
    with qtbot.waitSignal(attempts.steadied):
        attempts.welcome()
    let_in_and_thrown_out(qtbot, attempts, 1)
    assert attempts.seconds_to_retry <= 2


def test_a_server_that_says_that_we_come_too_often_is_left_alone_for_a_minute(qtbot: QtBot, attempts: Attempts) -> None:
    let_in_and_thrown_out(qtbot, attempts, 1)
    attempts.slow_down()
    assert attempts.seconds_to_retry >= 44
