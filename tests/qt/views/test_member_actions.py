"""What the menu and the card of a person do, as the server hears it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.person_card import PersonCard
from desktop_chat.qt.dialogs.room_ban_question import RoomBanQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import SECONDS
from tests.qt.scenes import Scene, Script
from tests.qt.servers import LoopbackServer, make_certificate, server_tls
from tests.qt.views.test_chat_actions import choose, hears, open_member_menu

WHOIS = (":srv 311 Ann Bob bob h * :Bob Baumann", ":srv 330 Ann Bob bobby :is logged in as", ":srv 318 Ann Bob :End")


@pytest.fixture
def mutes(network: Network) -> Network:
    """A server that can mute people and ban accounts."""
    network.on_received((parse_line(":srv 005 Ann EXTBAN=~,amt ACCOUNTEXTBAN=a :are supported"),))
    return network


def card_of(window: ChatWindow) -> PersonCard:
    return next(card for card in reversed(window.findChildren(PersonCard)) if card.isVisible())


def test_the_menu_opens_the_card_and_the_server_fills_it(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    choose(open_member_menu(window, "bob"), "Who is this?")
    card = card_of(window)
    qtbot.waitUntil(hears(script, "WHOIS Bob Bob"))
    script.say(*WHOIS)
    qtbot.waitUntil(lambda: card.name_label.text() == "Bob Baumann")
    card.client_button.click()
    qtbot.waitUntil(hears(script, "PRIVMSG Bob :\x01VERSION\x01"))
    script.say(":Bob!bob@h NOTICE Ann :\x01VERSION HexChat\x01")
    qtbot.waitUntil(lambda: card.client_label.text() == "HexChat")
    card.message_button.click()
    qtbot.waitUntil(lambda: window.room is network.rooms["bob"])


def test_a_picture_of_a_server_that_nobody_trusts_is_not_shown(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script, tmp_path: Path
) -> None:
    server = LoopbackServer(lambda connected: None, server_tls(make_certificate(tmp_path / "pictures", "localhost")))
    script.say(f":srv METADATA Bob avatar * :https://localhost:{server.port}/a.png", ":srv METADATA Bob pronouns * :he")
    choose(open_member_menu(window, "bob"), "Who is this?")
    card = card_of(window)
    script.say(*WHOIS)
    qtbot.waitUntil(card.picture_button.isVisible)
    card.picture_button.click()
    assert not card.picture_button.isEnabled()
    qtbot.waitUntil(card.picture_button.isEnabled)
    assert not card.avatar.has_picture
    card.close()
    server.close()


def test_no_picture_is_offered_behind_a_proxy(
    qtbot: QtBot, made: Scene, window: ChatWindow, network: Network, script: Script
) -> None:
    settings = made.controller.settings
    record = settings.find_server(network.network)
    assert record is not None
    settings.keep_server(replace(record, options=replace(record.options, proxy="socks5://127.0.0.1:9050")))
    script.say(":srv METADATA Bob avatar * :https://localhost/a.png")
    choose(open_member_menu(window, "bob"), "Who is this?")
    card = card_of(window)
    script.say(*WHOIS)
    qtbot.waitUntil(lambda: card.name_label.text() == "Bob Baumann")
    assert card.picture_button.isHidden()
    card.close()


def test_a_slash_command_opens_the_card(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    assert window.room is not None
    network.run_command(window.room, "/whois Bob")
    script.say(*WHOIS)
    qtbot.waitUntil(lambda: bool(window.findChildren(PersonCard)))
    assert card_of(window).name_label.text() == "Bob Baumann"
    card_of(window).close()


def test_the_card_of_an_absent_person_is_opened_once(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    assert window.room is not None
    window.member_acts.open_card(network, window.room, "Zoe")
    card = card_of(window)
    script.say(":srv 401 Ann Zoe :No such nick", ":srv 318 Ann Zoe :End")
    qtbot.waitUntil(hears(script, "WHOWAS Zoe 1"))
    card.close()
    with qtbot.waitSignal(network.person_told):
        script.say(":srv 314 Ann Zoe z h * :Zoe", ":srv 369 Ann Zoe :End")
    assert not [one for one in window.findChildren(PersonCard) if one.isVisible()]


def test_direct_messages_lead_to_the_card(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    window.acts.open_room_menu(network, network.rooms["bob"], window.mapToGlobal(window.rect().center()))
    choose(window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1], "Who is this?")
    qtbot.waitUntil(hears(script, "WHOIS Bob Bob"))
    card_of(window).close()
    window.show_room(network, network.rooms["bob"])
    header = window.pane.header
    QTest.mouseClick(header.name_label, Qt.MouseButton.LeftButton)
    card_of(window).close()
    QTest.keyClick(header.topic, Qt.Key.Key_Return)
    assert card_of(window).nick == "Bob"
    card_of(window).close()


def test_offline_the_card_says_so(window: ChatWindow, network: Network, made: Scene) -> None:
    assert window.room is not None
    made.cut()
    window.member_acts.open_card(network, window.room, "Bob")
    assert card_of(window).presence_label.text() == "You are disconnected, so the server cannot be asked."
    card_of(window).close()


def test_a_person_is_blocked_and_unblocked_on_the_card(window: ChatWindow, network: Network, made: Scene) -> None:
    assert window.room is not None
    window.member_acts.open_card(network, window.room, "Cid")
    card = card_of(window)
    card.block_button.click()
    assert card.block_button.text() == "Unblock"
    made.controller.archive.flush((written := Event()).set)
    assert written.wait(SECONDS)
    assert made.controller.archive.blocked(network.network) == ["Cid"]
    card.block_button.click()
    made.controller.archive.flush((written := Event()).set)
    assert written.wait(SECONDS)
    assert made.controller.archive.blocked(network.network) == []
    card.close()


def test_a_ban_by_account_with_a_reason(qtbot: QtBot, window: ChatWindow, mutes: Network, script: Script) -> None:
    mutes.on_received((parse_line(":Bob!u@192.168.1.31 ACCOUNT bobby"), parse_line(":Bob!u@h CHGHOST bob h.example")))
    choose(open_member_menu(window, "bob"), "Ban from the room…")
    question = window.findChildren(RoomBanQuestion)[-1]
    assert [radio.text() for radio in question.mask_radios] == [
        "The account bobby, under any name",
        "Everybody at h.example",
        "The name Bob",
    ]
    question.reason_field.setText("too loud")
    question.go_button.click()
    qtbot.waitUntil(hears(script, "KICK #lobby Bob :too loud"))
    assert b"MODE #lobby +b ~a:bobby" in bytes(script.heard)


def test_a_mute(qtbot: QtBot, window: ChatWindow, mutes: Network, script: Script) -> None:
    for nick in ("Ann", "Bob", "Cid"):  # behind one address
        mutes.on_received((parse_line(f":{nick}!u@192.168.1.31 CHGHOST {nick} h.example"),))
    choose(open_member_menu(window, "cid"), "Mute in the room…")
    question = window.findChildren(RoomBanQuestion)[-1]
    assert [radio.text() for radio in question.mask_radios] == [
        "The name Cid",
        "Everybody at h.example (2 more people here)",
    ]
    question.go_button.click()
    qtbot.waitUntil(hears(script, "MODE #lobby +b ~m:Cid!*@*"))


def test_mute_is_lifted_from_the_menu_and_from_the_card(
    qtbot: QtBot, window: ChatWindow, mutes: Network, script: Script
) -> None:
    mutes.on_received((parse_line(":Bob!bob@h MODE #lobby +b ~m:Ivo!*@*"),))
    choose(open_member_menu(window, "ivo"), "Lift the mute")
    qtbot.waitUntil(hears(script, "MODE #lobby -b ~m:Ivo!*@*"))
    choose(open_member_menu(window, "ivo"), "Who is this?")
    card = card_of(window)
    assert card.mute_button.text() == "Lift the mute"
    mutes.on_received((parse_line(":Bob!bob@h MODE #lobby -b ~m:Ivo!*@*"),))
    assert card.mute_button.text() == "Mute…"
    mutes.on_received((parse_line(":Bob!bob@h MODE #lobby +b ~m:Ivo!*@*"),))
    before = bytes(script.heard).count(b"-b ~m:Ivo")
    card.mute_button.click()
    qtbot.waitUntil(lambda: bytes(script.heard).count(b"-b ~m:Ivo") > before)


def test_mutes_are_asked_for_when_a_shown_room_is_entered(
    qtbot: QtBot, window: ChatWindow, mutes: Network, script: Script
) -> None:
    """At the start of the program the last room is shown before it is entered."""
    assert window.room is mutes.rooms["#lobby"]
    lines = (":Ann!a@h JOIN #lobby", ":srv 353 Ann = #lobby :@Ann Ivo", ":srv 366 Ann #lobby :End")
    mutes.on_received(tuple(map(parse_line, lines)))
    qtbot.waitUntil(hears(script, "MODE #lobby b"))


def test_a_mute_has_a_term_and_the_person_is_told_why(
    qtbot: QtBot, window: ChatWindow, mutes: Network, script: Script
) -> None:
    choose(open_member_menu(window, "cid"), "Mute in the room…")
    question = window.findChildren(RoomBanQuestion)[-1]
    next(radio for radio in question.mask_radios if radio.text() == "The name Cid").click()
    question.term_box.setCurrentIndex(question.term_box.findData(60))
    question.reason_field.setText("too loud")
    question.go_button.click()
    qtbot.waitUntil(hears(script, "MODE #lobby +b ~t:60:~m:Cid!*@*"))
    qtbot.waitUntil(hears(script, "NOTICE Cid :You are muted in #lobby: too loud"))


def test_the_voice_is_given_and_taken(qtbot: QtBot, window: ChatWindow, script: Script) -> None:
    choose(open_member_menu(window, "bob"), "Let speak while the room is moderated")
    qtbot.waitUntil(hears(script, "MODE #lobby +v Bob"))
    choose(open_member_menu(window, "cid"), "Take the voice")
    qtbot.waitUntil(hears(script, "MODE #lobby -v Cid"))
