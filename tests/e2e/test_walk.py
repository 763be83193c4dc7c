"""The first walk of two new people, with mouse and keyboard on a real display: host, join, talk, stop."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.window import LauncherWindow
from desktop_chat.qt.theme import LIGHT, appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.start_window import StartWindow
from tests.e2e.display import HEIGHT, WIDTH, Display, Program
from tests.e2e.programs import Irssi, require, settled, wait_for
from tests.e2e.test_windows import Person
from tests.patience import SECONDS
from tests.qt.launcher.example_rows import running
from tests.qt.launcher.pictures import make_hosting

pytestmark = [pytest.mark.clients, pytest.mark.display]

START, LOBBY, LAUNCHER, STOP = "Desktop Chat", "lobby", "Host a chat", "Stop the chat?"
KEEP = "Your chat is running"
"""The question of a host who closes the last window."""


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
def irssi(tmp_path: Path, port: int) -> Iterator[Callable[[], Irssi]]:
    """irssi, as soon as there is a chat to join."""
    require("irssi")
    opened: list[Irssi] = []

    def start() -> Irssi:
        opened.append(Irssi(tmp_path / "irssi", port, "iris"))
        return opened[-1]

    yield start
    for client in opened:
        client.end()


@pytest.fixture(params=["checkout", "bundle"])
def command(request: pytest.FixtureRequest) -> tuple[str, ...]:
    """The command that starts the app: from the sources, or bundled."""
    return (str(request.getfixturevalue("bundle")),) if request.param == "bundle" else ()


@pytest.fixture
def people(
    qapp: QApplication, screen: Display, tmp_path: Path, port: int, command: tuple[str, ...]
) -> Iterator[tuple[Program, Program]]:
    """Two who have just opened the app for the first time; the first one's chat will use that port."""
    appearance().apply_mode(qapp, "light")  # as theirs, for the twins of their windows
    served = tmp_path / "ann" / "server"
    served.mkdir(parents=True)
    (served / "settings.toml").write_text(f'[listen]\naddresses = ["127.0.0.1:{port}"]\n')
    programs: list[Program] = []
    try:
        for name in ("ann", "bob"):
            programs.append(Program(screen, tmp_path / name, command))
            programs[-1].front(START)  # one after the other: a window that comes late takes the keyboard
        yield programs[0], programs[1]
    finally:
        screen.picture(QRect(0, 0, WIDTH, HEIGHT)).save(str(tmp_path / "last.png"))  # for whoever looks into a failure
        for program in programs:
            program.end()
        if (served / "control.json").exists():
            stop_serving(json.loads((served / "control.json").read_text())["pid"])


def stop_serving(pid: int) -> None:
    """Of a test that failed: the server and whoever would start it again."""
    with suppress(psutil.NoSuchProcess):
        for process in [*psutil.Process(pid).parents()[:1], psutil.Process(pid)]:
            if "serve" in process.cmdline():
                process.terminate()
                process.wait(SECONDS)


def control(program: Program) -> Path:
    """Return the path of the file that exists while the chat of this profile runs."""
    return program.profile / "server" / "control.json"


def area_of(program: Program, title: str, window: QWidget, part: QWidget) -> QRect:
    """The area of a part of a window, in the window's coordinates: read from a twin of the window."""
    settled(f"the window of {program.name}", lambda: program.area(title))
    window.resize(program.area(title).size())
    window.show()

    def area() -> QRect:
        QCoreApplication.processEvents()
        return QRect(part.mapTo(window, QPoint()), part.size())

    settled("its twin", area)
    return area()


def place(program: Program, title: str, window: QWidget, part: QWidget) -> QPoint:
    """The middle of a part of a window, in the window's coordinates."""
    return area_of(program, title, window, part).center()


