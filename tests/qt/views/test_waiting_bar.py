from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client import pacing
from desktop_chat.client.entry import DeliveryState
from desktop_chat.client.server_pace import CAREFUL
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.waiting_bar import WaitingBar
from tests.patience import MILLISECONDS
from tests.qt import scenes
from tests.qt.scenes import Script

PASTE = "\n".join(f"line {number}" for number in range(30))


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Script:
    """A server of which nothing is known."""
    monkeypatch.setattr(scenes, "_CAPABILITIES", "server-time multi-prefix")
    return scenes.workshop()


@pytest.fixture
def bar(window: ChatWindow) -> WaitingBar:
    return window.pane.waiting_bar


def states(network: Network) -> list[DeliveryState]:
    log = network.rooms["#lobby"].log
    shown = [log.entry_at(index) for index in range(len(log))]
    return [entry.state for entry in shown if entry.own and entry.text.startswith("line ")]


def test_bar_shows_count_and_time(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, bar: WaitingBar
) -> None:
    assert not bar.isVisible()
    network.send_text(network.rooms["#lobby"], PASTE)
    assert bar.isVisible()
    assert "messages are waiting" in bar.words_label.text() or "message(s) waiting" in bar.words_label.text()
    assert " left" in bar.words_label.text()
    assert not bar.grab().isNull()
    window.show_room(network, network.rooms["#lamps"])
    assert not bar.isVisible()
    window.show_room(network, network.rooms["#lobby"])
    assert bar.isVisible()


def test_waiting_messages_can_be_cancelled(qtbot: QtBot, network: Network, script: Script, bar: WaitingBar) -> None:
    network.send_text(network.rooms["#lobby"], PASTE)
    waiting = network.progress_of(network.rooms["#lobby"]).lines
    assert waiting > 20
    bar.stop_button.click()
    assert not bar.isVisible()
    assert network.progress_of(network.rooms["#lobby"]).lines == 0
    assert states(network).count(DeliveryState.FAILED) == waiting
    assert len(states(network)) == 30


@pytest.fixture
def quick_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five lines at once, as ever, and the others in a quarter of the time."""
    monkeypatch.setattr(pacing, "CAREFUL", replace(CAREFUL, burst=CAREFUL.burst // 4, line=CAREFUL.line // 4))


@pytest.mark.usefixtures("quick_pace")
def test_bar_hides_after_the_last_message(qtbot: QtBot, network: Network, script: Script, bar: WaitingBar) -> None:
    network.send_text(network.rooms["#lobby"], "\n".join(["line"] * 7))
    assert bar.isVisible()
    qtbot.waitUntil(lambda: not bar.isVisible(), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: script.heard.count(b"PRIVMSG #lobby") == 7, timeout=MILLISECONDS)
