"""Settings and lists of a room, as the server hears them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_settings import RoomRule
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.mask_lists_dialog import MaskListsDialog
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script
from tests.qt.views.test_chat_actions import choose, hears, open_room_menu


@pytest.fixture
def modes(network: Network) -> Network:
    """A server that has told what it can, and the modes of the lobby."""
    lines = (":srv 005 Ann CHANMODES=beI,k,l,Rimnst EXTBAN=~,amt :are supported", ":srv 324 Ann #lobby +ntk key")
    network.on_received(tuple(map(parse_line, lines)))
    return network


def open_settings(window: ChatWindow, network: Network) -> RoomSettingsDialog:
    choose(open_room_menu(window, network, network.rooms["#lobby"]), "Room settings…")
    return window.findChildren(RoomSettingsDialog)[-1]


def test_settings_are_changed_through_the_menu(
    qtbot: QtBot, window: ChatWindow, modes: Network, script: Script
) -> None:
    dialog = open_settings(window, modes)
    assert dialog.password_field.text() == "key"
    dialog.switches[RoomRule.INVITED_ONLY].click()
    dialog.save_button.click()
    qtbot.waitUntil(hears(script, "MODE #lobby +i"))


def test_button_of_the_header_opens_them_too(window: ChatWindow, modes: Network) -> None:
    button = window.pane.header.settings_button
    assert button.isVisible()
    button.click()
    assert window.findChildren(RoomSettingsDialog)[-1].isVisible()
    window.show_room(modes, modes.rooms["bob"])
    assert not button.isVisible()


def test_bans_are_listed_added_and_lifted(qtbot: QtBot, window: ChatWindow, modes: Network, script: Script) -> None:
    settings = open_settings(window, modes)
    settings.lists_button.click()
    dialog = settings.findChildren(MaskListsDialog)[-1]
    qtbot.waitUntil(hears(script, "MODE #lobby b"))
    script.say(":srv 367 Ann #lobby ~t:60:~m:Cid!*@* Bob!b@h 1700000000", ":srv 368 Ann #lobby :End")
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 1)
    dialog.name_field.setText("Dan")
    dialog.term_box.setCurrentIndex(dialog.term_box.findData(60))
    dialog.add_button.click()
    qtbot.waitUntil(hears(script, "MODE #lobby +b ~t:60:Dan!*@*"))
    dialog.view.setCurrentIndex(dialog.model.index(0))
    dialog.remove_button.click()
    qtbot.waitUntil(hears(script, "MODE #lobby -b ~t:60:~m:Cid!*@*"))
    dialog.done_button.click()
    modes.on_received((parse_line(":srv 368 Ann #lobby :End"),))


def test_chat_that_was_left_changes_nothing(window: ChatWindow, modes: Network, made: Scene) -> None:
    dialog = open_settings(window, modes)
    made.controller.remove_network(modes)
    dialog.switches[RoomRule.INVITED_ONLY].click()
    dialog.save_button.click()
    assert modes not in made.controller.networks


def test_roles_are_named(window: ChatWindow, modes: Network) -> None:
    texts = [label.text() for label in open_settings(window, modes).findChildren(QLabel)]
    assert {"Owners: Ann", "Moderators: Bob", "With a voice: Cid"} <= set(texts)
