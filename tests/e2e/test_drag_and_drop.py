"""A file that is dragged from another program's window into the chat, on a real display."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import pytest
from PySide6.QtCore import QRect

from desktop_chat.qt.theme import LIGHT
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.e2e.display import Display, Program
from tests.e2e.programs import wait_for
from tests.irc_client import IrcClient

pytestmark = [pytest.mark.clients, pytest.mark.display]

SOURCE = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class Source(QLabel):
    def mousePressEvent(self, event):
        drag, mime = QDrag(self), QMimeData()
        mime.setUrls([QUrl.fromLocalFile(path) for path in sys.argv[1:]])
        drag.setMimeData(mime)
        print("dragging", flush=True)
        print(drag.exec(Qt.DropAction.CopyAction).name, flush=True)

app = QApplication(sys.argv)
source = Source("Drag me")
source.setWindowTitle("Files")
source.resize(200, 100)
source.show()
app.exec()
"""
"""A window that gives files, as the window of a file manager does."""


@contextmanager
def source_of(screen: Display, *files: Path) -> Iterator[subprocess.Popen[str]]:
    """Open a window from which the files can be dragged. The process says how the drag has ended."""
    command = [sys.executable, "-c", SOURCE, *map(str, files)]
    process = subprocess.Popen(command, env=screen.environment, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def chat(data: Path) -> Iterator[int]:
    """Serve a chat from this process, which takes less time than to start another one. Give the port."""
    served = ChatServer(data, ServerSettings(data, None, ["listen.addresses=127.0.0.1:0"]))
    served.start()
    try:
        yield served.listening[0].port
    finally:
        served.stop()


def area_of(screen: Display, window: str) -> QRect:
    said = dict(line.split("=") for line in screen.do("getwindowgeometry", "--shell", window).splitlines())
    return QRect(int(said["X"]), int(said["Y"]), int(said["WIDTH"]), int(said["HEIGHT"]))


def test_file_is_dragged_into_the_room(screen: Display, tmp_path: Path) -> None:
    """The room says where the file goes while it hangs over it; the drop asks, and Enter sends."""
    notes = tmp_path / "Заметки & plans.txt"
    notes.write_text("tea at four")
    with chat(tmp_path / "served") as port, IrcClient(port) as other:
        other.register("cid", "message-tags")
        other.join("#lobby")
        ann = Program(screen, tmp_path / "ann", (sys.executable, "-m", "desktop_chat", f"127.0.0.1:{port}"))
        try:
            ann.front("lobby")
            with source_of(screen, notes) as source:
                wait_for(
                    "the window with files", lambda: screen.do("search", "--onlyvisible", "--name", "^Files$") != ""
                )
                window = screen.do("search", "--onlyvisible", "--name", "^Files$").split()[0]
                screen.do("windowmove", "--sync", window, "0", "0")
                screen.do("windowmove", "--sync", ann.window("lobby"), "300", "20")
                start, aim = area_of(screen, window).center(), ann.area("lobby").center()
                screen.do("mousemove", "--sync", str(start.x()), str(start.y()), "mousedown", "1")
                assert source.stdout is not None
                assert source.stdout.readline() == "dragging\n"
                sides = cycle((-3, 3))

                def is_told() -> bool:
                    """Move a little, as a hand does: the program sees moves only once it has taken the mouse."""
                    screen.do("mousemove", str(aim.x() + next(sides)), str(aim.y()))
                    return ann.shows("lobby", LIGHT.link, 100)

                wait_for("the hint", is_told)
                screen.do("mouseup", "1")
                ann.front("Send 1 file")
                assert source.stdout.readline() == "CopyAction\n"
            ann.press("Send 1 file", "Return")
            told = other.until("PRIVMSG")[-1]
            assert told.tags["+desktop-chat/file"].startswith("name=%D0%97%D0%B0")
            other.leave()
        finally:
            ann.end()
