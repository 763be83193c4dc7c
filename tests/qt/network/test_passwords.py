"""Passwords of chats and keys of rooms, over restarts, with a real server: there is always a place to type one."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.events import Phase
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.dialogs.text_question import TextQuestion
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.texts import hub as hub_texts
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess


@pytest.fixture
def locked(server_process: ServerProcess) -> ServerProcess:
    server_process.stop()
    server_process.settings = ("access.password=open sesame",)
    server_process.start()
    return server_process


def online(qtbot: QtBot, network: Network) -> None:
    qtbot.waitUntil(lambda: network.phase is Phase.ONLINE, timeout=MILLISECONDS)


def again(controller: Controller, make_controller: MakeController) -> Controller:
    """The same profile after a restart, connected."""
    controller.close()
    started = make_controller("ann")
    started.open_last_chats()
    started.connect_all()
    return started


def type_password(chat: ChatWindow, text: str) -> None:
    """By the banner's button and its question."""
    assert chat.pane.banner.password_button.isVisible()
    QTest.mouseClick(chat.pane.banner.password_button, Qt.MouseButton.LeftButton)
    question = next(one for one in chat.findChildren(TextQuestion) if one.isVisible())
    QTest.keyClicks(question.field, text)
    QTest.keyClick(question.field, Qt.Key.Key_Return)


def test_a_password_that_was_taken_is_shown_again_after_a_restart(
    qtbot: QtBot, make_controller: MakeController, locked: ServerProcess
) -> None:
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", locked.port), password="open sesame")
    online(qtbot, network)
    started = again(ann, make_controller)
    online(qtbot, started.networks[0])
    started.remove_network(started.networks[0])
    started.forget_chat(network.network)
    returned = started.join_chat(ChatAddress("127.0.0.1", locked.port))
    qtbot.waitUntil(
        lambda: returned.password_wanted is not None and returned.phase is Phase.OFFLINE, timeout=MILLISECONDS
    )
    assert not returned.is_seeking


