"""A real `serve` process and two real windows: messages are painted on both sides, in spite of kills and cuts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.models.members import MemberRole
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.strict_transport import StrictTransport
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.e2e.programs import ServerProcess, server
from tests.irc_client import IrcClient
from tests.keys import FixedKeys
from tests.patience import MILLISECONDS


class Person:
    """A profile with windows, which a test may open and close several times."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._windows: Windows | None = None

    def open(self, link: str = "") -> None:
        settings = Settings(self._folder / "settings.json")
        settings.change_fields(name=self._folder.name)
        hosting = Hosting(self._folder / "server")
        known = KnownServers(self._folder / "known.json")
        controller = Controller(
            settings=settings,
            archive=Archive(self._folder / "archive.db"),
            known=known,
            hosting=hosting,
            keys=FixedKeys(),
            secrets=SecretStore(self._folder / "secrets.json"),
            transport=StrictTransport(StsPolicies(self._folder / "sts.json")),
        )
        self._windows = Windows(controller, hosting)
        self._windows.open_first_window(link or None)

    def close(self) -> None:
        windows, self._windows = self._windows, None
        if windows is not None:
            windows.close_all()
            windows.controller.close()
            windows.hosting.close()
            windows.controller.deleteLater()
            windows.deleteLater()

    @property
    def windows(self) -> Windows:
        assert self._windows is not None
        return self._windows

    @property
    def chat(self) -> ChatWindow:
        assert self.windows.chat is not None
        return self.windows.chat

    @property
    def online(self) -> bool:
        return all(network.phase is Phase.ONLINE for network in self.windows.controller.networks)

    @property
    def room(self) -> Room:
        assert self.chat.room is not None
        return self.chat.room

    def type(self, text: str) -> None:
        """On the keyboard, and Enter."""
        edit = self.chat.pane.composer.edit
        QTest.keyClicks(edit, text)
        QTest.keyClick(edit, Qt.Key.Key_Return)

    def entries(self) -> list[Entry]:
        timeline = self.room.timeline
        entries = [timeline.entry_at(index) for index in range(timeline.count())]
        return [entry for entry in entries if entry.kind is EntryKind.MESSAGE]

    def said(self) -> list[str]:
        """Return the texts in the timeline."""
        return [entry.text for entry in self.entries()]

    def unencrypted_people(self) -> list[str]:
        """Return the people of the list who have an open lock."""
        model = self.chat.members
        rows = [model.index(row) for row in range(model.rowCount())]
        return [str(row.data()) for row in rows if row.data(MemberRole.UNENCRYPTED)]

    def painted(self) -> set[str]:
        """Return the texts whose pixels are in the picture of the timeline."""
        return _ink(self.chat.pane.timeline)


def _ink(view: Timeline) -> set[str]:
    picture = view.viewport().grab().toImage()
    scene, found = view._scene, set()
    paper = QColor(appearance().current.surface).lightness()
    for placed in scene.current_arrangement().placed:
        seen = scene.body_rect(placed).intersected(picture.rect())
        spots = ((x, y) for x in range(seen.left(), seen.right() + 1) for y in range(seen.top(), seen.bottom() + 1))
        if any(abs(picture.pixelColor(x, y).lightness() - paper) > 120 for x, y in spots):
            found.add(scene.entry_at(placed.index).text)
    return found


def is_inside(person: Person) -> bool:
    """Return True if the chat window shows a room that the person has entered."""
    chat = person.windows.chat
    return chat is not None and chat.room is not None and chat.room.kind == "channel" and chat.room.state.joined


@pytest.fixture
def served(tmp_path: Path) -> Iterator[ServerProcess]:
    with server(tmp_path / "served", "limits.enabled=false") as process:
        yield process


@pytest.fixture
def people(qtbot: QtBot, qapp: QApplication, tmp_path: Path, served: ServerProcess) -> Iterator[tuple[Person, Person]]:
    """Two people in the lobby of a server."""
    appearance().apply_mode(qapp, "light")
    ann, bob = Person(tmp_path / "ann"), Person(tmp_path / "bob")
    for person in (ann, bob):
        person.open(f"127.0.0.1:{served.port}")
        qtbot.waitUntil(partial(is_inside, person), timeout=MILLISECONDS)
    yield ann, bob
    ann.close()
    bob.close()


