"""People see that a room is recorded, export what they said, and delete it, as the server hears it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.export_dialog import ExportDialog
from desktop_chat.qt.dialogs.record_dialog import RecordDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Script
from tests.qt.views.test_chat_actions import choose, hears, open_room_menu


@pytest.fixture
def recorded(window: ChatWindow, network: Network) -> Network:
    """A server that keeps messages for 90 days."""
    network.on_received((parse_line(":srv 005 Ann desktop-chat/RETENTION=90 :are supported"),))
    network.on_received((parse_line(":srv CAP Ann ACK :draft/message-redaction"),))
    window.show_room(network, network.rooms["#lobby"])
    return network


def _dialog(window: ChatWindow) -> RecordDialog:
    return next(one for one in window.findChildren(RecordDialog) if one.isVisible())


def test_header_and_menu_tell_of_the_record(window: ChatWindow, recorded: Network) -> None:
    button = window.pane.header.record_button
    assert button.isVisible()
    assert button.accessibleName() == "Recorded: messages are kept for 90 days"
    button.click()
    assert _dialog(window).windowTitle() == button.accessibleName()
    _dialog(window).close_button.click()
    choose(open_room_menu(window, recorded, recorded.rooms["#lobby"]), "What is kept…")
    _dialog(window).close_button.click()
    tokens = "CHANMODES=beI,k,fHl,Winmst"
    lines = (f":srv 005 Ann {tokens} :are supported", ":srv 324 Ann #lobby +WnH 7d")
    recorded.on_received(tuple(map(parse_line, lines)))
    assert button.accessibleName() == "Recorded: messages are kept for 7 days"
    button.click()
    assert any("see only what is said then" in label.text() for label in _dialog(window).findChildren(QLabel))
    _dialog(window).close_button.click()


def test_a_server_that_does_not_say_it_shows_nothing(window: ChatWindow, network: Network) -> None:
    window.show_room(network, network.rooms["#lobby"])
    assert not window.pane.header.record_button.isVisible()
    window.acts.record.open_record(network, network.rooms["#lobby"])
    assert not window.findChildren(RecordDialog)


def test_own_messages_are_exported_and_deleted(
    qtbot: QtBot, window: ChatWindow, recorded: Network, script: Script
) -> None:
    window.pane.header.record_button.click()
    _dialog(window).export_button.click()
    export = next(one for one in window.findChildren(ExportDialog) if one.isVisible())
    assert export.own_switch.isChecked()
    export.reject()
    window.pane.header.record_button.click()
    dialog = _dialog(window)
    dialog.delete_button.click()
    dialog.delete_button.click()
    qtbot.waitUntil(hears(script, "REDACT #lobby *"))