def test_the_window_asks_until_the_password_is_right(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    """Also where the password came later than the chat."""
    ann = make_controller("ann")
    online(qtbot, ann.join_chat(ChatAddress("127.0.0.1", server_process.port)))
    ann.close()
    server_process.stop()
    server_process.settings = ("access.password=open sesame",)
    server_process.start()
    started = make_controller("ann")
    windows = Windows(started, started.hosting)
    windows.open_first_window(None)
    chat = windows.chat
    assert chat is not None
    network = started.networks[0]
    for typed in ("wrong one", "open sesame"):
        qtbot.waitUntil(lambda: chat.pane.banner.password_button.isVisible(), timeout=MILLISECONDS)
        said = "Wrong password" if network.password_wanted and network.password_wanted.given else "requires a password"
        assert said in chat.pane.banner.text_label.text()
        type_password(chat, typed)
        qtbot.waitUntil(lambda: not chat.pane.banner.password_button.isVisible(), timeout=MILLISECONDS)
    online(qtbot, network)
    last = again(started, make_controller)
    online(qtbot, last.networks[0])
    windows.close_all()


def test_a_password_replaces_the_one_that_is_kept(
    qtbot: QtBot, make_controller: MakeController, locked: ServerProcess
) -> None:
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", locked.port), password="open sesame")
    online(qtbot, network)
    locked.stop()
    locked.settings = ("access.password=barley",)
    locked.start()
    qtbot.waitUntil(lambda: network.password_wanted is not None, timeout=MILLISECONDS)
    assert network.password_wanted is not None
    assert network.password_wanted.given
    network.give_password("barley")
    online(qtbot, network)
    online(qtbot, again(ann, make_controller).networks[0])


def test_a_room_with_a_key_is_entered_again_after_a_restart_or_asked_about(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    with IrcClient(server_process.port) as lead:
        lead.register("lead")
        lead.send("JOIN #vault", "MODE #vault +k first")
        lead.fence()
        ann = make_controller("ann")
        network = ann.join_chat(ChatAddress("127.0.0.1", server_process.port))
        online(qtbot, network)
        network.join_channel("#vault", "first")
        qtbot.waitUntil(lambda: "#vault" in network.rooms and network.rooms["#vault"].is_entered, timeout=MILLISECONDS)
        started = again(ann, make_controller)
        returned = started.networks[0]
        qtbot.waitUntil(lambda: returned.rooms["#vault"].is_entered, timeout=MILLISECONDS)
        returned.disconnect_now()
        lead.send("MODE #vault -k first", "MODE #vault +k second")
        lead.fence()
        chat = ChatWindow(started)
        qtbot.addWidget(chat)
        chat.show()
        chat.show_room(returned, returned.rooms["#vault"])
        returned.connect_now()
        qtbot.waitUntil(lambda: returned.rooms["#vault"].state.problem is not None, timeout=MILLISECONDS)
        bar = chat.pane.entry_bar
        assert bar.text_label.text() == "#vault has a password."
        QTest.keyClicks(bar.key_field, "second")
        QTest.keyClick(bar.key_field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: returned.rooms["#vault"].is_entered, timeout=MILLISECONDS)
        assert not bar.isVisible()
        last = again(started, make_controller).networks[0]
        qtbot.waitUntil(lambda: last.rooms["#vault"].is_entered, timeout=MILLISECONDS)


def test_nick_chosen_for_a_chat_survives_a_restart(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", server_process.port))
    online(qtbot, network)
    with qtbot.waitSignal(network.nick_changed):
        network.set_nick("Annabel")
    returned = again(ann, make_controller)
    online(qtbot, returned.networks[0])
    assert returned.networks[0].nick == "Annabel"


def test_a_name_of_the_person_is_that_of_the_next_connection(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", server_process.port))
    online(qtbot, network)
    ann.set_name("Anna Karenina")
    server_process.kill()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE, timeout=MILLISECONDS)
    server_process.start()
    network.connect_now()
    online(qtbot, network)
    assert network.nick == "Anna_Karenina"


def make_invitation(qtbot: QtBot, server: ServerProcess, folder: Path) -> str:
    """Open the chat to people with a link only, and return the token of the link."""
    server.stop()
    server.settings = ("access.entry=link",)
    server.start()
    found: list[str] = []

    def is_stored() -> bool:
        with closing(sqlite3.connect(folder / "served" / "chat.db")) as stored:
            found[:] = [token for (token,) in stored.execute("SELECT token FROM invite_link")]
        return bool(found)

    qtbot.waitUntil(is_stored, timeout=MILLISECONDS)
    return found[0]


def test_invitation_lets_in_now_and_after_a_restart_and_is_passed_on(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess, tmp_path: Path
) -> None:
    token = make_invitation(qtbot, server_process, tmp_path)
    ann = make_controller("ann")
    network = ann.join_chat(ChatAddress("127.0.0.1", server_process.port, token=token))
    online(qtbot, network)
    started = again(ann, make_controller)
    online(qtbot, started.networks[0])
    assert started.place_for_others(started.networks[0], "#tea").token == token


def test_person_without_an_invitation_is_told_and_a_link_helps(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess, tmp_path: Path
) -> None:
    token = make_invitation(qtbot, server_process, tmp_path)
    place = ChatAddress("127.0.0.1", server_process.port)
    ann = make_controller("ann")
    network = ann.join_chat(place)
    qtbot.waitUntil(lambda: network.password_wanted is not None, timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE, timeout=MILLISECONDS)
    assert network.reason == hub_texts.LINK_NEEDED
    assert ann.join_chat(replace(place, token=token)) is network
    online(qtbot, network)


def test_link_of_a_stranger_does_not_replace_the_way_into_a_known_chat(
    qtbot: QtBot, make_controller: MakeController, locked: ServerProcess
) -> None:
    ann = make_controller("ann")
    place = ChatAddress("127.0.0.1", locked.port)
    network = ann.join_chat(place, password="open sesame")
    online(qtbot, network)
    assert ann.join_chat(replace(place, token="fam1234567")) is network
    assert network.phase is Phase.ONLINE
    assert network.session.person.password == "open sesame"


def test_person_who_waits_for_the_host_is_told_in_the_start_window(
    qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess
) -> None:
    server_process.stop()
    server_process.settings = ("access.entry=approval",)
    server_process.start()
    ann = make_controller("ann")
    windows = Windows(ann, ann.hosting)
    windows.entrance.show_window()
    windows.entrance.join_chat(ChatAddress("127.0.0.1", server_process.port))
    network = ann.networks[0]
    qtbot.waitUntil(lambda: network.reason == hub_texts.HOST_IS_ASKED, timeout=MILLISECONDS)
    assert network.phase is Phase.REGISTERING
    window = windows.entrance.window
    assert window is not None
    assert hub_texts.HOST_IS_ASKED in [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    network.disconnect_now()  # the end of the server would bring the window back
    windows.close_all()
