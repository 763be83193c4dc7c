"""A person without a mouse and without a screen: the whole program by keyboard, read by AT-SPI on a real display."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.e2e.accessibility_bus import (
    FOCUSED,
    SHOWING,
    VISIBLE,
    Accessible,
    GoneError,
    ScreenReader,
    accessibility_bus,
)
from tests.e2e.display import Display, Program
from tests.e2e.programs import wait_for
from tests.e2e.test_walk import stop_serving
from tests.irc_client import IrcClient
from tests.patience import SECONDS

pytestmark = [pytest.mark.clients, pytest.mark.display]

_STEPS_MAX = 120
_QUIET_S = 0.05
"""Events of one key come closer together than this, or the next look finds them."""
_VAGUE_ROLES = frozenset(("", "unknown", "filler", "panel", "invalid", "redundant object"))


class KeyboardUser:
    """Presses keys, and knows the windows by ear only. `faults` collects what such a person could not use."""

    def __init__(self, screen: Display, reader: ScreenReader) -> None:
        self._screen = screen
        self._reader = reader
        self.faults: list[str] = []
        self._where = ""
        self._heard_all = False
        """Nothing was pressed since the last silence."""

    @property
    def announced(self) -> list[str]:
        return self._reader.announced

    @property
    def focus(self) -> Accessible:
        assert self._reader.focus is not None, "nothing has the focus"
        return self._reader.focus

    def press(self, *keys: str) -> None:
        """Press keys that leave the focus where it is."""
        self._heard_all = False
        self._screen.do("key", *keys)

    def type(self, text: str) -> None:
        self._heard_all = False
        self._screen.do("type", "--delay", "5", text)

    def move(self, key: str) -> Accessible:
        """Press a key that moves the focus. Return what has the focus then."""
        if not self._heard_all:
            self._hear_all()
        before = self._reader.focus
        self.press(key)
        while self._reader.focus == before:
            assert self._reader.hear(SECONDS), f"the focus does not leave {before} by {key}"
        self._hear_all()
        return self.look()

    def wait(self, what: str, condition: Callable[[], bool]) -> None:
        """Wait until something is so, listening meanwhile."""

        def is_so() -> bool:
            self._hear_all()
            try:
                return condition()
            except GoneError:
                return False

        wait_for(what, is_so)

    def _hear_all(self) -> None:
        while self._reader.hear(_QUIET_S):
            pass
        self._heard_all = True

    def look(self) -> Accessible:
        """Check what has the focus."""
        focus = self.focus
        if not focus.has_states(FOCUSED, SHOWING, VISIBLE):
            self.faults.append(f"{self._where}: the focus is not to be seen on {focus}")
        if not focus.name.strip():
            self.faults.append(f"{self._where}: no name: {focus}")
        if focus.role in _VAGUE_ROLES:
            self.faults.append(f"{self._where}: no role: {focus}")
        return focus

    def window(self) -> Accessible:
        """Return the window of the focus."""
        return [self.focus, *self.focus.parents()][-1]

    def await_window(self, title: str) -> None:
        """Wait until the focus is in a window with this in its title."""
        self._where = title

        def is_there() -> bool:
            focus = self._reader.focus
            return focus is not None and focus.has_states(FOCUSED) and title in self.window().name

        self.wait(f"the window {title!r}", is_there)
        self.look()

    def walk(self, where: str) -> list[Accessible]:
        """Press Tab until the focus is back at a place. Return the places."""
        self._where = where
        met = [self.look()]
        while (focus := self.move("Tab")) not in met:
            met.append(focus)
            assert len(met) < _STEPS_MAX, f"{where}: Tab does not come back"
        back = [f"{one} -> {other}" for one, other in pairwise(met) if _goes_back(one, other)]
        if len(back) > 1:
            self.faults += [f"{where}: against the order of reading: {step}" for step in back]
        return met


def _goes_back(one: Accessible, other: Accessible) -> bool:
    here, there = one.area, other.area
    above = there.bottom() <= here.top() and there.left() < here.right() and here.left() < there.right()
    before = there.right() <= here.left() and there.top() < here.bottom() and here.top() < there.bottom()
    return above or before


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


def _read_the_chat(user: KeyboardUser) -> None:
    """Say something, find it among the messages, and go round the parts of the window."""
    user.type("hello there")
    user.press("Return")
    parts = [user.move("F6") for _ in range(4)]
    assert [part.name for part in parts] == ["Rooms", "Messages", "People in this room", "Message #lobby"]
    assert [user.move("shift+F6") for _ in range(4)] == [*parts[2::-1], parts[3]]
    user.wait("the message to be read", lambda: any("hello there" in one.name for one in parts[1].children()))
    assert any("ann" in one.name for one in parts[2].children())
    heard = len(user.announced)
    user.move("ctrl+k")
    user.press("Down")
    user.wait("a room to be announced", lambda: len(user.announced) > heard)
    user.move("Escape")


def _read_states(user: KeyboardUser, ann: Program) -> None:
    """Hear who is away and who types, and what becomes of messages: reactions, an edit, a refusal."""
    _, messages, people, composer = [user.move("F6") for _ in range(4)]
    settings = (ann.profile / "server" / "settings.toml").read_text()
    with IrcClient(int(settings.partition("127.0.0.1:")[2].partition('"')[0])) as bob:
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


def _walk_through_launcher(user: KeyboardUser) -> None:
    """Open the launcher by the menu, and walk through each page."""
    while user.focus.name != "Menu":
        user.move("Tab")
    user.press("space")
    while not user.move("Down").name.startswith("Host a chat"):
        pass
    user.press("Return")
    user.await_window("Host a chat")
    page = user.focus
    while page.name != "Overview":
        page = user.move("Tab")
    while True:
        user.walk(f"launcher, {page.name}")
        if page.name == "Settings":
            break
        page = user.move("Down")