def kept(program: Program) -> list[str]:
    """Return the texts in the archive of this person."""
    archive = program.profile / "client" / "archive.db"
    if not archive.exists():
        return []
    with closing(sqlite3.connect(f"file:{archive}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT text FROM entry WHERE kind = 'message' ORDER BY time, id")
        return [str(text) for (text,) in rows]


def test_two_people_talk(
    qtbot: QtBot, people: tuple[Program, Program], port: int, screen: Display, tmp_path: Path
) -> None:
    ann, bob = people
    _host(qtbot, ann)
    _join(qtbot, bob, port)

    ann.enter(LOBBY, "hello bob")
    wait_for("bob's window to have it", lambda: kept(bob) == ["hello bob"])
    bob.front(LOBBY)
    wait_for("bob's window to paint it", lambda: bob.shows(LOBBY, LIGHT.text, 20))
    ann.front(LOBBY)
    timeline = _timeline_area(ann, tmp_path)
    settled("the timeline", lambda: ann.picture(LOBBY, timeline))
    before = ann.picture(LOBBY, timeline)
    bob.enter(LOBBY, "hello ann")
    wait_for("ann's window to have it", lambda: kept(ann) == ["hello bob", "hello ann"])
    ann.front(LOBBY)
    wait_for("ann's window to paint it", lambda: ann.picture(LOBBY, timeline) != before)

    _kill_the_server(ann)
    ann.enter(LOBBY, "while it is gone")
    said = ["hello bob", "hello ann", "while it is gone"]
    wait_for("the server to be back", lambda: kept(bob) == said and kept(ann) == said)
    bob.enter(LOBBY, "back again")
    said.append("back again")
    wait_for("both to have all of it once", lambda: kept(bob) == said and kept(ann) == said)

    _stop_from_the_launcher(qtbot, ann, tmp_path)
    for person in people:
        _expect_banner(person)
    assert not control(ann).exists()

    for person in (bob, ann):
        person.press(LOBBY, "ctrl+q")
        assert person.wait() == 0
        assert "Traceback" not in person.said()


@pytest.mark.parametrize("command", [()], ids=["checkout"])
def test_irssi_talks_with_a_window(qtbot: QtBot, people: tuple[Program, Program], irssi: Callable[[], Irssi]) -> None:
    ann, _ = people
    _host(qtbot, ann)
    iris = irssi()
    wait_for("irssi in the lobby", lambda: _in_lobby(iris))
    iris.type("/window goto #lobby")
    iris.type("hello from a terminal")
    wait_for("ann's window to have it", lambda: kept(ann) == ["hello from a terminal"])
    ann.enter(LOBBY, "hello from a window")
    wait_for("irssi to show it", lambda: "hello from a window" in iris.seen("#lobby"))
    _kill_the_server(ann)
    wait_for("irssi back in the lobby", lambda: iris.seen("#lobby").count("iris [") >= 2)
    said = ["hello from a terminal", "hello from a window", "still here"]
    ann.enter(LOBBY, said[-1])
    wait_for("both to have all of it", lambda: kept(ann) == said and said[-1] in iris.seen("#lobby"))
    assert [iris.seen("#lobby").count(line) for line in said] == [1, 1, 1]
    ann.press(LOBBY, "ctrl+q")
    ann.press(KEEP, "Return")  # let it run
    assert ann.wait() == 0
    assert control(ann).exists()
    iris.type("nobody there")
    wait_for("irssi to be alone", lambda: "ann" in iris.seen("#lobby").split("still here")[1])


def _in_lobby(iris: Irssi) -> bool:
    iris.type("/join #lobby")
    return "has joined #lobby" in iris.seen("#lobby")


def _expect_banner(person: Program) -> None:
    person.front(LOBBY)
    wait_for(f"{person.name}'s window to say it", lambda: person.shows(LOBBY, LIGHT.warning_soft, 5000))


def _host(qtbot: QtBot, ann: Program) -> None:
    """One press of the mouse."""
    twin = StartWindow("ann")
    qtbot.addWidget(twin)
    at = place(ann, START, twin, twin.host_section.host_button)
    ann.click(START, at.x(), at.y())
    ann.window(LOBBY)


def _join(qtbot: QtBot, bob: Program, port: int) -> None:
    """A click into the field, the address, Enter."""
    twin = StartWindow("bob")
    qtbot.addWidget(twin)
    at = place(bob, START, twin, twin.address_field)
    bob.click(START, at.x(), at.y())
    bob.enter(START, f"127.0.0.1:{port}")
    bob.window(LOBBY)


def _kill_the_server(ann: Program) -> None:
    os.kill(json.loads(control(ann).read_text())["pid"], signal.SIGKILL)


@contextmanager
def _twin_of_the_chat_window(folder: Path) -> Iterator[ChatWindow]:
    probe = Person(folder / "probe")
    probe.open()
    try:
        yield probe.windows.show_chat()
    finally:
        probe.close()


def _timeline_area(program: Program, folder: Path) -> QRect:
    """Where messages are painted. The caret blinks elsewhere, so pictures of this area differ only by messages."""
    with _twin_of_the_chat_window(folder) as twin:
        return area_of(program, LOBBY, twin, twin.pane.timeline)


def _stop_from_the_launcher(qtbot: QtBot, ann: Program, folder: Path) -> None:
    """Menu, Manage your chat, Stop, and Enter at the question."""
    with _twin_of_the_chat_window(folder) as twin:
        at = place(ann, LOBBY, twin, twin.sidebar.menu_button)
    ann.click(LOBBY, at.x(), at.y())
    ann.keys("Down", "Down", "Return")
    ann.window(LAUNCHER)
    launcher = LauncherWindow(make_hosting(running()))
    qtbot.addWidget(launcher)
    at = place(ann, LAUNCHER, launcher, launcher.overview.state.main_button)
    ann.click(LAUNCHER, at.x(), at.y())
    ann.press(STOP, "Return")
    wait_for("the chat to stop", lambda: not control(ann).exists())
