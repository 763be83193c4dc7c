"""One process: a room with many pictures, scrolled from its end to its beginning. Prints its figures as JSON.

The pictures are photos of 12 million pixels, which lie in the cache of files: so the figures are those of decoding and
painting, without the network.

`python -m tests.benchmarks.gui.pictures COUNT FOLDER`
"""

from __future__ import annotations

import json
import os
import random
import statistics
import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QIODevice, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QImageWriter, QPainter
from PySide6.QtWidgets import QApplication

from desktop_chat.client.attachment import Attachment, format_attachment
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.file_cache import FileCache
from desktop_chat.irc.capabilities import TAG_FILE
from desktop_chat.qt.app.app import make_application
from desktop_chat.qt.app.gc_on_gui_thread import GuiThreadCollector
from desktop_chat.qt.media.picture_thread import picture_thread
from desktop_chat.qt.network.file_loader import FileLoader
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.timeline import ListTimelineModel
from desktop_chat.qt.views.room_pane import RoomPane
from desktop_chat.qt.views.shown_files import ShownFiles

_WIDTH, _HEIGHT = 4000, 3000
_DIFFERENT = 4
"""Photos; each message has an address of its own."""
_FRAME_MS = 16
_STEP = 60
"""Pixels between two frames: a wheel that is turned fast."""
_MB = 1_000_000


def fill(cache: FileCache, count: int) -> list[Entry]:
    """Put pictures into the cache, and return messages with them."""
    photos = [_photo(number) for number in range(_DIFFERENT)]
    entries = []
    for number in range(count):
        address = f"https://pictures.example/{number}.jpg"
        part = cache.make_part()
        part.unlink()
        photo = cache.folder / f"photo{number % _DIFFERENT}"
        if not photo.exists():
            photo.write_bytes(photos[number % _DIFFERENT])
        os.link(photo, part)
        os.replace(part, cache.path_of(address))
        attachment = Attachment(f"{number}.jpg", len(photos[0]), "image/jpeg", _WIDTH, _HEIGHT, "6c7a89")
        text = f"picture {number} {address}"
        tags = {TAG_FILE: format_attachment(attachment)}
        entries.append(
            Entry(number + 1, EntryKind.MESSAGE, 1_700_000_000_000 + number * 90_000, "ann", text, tags=tags)
        )
    return entries


def _photo(number: int) -> bytes:
    random.seed(number)
    image = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    image.fill(QColor("#6c7a89"))
    with QPainter(image) as painter:
        for _ in range(4_000):
            colour = QColor(random.randrange(256), random.randrange(256), random.randrange(256))
            painter.fillRect(random.randrange(_WIDTH), random.randrange(_HEIGHT), 120, 90, colour)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"jpg")).write(image)
    return bytes(data.data())


def measure(app: QApplication, folder: Path, count: int) -> dict[str, float]:
    """Milliseconds of the GUI thread for a frame, milliseconds between frames, and megabytes."""
    loader = FileLoader(FileCache(folder / "files"))
    entries = fill(loader.cache, count)
    pane = RoomPane()
    pane.resize(900, 700)
    files = ShownFiles(pane, loader, pane)
    pane.show()
    pane.timeline.set_model(ListTimelineModel(entries, pane))
    app.processEvents()
    process = psutil.Process()
    before = process.memory_info().rss
    frames: list[float] = []
    work: list[float] = []
    gaps: list[float] = []
    memory = [before]
    shown = 0
    last = time.perf_counter()
    loop, timer = QEventLoop(), QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def tick() -> None:
        nonlocal last, shown
        begin, worked = time.perf_counter(), time.thread_time()
        gaps.append((begin - last) * 1e3)
        last = begin
        pane.timeline.scroll_by(-_STEP)
        pane.timeline.viewport().repaint()
        frames.append((time.perf_counter() - begin) * 1e3)
        work.append((time.thread_time() - worked) * 1e3)
        if len(frames) % 20 == 0:
            memory.append(process.memory_info().rss)
        first = pane.timeline.uppermost_entry()
        if first is not None and len(frames) % 20 == 0:
            shown += files.shelf.has_picture(f"https://pictures.example/{first.id}.jpg")
        if first is not None and first.id == 1:
            loop.quit()

    timer.timeout.connect(tick)
    timer.start(_FRAME_MS)
    loop.exec()
    timer.stop()
    loader.close()
    picture_thread().close()
    figures = {
        "pictures": float(count),
        "frames": float(len(frames)),
        "frame p50 ms": statistics.median(frames),
        "frame p99 ms": statistics.quantiles(frames, n=100)[98],
        "processor time of a frame p50 ms": statistics.median(work),
        "processor time of a frame p99 ms": statistics.quantiles(work, n=100)[98],
        "between frames p50 ms": statistics.median(gaps[1:]),
        "between frames p99 ms": statistics.quantiles(gaps[1:], n=100)[98],
        "frames with a picture, percent": 100 * shown / max(1, len(frames) // 20),
        "memory before MB": before / _MB,
        "memory at most MB": max(memory) / _MB,
        "decoded pictures kept MB": files.shelf.used_bytes / _MB,
    }
    pane.close()
    return figures


def main() -> int:
    app = make_application([])
    appearance().apply_mode(app, "light")
    collector = GuiThreadCollector()
    try:
        print(json.dumps(measure(app, Path(sys.argv[2]), int(sys.argv[1]))))
    finally:
        collector.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
