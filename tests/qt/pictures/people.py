"""Pictures of people: cards, bans, absence, names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.person_card import PersonCard
from desktop_chat.qt.dialogs.room_ban_question import RoomBanQuestion
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.newcomer_greeting import greet_in
from tests.qt.pictures.stage import Picture, opened_menu, say, scene, workshop_chat
from tests.qt.scenes import Scene, greeting


def _for_operators(window: ChatWindow, made: Scene) -> None:
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    lines = (":srv 005 Ann STATUSMSG=~@+ :are known", ":Bob!u@192.168.1.31 PRIVMSG @#lobby :Who closes up tonight?")
    network.on_received(tuple(map(parse_line, lines)))


def _member_menu(window: ChatWindow, made: Scene) -> QWidget:
    member = next(m for m in window.room.state.members.values() if m.nick == "Bob") if window.room else None
    assert member is not None
    window.member_acts.open_member_menu(member, window.mapToGlobal(QPoint(800, 200)))
    return opened_menu(window)


def _person(window: ChatWindow, made: Scene) -> QWidget:
    """The card of Bob, as the server tells about him to an operator."""
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    window.member_acts.open_card(network, room, "Bob")
    lines = (
        ":srv 311 Ann Bob bob 192.168.1.31 * :Bob Baumann",
        ":srv 319 Ann Bob :@#lobby ~#lamps +#kitchen-and-garden",
        ":srv 312 Ann Bob srv :Workshop",
        ":srv 301 Ann Bob :in the wood shop, back at three",
        ":srv 330 Ann Bob bobby :is logged in as",
        ":srv 671 Ann Bob :is using a secure connection",
        ":srv 378 Ann Bob :is connecting from *@192.168.1.31 192.168.1.31",
        ":srv 317 Ann Bob 420 1790000000 :seconds idle, signon time",
        ":srv 318 Ann Bob :End",
        ":Bob!u@192.168.1.31 NOTICE Ann :\x01VERSION HexChat 2.16.2 / Linux\x01",
    )
    network.ask_client("Bob")
    network.on_received(tuple(map(parse_line, lines)))
    return window.findChildren(PersonCard)[-1]


def _absent_person(window: ChatWindow, made: Scene) -> QWidget:
    network, room = window.network, window.room
    assert network is not None
    assert room is not None
    window.member_acts.open_card(network, room, "Zoe")
    network.on_received(tuple(map(parse_line, (":srv 401 Ann Zoe :No such nick", ":srv 318 Ann Zoe :End"))))
    lines = (
        ":srv 314 Ann Zoe zoe 192.168.1.40 * :Zoe Zimmermann",
        ":srv 312 Ann Zoe srv :Fri Nov 27 18:04:12 2026",
        ":srv 369 Ann Zoe :End",
    )
    network.on_received(tuple(map(parse_line, lines)))
    return window.findChildren(PersonCard)[-1]


def _ban(window: ChatWindow, made: Scene) -> QWidget:
    network = window.network
    assert network is not None
    assert window.room is not None
    masks = (
        (say("MemberActions", "The account {0}, under any name").format("bobby"), "~a:bobby"),
        (say("MemberActions", "Everybody at {0}").format("192.168.1.31"), "*!*@192.168.1.31"),
        (say("MemberActions", "The name {0}").format("Bob"), "Bob!*@*"),
    )
    return RoomBanQuestion(
        "ban",
        say("MemberActions", "Ban {0} from {1}?").format("Bob", "#lobby"),
        say("MemberActions", "A banned person is removed from the room and cannot come back until the ban is lifted."),
        say("MemberActions", "Ban"),
        masks,
        None,
        terms=False,
    )


def _away(window: ChatWindow, made: Scene) -> None:
    network = window.network
    assert network is not None
    network.set_away("in the wood shop", 3600)
    window.people.search_field.setText("i")


def _names(window: ChatWindow, made: Scene) -> None:
    """People under the names as they write them, and one whose name is not the nick."""
    network = window.network
    assert network is not None
    lines = (
        ":srv METADATA Henrietta_from_accounting display-name * :Henrietta from accounting",
        ":srv METADATA Eve_Example display-name * :Eve Example",
        ":srv METADATA Eve_Example status * :in a meeting until noon",
        ":srv METADATA Cid display-name * :Sidney Poole",
        ":srv METADATA Ann display-name * :Ann",
    )
    network.on_received(tuple(map(parse_line, lines)))


def _own_menu(window: ChatWindow, made: Scene) -> QWidget:
    window.own_acts.open_own_menu(window.network, window.sidebar.name_button)
    return opened_menu(window)


def _newcomer(width: int, height: int) -> Picture:
    """Somebody is greeted in the first room of a new chat."""

    @contextmanager
    def build() -> Iterator[QWidget]:
        with scene() as made:
            network = made.enter(greeting(), entries=lambda network: "#lobby" in network.rooms)
            window = ChatWindow(made.controller)
            window.resize(width, height)
            window.show()
            window.show_room(network, network.rooms["#lobby"])
            greet_in(window)
            yield window
            window.close()
            window.deleteLater()

    return build


SCENES: tuple[tuple[str, Picture], ...] = (
    ("chat-newcomer", _newcomer(1080, 720)),
    ("chat-newcomer-narrow", _newcomer(420, 560)),
    ("chat-for-operators", workshop_chat(_for_operators)),
    ("chat-away", workshop_chat(_away)),
    ("chat-names", workshop_chat(_names)),
    ("chat-slim-names", workshop_chat(_names, 420, 640)),
    ("menu-own", workshop_chat(_own_menu)),
    ("menu-member", workshop_chat(_member_menu)),
    ("dialog-person", workshop_chat(_person)),
    ("dialog-person-absent", workshop_chat(_absent_person)),
    ("dialog-ban", workshop_chat(_ban)),
)
