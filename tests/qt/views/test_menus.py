"""Menus offer what can be done with a room or a person, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import Member
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.menus import MemberActs, RoomActs, member_menu, room_menu
from desktop_chat.qt.views.room_marks_menu import PlaceActs

KINDS = (
    "read",
    "read_all",
    "browse",
    "accept",
    "join",
    "rename",
    "password",
    "requests",
    "connect",
    "disconnect",
    "remove",
    "export",
    "record",
    "unread",
    "settings",
    "setup",
    "console",
    "leave",
    "whois",
    "block",
)


class Desk:
    """A parent for menus, and the names of the actions that were chosen."""

    def __init__(self) -> None:
        self.parent = QWidget()
        self.done: list[str] = []

    def act(self, name: str) -> Callable[[], None]:
        return lambda: self.done.append(name)

    def room_acts(self) -> RoomActs:
        return RoomActs(
            **{name: self.act(name) for name in KINDS},
            find=lambda words: self.done.append(f"find {words}"),
            place=PlaceActs(
                mark=lambda marks: self.done.append(str(marks)),
                step=lambda step: self.done.append(f"step {step}"),
                ask_group=self.act("ask group"),
            ),
        )

    def choice(self, name: str) -> Callable[[bool], None]:
        return lambda on: self.done.append(f"{name} {on}")

    def member_acts(self) -> MemberActs:
        return MemberActs(
            message=self.act("message"),
            mention=self.act("mention"),
            whois=self.act("whois"),
            promote=self.choice("promote"),
            voice=self.choice("voice"),
            role=lambda letter, given: self.done.append(f"{letter} {given}"),
            kick=self.act("kick"),
            mute=self.act("mute"),
            unmute=self.act("unmute"),
            ban=self.act("ban"),
            block=self.choice("block"),
        )


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    made = Desk()
    qtbot.addWidget(made.parent)
    return made


def texts(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_a_channel_is_pinned_muted_copied_and_left(desk: Desk, network: Network) -> None:
    room = network.rooms["#lobby"]
    network.mark_read(room)
    menu = room_menu(desk.parent, network, room, desk.room_acts())
    assert texts(menu) == [
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
    for text in ("Files and pictures", "Links", "Leave the room"):
        choose(menu, text)
    assert desk.done == ["find has:file", "find has:link", "leave"]
    room.set_marks(RoomMarks(muted=True, pinned=True))
    assert texts(room_menu(desk.parent, network, room, desk.room_acts()))[1:4] == [
        "Unpin",
        "Place in the list",
        "Unmute notifications",
    ]


def test_direct_messages_can_be_blocked(desk: Desk, network: Network) -> None:
    menu = room_menu(desk.parent, network, network.rooms["bob"], desk.room_acts())
    assert texts(menu)[-2:] == ["Close these messages", "Block this person"]
    assert "Who is this?" in texts(menu)
    choose(menu, "Block this person")
    assert desk.done == ["block"]


def test_unread_rooms_can_be_marked_as_read(desk: Desk, network: Network) -> None:
    room = network.rooms["#lamps"]
    room.unread = 3
    assert texts(room_menu(desk.parent, network, room, desk.room_acts()))[0] == "Mark as read"


def test_a_server_is_connected_or_disconnected(desk: Desk, network: Network) -> None:
    network.rooms["#lamps"].unread = 1
    menu = room_menu(desk.parent, network, network.page, desk.room_acts())
    assert texts(menu)[0] == "Mark all as read"
    network.mark_all_read()
    assert not any(room.unread for room in network.rooms.values())
    menu = room_menu(desk.parent, network, network.page, desk.room_acts())
    assert "Mark all as read" not in texts(menu)
    assert "Disconnect" in texts(menu)
    menu.actions()[texts(menu).index("Browse rooms…")].trigger()
    assert desk.done == ["browse"]
    network.disconnect_now()
    menu = room_menu(desk.parent, network, network.page, desk.room_acts())
    assert "Connect" in texts(menu)
    assert "Disconnect" not in texts(menu)


def test_a_moderator_may_kick_and_give_the_role(desk: Desk, network: Network) -> None:
    room = network.rooms["#lobby"]  # Ann owns it
    menu = member_menu(desk.parent, network, room, room.state.members["cid"], desk.member_acts())
    assert texts(menu) == [
        "Message",
        "Mention",
        "Who is this?",
        "Copy name",
        "Make a moderator",
        "Take the voice",
        "Other roles",
        "Kick from the room…",
        "Mute (this server cannot)",
        "Ban from the room…",
        "Block this person",
    ]
    choose(menu, "Make a moderator")
    choose(menu, "Kick from the room…")
    choose(menu, "Take the voice")
    choose(menu, "Ban from the room…")
    choose(menu, "Block this person")
    assert desk.done == ["promote True", "kick", "voice False", "ban", "block True"]


def test_others_and_oneself_have_fewer_actions(desk: Desk, network: Network) -> None:
    lamps, lobby = network.rooms["#lamps"], network.rooms["#lobby"]  # Bob owns #lamps
    assert texts(member_menu(desk.parent, network, lamps, lamps.state.members["cid"], desk.member_acts())) == [
        "Message",
        "Mention",
        "Who is this?",
        "Copy name",
        "Block this person",
    ]
    own: Member = lobby.state.members["ann"]
    assert texts(member_menu(desk.parent, network, lobby, own, desk.member_acts())) == ["Who is this?", "Copy name"]
