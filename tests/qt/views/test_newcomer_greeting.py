"""Somebody who is new in a chat is greeted in its lobby, until the card is closed or something is said."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.newcomer_greeting import NewcomerGreeting, greet_in
from tests.patience import MILLISECONDS
from tests.qt.scenes import Clock, Scene, Script, greeting, talk


def test_newcomer_is_greeted_once(qtbot: QtBot, made: Scene) -> None:
    script = greeting()
    network = made.enter(script, entries=lambda network: "#lobby" in network.rooms)
    window = ChatWindow(made.controller)
    qtbot.addWidget(window)
    window.show()
    greet_in(window)
    window.show_room(network, network.rooms["#lobby"])
    greeted = window.findChild(NewcomerGreeting)
    assert greeted is not None
    qtbot.waitUntil(lambda: greeted.card is not None and greeted.card.isVisible(), timeout=MILLISECONDS)
    card = greeted.card
    assert card is not None
    assert card.title_label.text() == "Welcome to Workshop"
    assert card.words_label.text() == "Tea at four.\nHow to reach the host: room 12"
    qtbot.waitUntil(lambda: "Bob (host)" in card.people_label.text(), timeout=MILLISECONDS)
    script.say(":Zoe!z@h JOIN #lobby * :Zoe")
    qtbot.waitUntil(lambda: "and 5 more" in card.people_label.text(), timeout=MILLISECONDS)
    card.words_button.click()
    assert window.room is network.page
    assert not card.isVisible()
    window.show_room(network, network.rooms["#lobby"])
    assert card.isVisible()
    card.host_button.click()
    assert window.room is not None
    assert window.room.name == "Bob"
    window.show_room(network, network.rooms["#lobby"])
    script.say(*talk("#lobby", (("Ann", "hello"),), Clock()))
    qtbot.waitUntil(card.isHidden, timeout=MILLISECONDS)
    record = made.controller.settings.find_server(network.network)
    assert record is not None
    assert not record.newcomer
    assert not made.controller.is_newcomer_anywhere()


def test_foreign_network_and_known_chat_have_no_card(
    qtbot: QtBot, made: Scene, network: Network, script: Script
) -> None:
    window = ChatWindow(made.controller)
    qtbot.addWidget(window)
    greet_in(window)
    window.show_room(network, network.rooms["#lobby"])
    greeted = window.findChild(NewcomerGreeting)
    assert greeted is not None
    assert greeted.card is None
