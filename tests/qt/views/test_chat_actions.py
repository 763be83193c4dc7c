"""What the menus and the questions of a chat window do, as the server hears it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import Phase
from desktop_chat.irc.message import parse_line
from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.dialogs.away_question import AwayQuestion
from desktop_chat.qt.dialogs.invite_dialog import InviteDialog
from desktop_chat.qt.dialogs.question import MessageQuestion
from desktop_chat.qt.dialogs.room_form import RoomForm
from desktop_chat.qt.dialogs.text_question import TextQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Scene, Script


def hears(script: Script, line: str) -> Callable[[], bool]:
    return lambda: f"{line}\r\n".encode() in bytes(script.heard)


def menu_of(window: ChatWindow) -> QMenu:
    """The menu that was opened last."""
    return window.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)[-1]


def choose(menu: QMenu, words: str) -> None:
    """Press the row with these words."""
    action = next(action for action in menu.actions() if action.text() == words)
    action.trigger()
    menu.close()


def words_of(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if action.text()]


def open_member_menu(window: ChatWindow, nick: str) -> QMenu:
    assert window.room is not None
    window.member_acts.open_member_menu(window.room.state.members[nick], window.mapToGlobal(window.rect().center()))
    return menu_of(window)


def open_room_menu(window: ChatWindow, network: Network, room: Room) -> QMenu:
    window.acts.open_room_menu(network, room, window.mapToGlobal(window.rect().center()))
    return menu_of(window)


def answer(window: ChatWindow, text: str) -> None:
    """Type into the question that is open, and go on."""
    question = window.findChildren(TextQuestion)[-1]
    question.field.setText(text)
    question.go_button.click()


def test_the_app_menu_leads_everywhere(qtbot: QtBot, window: ChatWindow) -> None:
    acts = window.acts
    for words, wanted in (
        ("New chat…", acts.new_chat_requested),
        ("Host a chat…", acts.host_requested),
        ("Settings…", acts.settings_requested),
        ("About Desktop Chat", acts.about_requested),
        ("Quit", acts.quit_requested),
    ):
        acts.open_app_menu(window.sidebar.menu_button)
        with qtbot.waitSignal(wanted):
            choose(menu_of(window), words)


def test_a_chat_that_is_hosted_here_is_managed(qtbot: QtBot, made: Scene, window: ChatWindow) -> None:
    acts = window.acts
    made.hosting.state = replace(made.hosting.state, phase=ServerPhase.RUNNING)
    for open_menu in (acts.open_app_menu, acts.open_add_menu):
        open_menu(window.sidebar.menu_button)
        assert "Host a chat…" not in words_of(menu_of(window))
        with qtbot.waitSignal(acts.host_requested):
            choose(menu_of(window), "Manage your chat…")
    made.hosting.state = replace(made.hosting.state, phase=ServerPhase.STOPPED)


def test_a_room_is_joined_through_the_add_menu(qtbot: QtBot, window: ChatWindow, script: Script) -> None:
    window.acts.open_add_menu(window.sidebar.menu_button)
    choose(menu_of(window), "Join a room…")
    answer(window, "tea  party")
    qtbot.waitUntil(hears(script, "JOIN #tea-party"))


def test_add_menu_opens_direct_messages(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    window.acts.open_add_menu(window.sidebar.menu_button)
    choose(menu_of(window), "Message somebody…")
    answer(window, "Finn Ray")
    qtbot.waitUntil(lambda: window.room is network.rooms.get("finn_ray"))


def test_a_member_is_written_to_mentioned_and_asked_about(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    choose(open_member_menu(window, "bob"), "Mention")
    assert window.pane.composer.text() == "Bob: "
    choose(open_member_menu(window, "bob"), "Mention")
    assert window.pane.composer.text() == "Bob: Bob "
    choose(open_member_menu(window, "bob"), "Copy name")
    assert QGuiApplication.clipboard().text() == "Bob"
    choose(open_member_menu(window, "bob"), "Who is this?")
    qtbot.waitUntil(lambda: b"WHOIS Bob" in bytes(script.heard))
    choose(open_member_menu(window, "bob"), "Message")
    qtbot.waitUntil(lambda: window.room is network.rooms.get("bob"))


def test_a_moderator_gives_and_takes_roles(qtbot: QtBot, window: ChatWindow, script: Script) -> None:
    choose(open_member_menu(window, "bob"), "Take the moderator's role")
    qtbot.waitUntil(lambda: b"MODE #lobby -o Bob" in bytes(script.heard))
    choose(open_member_menu(window, "cid"), "Make a moderator")
    qtbot.waitUntil(lambda: b"MODE #lobby +o Cid" in bytes(script.heard))


def test_kick_asks_for_a_reason(qtbot: QtBot, window: ChatWindow, script: Script) -> None:
    choose(open_member_menu(window, "cid"), "Kick from the room…")
    question = window.findChild(MessageQuestion)
    assert question is not None
    assert question.windowTitle() == "Kick Cid from #lobby?"
    QTest.keyClicks(question.message_field, "enough")
    question.go_button.click()
    qtbot.waitUntil(lambda: b"KICK #lobby Cid" in bytes(script.heard))
    assert b"enough" in bytes(script.heard)


def test_the_reason_of_a_refused_kick_comes_back_to_the_composer(
    qtbot: QtBot, window: ChatWindow, script: Script
) -> None:
    choose(open_member_menu(window, "cid"), "Kick from the room…")
    question = window.findChild(MessageQuestion)
    assert question is not None
    QTest.keyClicks(question.message_field, "said it three times")
    question.go_button.click()
    qtbot.waitUntil(lambda: b"said it three times\r\n" in bytes(script.heard))
    sent = next(line for line in bytes(script.heard).split(b"\r\n") if b"KICK #lobby" in line).decode()
    label = parse_line(sent).tags.get("label")
    script.say(f"{f'@label={label} ' if label else ''}:srv 482 ann #lobby :You're not a channel operator")
    qtbot.waitUntil(lambda: window.pane.composer.text() == "/kick Cid said it three times")
    assert window.pane.writing.room is not None
    assert window.pane.writing.room.draft.text == "/kick Cid said it three times"


def test_own_menu_has_no_actions_on_oneself(window: ChatWindow) -> None:
    menu = open_member_menu(window, "ann")
    assert words_of(menu) == ["Who is this?", "Copy name"]
    menu.close()


def test_a_room_is_read_copied_and_left(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    lamps = network.rooms["#lamps"]
    assert lamps.unread
    choose(open_room_menu(window, network, lamps), "Mark as read")
    assert (lamps.unread, lamps.mentions) == (0, 0)
    menu = open_room_menu(window, network, lamps)
    assert words_of(menu) == [
        "Mark as unread",
        "Pin to the top",
        "Place in the list",
        "Mute notifications",
        "Notify me",
        "Copy name",
        "Room settings…",
        "Files and pictures",
        "Links",
        "Export messages…",
        "Leave the room",
    ]
    choose(menu, "Copy name")
    assert QGuiApplication.clipboard().text() == "#lamps"
    choose(open_room_menu(window, network, lamps), "Leave the room")
    qtbot.waitUntil(lambda: b"PART #lamps" in bytes(script.heard))
    menu = open_room_menu(window, network, network.rooms["bob"])
    assert "Close these messages" in words_of(menu)
    menu.close()


def test_a_room_is_pinned_and_muted(window: ChatWindow, network: Network) -> None:
    lamps = network.rooms["#lamps"]
    choose(open_room_menu(window, network, lamps), "Pin to the top")
    assert window.rooms.ordered_rooms()[1][1] is lamps
    muting = open_room_menu(window, network, lamps)
    terms = next(action.menu() for action in muting.actions() if action.text() == "Mute notifications")
    assert isinstance(terms, QMenu)
    choose(terms, "For an hour")
    muting.close()
    assert "muted until" in str(window.rooms.index_of(network, lamps).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "muted until" in str(window.rooms.index_of(network, lamps).data(Qt.ItemDataRole.ToolTipRole))
    assert (lamps.pinned, lamps.muted, lamps.unread) == (True, True, 1)
    assert not window.grab().isNull()
    choose(open_room_menu(window, network, lamps), "Unmute notifications")
    choose(open_room_menu(window, network, lamps), "Unpin")
    assert (lamps.pinned, lamps.muted) == (False, False)


def test_a_room_is_moved_and_put_into_a_new_group(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    lobby = network.rooms["#lobby"]

    def place(words: str) -> None:
        menu = open_room_menu(window, network, lobby)
        places = next(action.menu() for action in menu.actions() if action.text() == "Place in the list")
        assert isinstance(places, QMenu)
        choose(places, words)
        menu.close()

    place("Move up")
    assert lobby.marks.position == 2
    place("New group…")
    answer(window, "Work")
    assert lobby.marks.group == "Work"
    assert window.rooms.heading_rows() == [window.rooms.index_of(network, lobby).row()]
    place("In no group")
    assert lobby.marks.group == ""


def test_a_server_is_left_alone_and_found_again(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    choose(open_room_menu(window, network, network.page), "Change your name here…")
    answer(window, "Ann Example")
    qtbot.waitUntil(hears(script, "NICK Ann_Example"))
    choose(open_room_menu(window, network, network.page), "Disconnect")
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE)
    menu = open_room_menu(window, network, network.page)
    assert "Connect" in words_of(menu)
    choose(menu, "Connect")
    qtbot.waitUntil(lambda: network.phase is not Phase.OFFLINE)


def test_a_chat_is_left_for_good(qtbot: QtBot, made: Scene, window: ChatWindow, network: Network) -> None:
    choose(open_room_menu(window, network, network.page), "Leave this chat")
    qtbot.waitUntil(lambda: not made.controller.networks)
    window.acts.open_add_menu(window.sidebar.menu_button)
    assert words_of(menu_of(window)) == ["Join another chat…", "Add an IRC network…", "Host a chat…"]
    menu_of(window).close()
    window.acts.show_invitation()  # to nowhere
    assert window.findChild(InviteDialog) is None


def test_away_is_shown_at_once_with_text_and_term(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    window.sidebar.name_button.click()
    assert words_of(menu_of(window))[:3] == ["Your profile…", "Change your name here…", "Be away…"]
    choose(menu_of(window), "Be away…")
    question = window.findChildren(AwayQuestion)[-1]
    question.text_field.setText("at lunch")
    question.term_box.setCurrentIndex(1)
    question.go_button.click()
    status = window.sidebar.status_label.text()
    assert status.startswith("Away: at lunch, until "), "before the server has answered"
    qtbot.waitUntil(hears(script, "AWAY :at lunch"))
    window.sidebar.name_button.click()
    choose(menu_of(window), "I am back")
    assert window.sidebar.status_label.text() == "Online"
    assert network.away_term.until == 0
    qtbot.waitUntil(hears(script, "AWAY"))


def test_the_end_of_the_term_brings_back(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    network.set_away("at lunch", 60)
    network.away_term.ended.emit()
    assert window.sidebar.status_label.text() == "Online"


def test_a_room_is_made_by_a_form(qtbot: QtBot, window: ChatWindow, network: Network, script: Script) -> None:
    window.acts.open_add_menu(window.sidebar.menu_button)
    choose(menu_of(window), "New room…")
    form = window.findChildren(RoomForm)[-1]
    form.name_field.setText("fair")
    form.topic_field.setText("cake")
    form.invited_radio.click()
    form.go_button.click()
    qtbot.waitUntil(lambda: b"#fair" in bytes(script.heard))
    script.say(":Ann!ann@h JOIN #fair", ":srv 353 Ann = #fair :@Ann", ":srv 366 Ann #fair :End")
    qtbot.waitUntil(lambda: b"TOPIC #fair :cake" in bytes(script.heard))
    assert b"MODE #fair +i" in bytes(script.heard)
    assert window.room is network.rooms["#fair"]