def _both(people: tuple[Person, Person], lines: list[str]) -> Callable[[], bool]:
    return lambda: all(person.said() == lines for person in people)


def test_message_is_painted_in_the_other_window(qtbot: QtBot, people: tuple[Person, Person]) -> None:
    ann, bob = people
    ann.type("hello bob")
    qtbot.waitUntil(lambda: "hello bob" in bob.painted(), timeout=MILLISECONDS)
    bob.type("hello ann")
    qtbot.waitUntil(lambda: {"hello bob", "hello ann"} <= ann.painted(), timeout=MILLISECONDS)
    assert _both(people, ["hello bob", "hello ann"])()


def test_empty_room_paints_no_message(qtbot: QtBot, people: tuple[Person, Person]) -> None:
    """Check the measurement: in an empty room `painted` finds no message."""
    assert "hello bob" not in people[1].painted()
    people[0].type("hello bob")
    qtbot.waitUntil(lambda: "hello bob" in people[0].painted(), timeout=MILLISECONDS)


def test_killed_server_loses_and_doubles_no_message(
    qtbot: QtBot, people: tuple[Person, Person], served: ServerProcess
) -> None:
    ann, bob = people
    lines = [f"before {number}" for number in range(5)]
    for line in lines:
        ann.type(line)
    qtbot.waitUntil(_both(people, lines), timeout=MILLISECONDS)
    for round_ in range(2):
        cut = f"as it dies {round_}"
        ann.type(cut)  # perhaps it is on the wire, perhaps in the database, perhaps in neither
        served.kill()
        qtbot.waitUntil(lambda: not ann.online and not bob.online, timeout=MILLISECONDS)
        waiting = f"while it is gone {round_}"
        ann.type(waiting)
        assert ann.entries()[-1].state is DeliveryState.PENDING
        qtbot.waitUntil(
            lambda: ann.chat.pane.banner.isVisible() and bob.chat.pane.banner.isVisible(), timeout=MILLISECONDS
        )
        served.start()
        lines += [cut, waiting]
        qtbot.waitUntil(_both(people, lines), timeout=MILLISECONDS)
        bob.type(f"back {round_}")
        lines.append(f"back {round_}")
        qtbot.waitUntil(_both(people, lines), timeout=MILLISECONDS)
    own = [entry for entry in ann.entries() if entry.nick == "ann"]
    assert {entry.state for entry in own} == {DeliveryState.SENT}
    with IrcClient(served.port) as cid:
        cid.register("cid")
        cid.send("JOIN #lobby")
        replayed = [message.params[1] for message in cid.fence() if message.command == "PRIVMSG"]
    assert replayed == lines, "the server has each once, in this order"


def test_missed_messages_are_shown_once(qtbot: QtBot, people: tuple[Person, Person], served: ServerProcess) -> None:
    ann, bob = people
    ann.type("one")
    qtbot.waitUntil(_both(people, ["one"]), timeout=MILLISECONDS)
    bob.close()
    ann.type("two")
    qtbot.waitUntil(lambda: ann.entries()[-1].state is DeliveryState.SENT, timeout=MILLISECONDS)
    served.kill()
    qtbot.waitUntil(lambda: not ann.online, timeout=MILLISECONDS)
    ann.type("three")
    bob.open()
    assert bob.said() == ["one"]  # out of the archive, though nobody answers
    served.start()
    qtbot.waitUntil(_both(people, ["one", "two", "three"]), timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: {"one", "two", "three"} <= bob.painted(), timeout=MILLISECONDS)


def test_stopping_server_is_reported_in_every_window(
    qtbot: QtBot, people: tuple[Person, Person], served: ServerProcess
) -> None:
    assert served.stop() == 0
    for person in people:
        banner = person.chat.pane.banner
        qtbot.waitUntil(banner.isVisible, timeout=MILLISECONDS)
        assert "The host has stopped this chat." in person.windows.controller.networks[0].reason


def test_lost_client_leaves_visibly(qtbot: QtBot, people: tuple[Person, Person]) -> None:
    ann, bob = people
    bob.close()
    room = ann.room
    qtbot.waitUntil(
        lambda: any(room.timeline.entry_at(index).kind is EntryKind.QUIT for index in range(room.timeline.count())),
        timeout=MILLISECONDS,
    )
    assert [member.nick for member in room.state.members.values()] == ["ann"]
