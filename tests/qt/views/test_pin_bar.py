"""The bar of pinned messages."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.handlers import metadata
from desktop_chat.qt.timeline.context_menu import entry_menu
from desktop_chat.qt.timeline.scene import Hit
from desktop_chat.qt.timeline.selection import Spot
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.pin_bar import PinBar
from tests.patience import MILLISECONDS
from tests.qt.views.test_room_pane import chat as chat
from tests.qt.views.test_room_pane import last, network_of

PINS = (("m2", "Ann: tea at four"), ("m1", "Bob: keys are in the drawer"))


def test_bar_shows_one_pin_after_the_other(qtbot: QtBot) -> None:
    bar = PinBar()
    qtbot.addWidget(bar)
    bar.show_pins(())
    assert not bar.isVisible()
    bar.show_pins(PINS)
    assert bar.isVisible()
    assert bar.text_label.text() == "1 of 2 · Ann: tea at four"
    with qtbot.waitSignal(bar.jump_requested) as jump:
        QTest.mouseClick(bar.jump_button, Qt.MouseButton.LeftButton)
    assert jump.args == ["m2"]
    QTest.keyClick(bar.next_button, Qt.Key.Key_Space)
    assert bar.text_label.text() == "2 of 2 · Bob: keys are in the drawer"
    bar.show_pins(PINS)  # nothing new: the shown one stays
    assert bar.text_label.text().startswith("2 of 2")
    bar.show_pins(PINS[:1])
    assert bar.text_label.text() == "Ann: tea at four"
    assert not bar.next_button.isVisible()
    assert bar.jump_button.accessibleDescription() == "Ann: tea at four"


def pin_row(window: ChatWindow) -> str:
    timeline = window.pane.timeline
    menu = entry_menu(timeline, timeline.menu_choices(Hit(Spot(timeline.model.count() - 1, 0))))
    assert isinstance(menu, QMenu)
    return next((action.text() for action in menu.actions() if "in" in action.text() and "Pin" in action.text()), "")


def test_message_is_pinned_by_its_menu(qtbot: QtBot, chat: ChatWindow) -> None:
    """In a room of one's own; nobody is a moderator of the lobby here."""
    network = network_of(chat)
    network.join_channel("#den")
    qtbot.waitUntil(lambda: "#den" in network.rooms and network.rooms["#den"].state.joined, timeout=MILLISECONDS)
    chat.show_room(network, network.rooms["#den"])
    qtbot.waitUntil(lambda: network.session.is_moderator("#den"), timeout=MILLISECONDS)
    QTest.keyClicks(chat.pane.composer.edit, "keep this")
    QTest.keyClick(chat.pane.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: chat.pane.timeline.may_pin(last(chat.pane)), timeout=MILLISECONDS)
    assert pin_row(chat) == "Pin for everybody here"
    chat.pane.timeline.pin_requested.emit(last(chat.pane))
    qtbot.waitUntil(chat.pane.pin_bar.isVisible, timeout=MILLISECONDS)
    assert chat.pane.pin_bar.text_label.text() == "ann: keep this"
    assert chat.pane.is_pinned(last(chat.pane))
    chat.pane.timeline.pin_requested.emit(last(chat.pane))
    qtbot.waitUntil(lambda: not chat.pane.pin_bar.isVisible(), timeout=MILLISECONDS)
    room = network.rooms["#den"]
    room.state.pins = ("1-1",)  # not shown to us, or deleted
    for ends in (True, False):
        room.state.history_ends = ends
        chat.pane.show_room_state()
        assert chat.pane.pin_bar.isVisible() is not ends


def test_moderator_is_told_why_a_server_keeps_no_pins(chat: ChatWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    session = network_of(chat).session
    assert chat.pane.pin_refusal(last(chat.pane)) == ""
    monkeypatch.setattr(metadata, "knows_profiles", lambda context: False)
    monkeypatch.setattr(session, "is_moderator", lambda room: True)
    assert chat.pane.pin_refusal(last(chat.pane)) == "This server cannot keep pins"
    timeline = chat.pane.timeline
    menu = entry_menu(timeline, timeline.menu_choices(Hit(Spot(timeline.model.count() - 1, 0))))
    row = next(action for action in menu.actions() if action.text() == "This server cannot keep pins")
    assert not row.isEnabled()
