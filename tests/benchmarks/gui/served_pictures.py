"""A room with many pictures on a real server, as a newcomer scrolls it from its end to its beginning. Prints figures.

The pictures differ in size, in shape and in format. They are sent to the server before; the window gets them over TLS
while it scrolls, with the history of the room in pages, and keeps them in its cache. `pictures` is the same without the
network, with photos of 12 million pixels.

`python -m tests.benchmarks.gui.served_pictures [COUNT]`
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from desktop_chat.client.attachment import Attachment, format_attachment
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.irc.capabilities import TAG_FILE
from desktop_chat.qt.media.picture_shelf import PictureShelf
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.shown_files import ShownFiles
from tests.benchmarks.gui.display import display
from tests.benchmarks.gui.flood_client import open_window
from tests.e2e.programs import server
from tests.irc_client import IrcClient
from tests.server.http_client import ask_on, connect

ROOM = "#pictures"
_SHAPES = ((4000, 3000), (3000, 4000), (1920, 1080), (1080, 1920), (1280, 960), (800, 600), (640, 640), (320, 180))
_FORMATS = ("jpg", "png", "webp")
_TYPES = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
_LARGEST = 2_000_000
"""Pixels above which a picture is a photo, in JPEG, as cameras write it."""
_FRAME_MS = 16
_STEP = 60
"""Pixels between two frames: a wheel that is turned fast."""
_FRAMES_WITHOUT_MOVE = 1_000
_MB = 1_000_000


def make_picture(number: int) -> tuple[bytes, str, int, int]:
    """Return the bytes of a picture, its format, width and height."""
    width, height = _SHAPES[number % len(_SHAPES)]
    kind = "jpg" if width * height > _LARGEST else _FORMATS[number // len(_SHAPES) % len(_FORMATS)]
    chance = random.Random(number)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#6c7a89"))
    with QPainter(image) as painter:
        for _ in range(width * height // 3_000):
            colour = QColor(chance.randrange(256), chance.randrange(256), chance.randrange(256))
            painter.fillRect(chance.randrange(width), chance.randrange(height), width // 30, height // 30, colour)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(kind.encode())).write(image)
    return bytes(data.data()), kind, width, height


def fill_room(port: int, person: IrcClient, count: int) -> int:
    """Send so many pictures to the room, each another file. Return the bytes of all of them."""
    pictures = [make_picture(number) for number in range(len(_SHAPES) * len(_FORMATS))]
    total = 0
    connection = connect(port, tls=True)
    for number in range(count):
        data, kind, width, height = pictures[number % len(pictures)]
        data += number.to_bytes(8, "big")  # no decoder reads behind the end of a picture
        person.send(f"FILEHOST UPLOAD {ROOM}")
        path = person.until("FILEHOST")[-1].params[2]
        head = {"content_type": _TYPES[kind], "content_disposition": f'attachment; filename="{number}.{kind}"'}
        address = ask_on(connection, "POST", path, data, **head).headers["location"]
        attachment = Attachment(f"{number}.{kind}", len(data), _TYPES[kind], width, height, "6c7a89")
        person.send(f"@{TAG_FILE}={format_attachment(attachment)} PRIVMSG {ROOM} :picture {number} {address}")
        total += len(data)
    person.fence()
    connection.close()
    return total


class Scroll(QObject):
    """Scrolls the room to its first picture, and notes what each frame takes."""

    def __init__(self, window: ChatWindow, network: Network, app: QApplication) -> None:
        super().__init__()
        self._window, self._network, self._app = window, network, app
        self._process = psutil.Process()
        self._timer = QTimer(self, interval=_FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_due)
        self._is_shown = False
        self._used = self._still = 0.0
        self._last_top = -1
        self.frames: list[float] = []
        """Ms of one step and its painting."""
        self.work: list[float] = []
        """Ms of the GUI thread's processor time from frame to frame: all that it does, loading included."""
        self.memory = [self._process.memory_info().rss]
        self.seen: list[bool] = []
        """Whether the uppermost picture was there, now and then."""
        self._timer.start()

    @property
    def shelf(self) -> PictureShelf:
        """The decoded pictures, once a room with files was painted."""
        files = self._window.findChild(ShownFiles)
        assert files is not None
        return files.shelf

    def on_due(self) -> None:
        room = self._network.rooms.get(ROOM)
        if not self._is_shown:
            if room is not None and room.is_entered and len(room.log) > 10:
                self._is_shown = True
                self._window.show_room(self._network, room)
                self._window.pane.timeline.viewport().repaint()
                self._used = time.thread_time()
            return
        timeline = self._window.pane.timeline
        begin = time.perf_counter()
        timeline.scroll_by(-_STEP)
        timeline.viewport().repaint()
        self.frames.append((time.perf_counter() - begin) * 1e3)
        used = time.thread_time()
        self.work.append((used - self._used) * 1e3)
        self._used = used
        first = timeline.uppermost_entry()
        if first is not None and len(self.frames) % 20 == 0:
            self.memory.append(self._process.memory_info().rss)
            self.seen.append(self.shelf.has_picture(first.text.rpartition(" ")[2]))
        top = timeline.verticalScrollBar().value()
        self._still = self._still + 1 if top == self._last_top else 0
        self._last_top = top
        if (first is not None and first.text.startswith("picture 0 ")) or self._still > _FRAMES_WITHOUT_MOVE:
            self._timer.stop()
            self._app.quit()


def run_window(port: int) -> dict[str, float]:
    """Join the room, and scroll. Return figures in ms and MB."""
    with tempfile.TemporaryDirectory() as profile, open_window(Path(profile)) as (app, window, controller):
        scroll = Scroll(window, controller.join_chat(ChatAddress("127.0.0.1", port, True, ROOM)), app)
        QTimer.singleShot(600_000, app, app.quit)
        app.exec()
        room = next(iter(controller.networks)).rooms[ROOM]
        return {
            "entries": float(len(room.log)),
            "frames": float(len(scroll.frames)),
            **_spread("a frame, ms", scroll.frames),
            **_spread("processor time from frame to frame, ms", scroll.work),
            "frames with their picture, percent": 100 * sum(scroll.seen) / max(1, len(scroll.seen)),
            "memory before, MB": scroll.memory[0] / _MB,
            "memory at most, MB": max(scroll.memory) / _MB,
            "decoded pictures kept, MB": scroll.shelf.used_bytes / _MB,
        }


def _spread(name: str, values: Sequence[float]) -> dict[str, float]:
    return {
        f"{name}: p50": statistics.median(values),
        f"{name}: p99": statistics.quantiles(values, n=100)[98],
        f"{name}: most": max(values),
    }


def main() -> int:
    words = sys.argv[1:] or ["1000"]
    if words[0] == "window":
        print(json.dumps(run_window(int(words[1]))), flush=True)
        return 0
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder) / "data", "limits.enabled=false") as served,
        IrcClient(served.port) as person,
        display() as environment,
    ):
        person.register("ann", "message-tags")
        person.join(ROOM)
        total = fill_room(served.port, person, int(words[0]))
        print(f"{'bytes of all pictures, MB':48} {total / _MB:12,.1f}")
        window = [sys.executable, "-m", "tests.benchmarks.gui.served_pictures", "window", str(served.port)]
        done = subprocess.run(window, env=environment, stdout=subprocess.PIPE, text=True, timeout=900, check=True)
    for name, value in json.loads(done.stdout.splitlines()[-1]).items():
        print(f"{name:48} {value:12,.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
