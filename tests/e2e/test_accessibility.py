"""A person without a mouse and without a screen: the whole program by keyboard, read by AT-SPI on a real display."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.accessibility_bus import SENSITIVE, Accessible, ScreenReader, accessibility_bus
from tests.e2e.display import Display, Program
from tests.e2e.keyboard_user import KeyboardUser
from tests.e2e.test_walk import stop_serving
from tests.irc_client import IrcClient

pytestmark = [pytest.mark.clients, pytest.mark.display]


@pytest.fixture
def reader(screen: Display, tmp_path: Path) -> Iterator[ScreenReader]:
    with accessibility_bus(screen.environment, tmp_path / "runtime") as found:
        yield found


@pytest.fixture
def ann(screen: Display, reader: ScreenReader, tmp_path: Path) -> Iterator[Program]:
    """The program of somebody who opens it for the first time."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    served = tmp_path / "ann" / "server"
    served.mkdir(parents=True)
    (served / "settings.toml").write_text(f'[listen]\naddresses = ["127.0.0.1:{port}"]\nannounce = "nowhere"\n')
    program = Program(screen, tmp_path / "ann")
    try:
        yield program
    finally:
        program.end()
        if (served / "control.json").exists():
            stop_serving(json.loads((served / "control.json").read_text())["pid"])


OPENED = {
    "ctrl+f": "search",
    "ctrl+j": "new room",
    "ctrl+shift+j": "browser of rooms",
    "ctrl+d": "calendar",
}
"""Keys that open a part or a dialog with several controls; Escape closes it."""
BUTTONS = {
    "You are ann": "space",
    "Add a room": "space",
    "Room settings": "",
    "Invite others": "",
    "Recorded": "",
    "Emoji": "",
}
"""The beginnings of the names of buttons, and the key that opens the menu of the button; "": a dialog opens."""
ELSEWHERE = frozenset(("A backup every day…", "Save a backup as…", "Restore from a file…", "Save…"))
"""Buttons of the launcher that lead to another page, or to the file dialog of Qt."""
PAGES = frozenset(("Message requests…", "Forward…", "Host a chat…", "Manage your chat…", "Settings…", "New chat…"))
"""Rows of menus that open a page of the window, a list with a single field, or what the test walks through anyway."""


def test_everything_is_reached_by_keyboard_and_read(screen: Display, reader: ScreenReader, ann: Program) -> None:
    user = KeyboardUser(screen, reader)
    user.await_window("Desktop Chat")
    user.walk("start")
    user.press("Return")
    user.await_window("lobby")
    assert user.window().role == "frame"
    user.walk("chat")
    _read_the_chat(user)
    _read_states(user, ann)
    for key, name in OPENED.items():
        user.move(key)
        user.walk(name)
        assert user.move("Escape").name == "Message #lobby", name
    _walk_through_menus(user, ann)
    user.move("F1")
    user.move("Tab")
    assert user.move("Escape").name == "Message #lobby"
    _walk_through_settings(user)
    _walk_through_launcher(user)
    assert not user.faults, "\n".join(user.faults)


def test_what_is_wrong_is_announced(screen: Display, reader: ScreenReader, ann: Program) -> None:
    user = KeyboardUser(screen, reader)
    user.await_window("Desktop Chat")
    while not user.focus.name.startswith("Address"):
        user.move("Tab")
    user.type("host:99999")
    user.press("Return")
    user.wait("a sentence", lambda: bool(user.announced))
    assert "99999" in user.announced[-1] or user.announced[-1].endswith(".")
    assert user.focus.name.startswith("Address")


def _go(key: str, user: KeyboardUser) -> Accessible:
    """Go to another part of the window."""
    user.move(key)
    return user.place()


def _read_the_chat(user: KeyboardUser) -> None:
    """Say something, find it among the messages, and go round the parts of the window."""
    user.type("hello there")
    user.press("Return")
    parts = [_go("F6", user) for _ in range(4)]
    assert [part.name for part in parts] == ["Rooms", "Messages", "People in this room", "Message #lobby"]
    assert [_go("shift+F6", user) for _ in range(4)] == [*parts[2::-1], parts[3]]
    user.wait("the message to be read", lambda: any("hello there" in one.name for one in parts[1].children()))
    assert any("ann" in one.name for one in parts[2].children())
    heard = len(user.announced)
    user.move("ctrl+k")
    user.press("Down")
    user.wait("a room to be announced", lambda: len(user.announced) > heard)
    user.move("Escape")


def _read_states(user: KeyboardUser, ann: Program) -> None:
    """Hear who is away and who types, and what becomes of messages: reactions, an edit, a refusal."""
    _, messages, people, composer = [_go("F6", user) for _ in range(4)]
    with IrcClient(_port_of(ann)) as bob:
        bob.register("bob", "batch draft/chathistory message-tags")
        bob.join("#lobby")
        bob.send("AWAY :at tea", "CHATHISTORY LATEST #lobby * 1", "@+typing=active TAGMSG #lobby")
        said = next(message for message in bob.fence() if message.command == "PRIVMSG")
        bob.send(f"@+draft/react=👍;+draft/reply={said.tags['msgid']} TAGMSG #lobby")
        bob.fence()
        user.wait(
            "bob to be away", lambda: any(one.name == "bob" and "Away" in one.description for one in people.children())
        )
        user.wait("bob to type", lambda: composer.look_again().description == "bob is typing…")
        user.wait("the reaction", lambda: any("👍 by bob" in one.name for one in messages.children()))
        user.press("Up")
        user.type(" you")
        user.press("Return")
        user.wait("the edit", lambda: any("hello there you. (edited)" in one.name for one in messages.children()))
        bob.leave()
    user.type("/msg nobody hello")
    user.press("Return")
    user.wait("the refusal", lambda: any(one.name.endswith("hello. Not sent") for one in messages.children()))
    user.press("alt+Up")
    user.wait("the room", lambda: composer.look_again().name == "Message #lobby")


def _port_of(ann: Program) -> int:
    settings = (ann.profile / "server" / "settings.toml").read_text()
    return int(settings.partition("127.0.0.1:")[2].partition('"')[0])


def _walk_through_menus(user: KeyboardUser, ann: Program) -> None:
    """Walk through each dialog that a menu or a button of the window opens."""
    with IrcClient(_port_of(ann)) as cid:
        cid.register("cid")
        cid.join("#lobby")
        _find("Rooms", user)
        user.walk_dialogs("Menu")
        user.move("Up")
        user.walk_dialogs("Menu", PAGES)
        user.move("Down")
        _find("Messages", user)
        while "hello there" not in user.announced[-1]:
            heard = len(user.announced)
            user.press("ctrl+Up")
            user.wait("a message to be read", _has_announced(user, heard))
        user.walk_dialogs("Menu", PAGES)
        _find("People in this room", user)
        while user.focus.name != "cid":
            user.move("Down")
        user.walk_dialogs("Menu")
        user.open_menu("Menu")
        while user.focus.name != "Who is this?":
            user.move("Down")
        user.walk_dialog("Who is this?", "Return")
        cid.leave()
    for name, key in BUTTONS.items():
        while not user.focus.name.startswith(name):
            user.move("Tab")
        if key:
            user.walk_dialogs(key, PAGES)
        else:
            user.walk_dialog(name, "space")
    _find("Message #lobby", user)


def _has_announced(user: KeyboardUser, heard: int) -> Callable[[], bool]:
    return lambda: len(user.announced) > heard


def _find(name: str, user: KeyboardUser) -> None:
    while _go("F6", user).name != name:
        pass


def _walk_through_settings(user: KeyboardUser) -> None:
    """Walk through each page; the focus is on its name at first."""
    page = user.move("ctrl+comma")
    while page.name != "Profile":
        page = user.move("Up")
    while True:
        user.walk(f"settings, {page.name}")
        if page.name == "Advanced":
            break
        page = user.move("Down")
    assert user.move("Escape").name == "Message #lobby"


def _can_use(name: str, user: KeyboardUser) -> bool:
    """Ask whether a control of the window is there and enabled: what the server tells comes later than its page."""
    return any(one.name == name and one.has_states(SENSITIVE) for one in user.window().everything())


def _walk_through_launcher(user: KeyboardUser) -> None:
    """Open the launcher by the menu, and walk through each page."""
    while user.focus.name != "Menu":
        user.move("Tab")
    user.press("space")
    while not user.move("Down").name.startswith("Manage your chat"):
        pass
    user.press("Return")
    user.await_window("Host a chat")
    page = user.focus
    while page.name != "Overview":
        page = user.move("Tab")
    while True:
        if page.name == "Settings":
            user.wait("the settings of the server", lambda: _can_use("Search settings", user))
        user.walk(f"launcher, {page.name}", lambda name: name not in user.dialogs and name not in ELSEWHERE)
        if page.name == "Settings":
            break
        page = user.move("Down")
