"""One process: the timeline over an archive of many entries. Prints its figures as JSON.

`python -m tests.benchmarks.gui.timeline ENTRIES FOLDER`
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.room_log import Inserted, RoomLog
from desktop_chat.qt.app.app import make_application
from desktop_chat.qt.app.gc_on_gui_thread import GuiThreadCollector
from desktop_chat.qt.network.room_timeline import RoomTimeline
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.timeline import Timeline

NETWORK, ROOM = "bench", "#lobby"
_CHUNK = 20_000
_FRAMES = 1_000
_JUMPS = 200
_APPENDS = 300
_WORDS = (
    "the",
    "lamp",
    "is",
    "on",
    "the",
    "shelf",
    "behind",
    "the",
    "door",
    "and",
    "nobody",
    "has",
    "seen",
    "the",
    "blue",
    "one",
)


def fill(archive: Archive, count: int) -> None:
    """Put entries of a lively room into the archive."""
    random.seed(1)
    archive.open_room(NETWORK, ROOM, ROOM, "channel", joined=True)
    for first in range(0, count, _CHUNK):
        archive.add_entries(
            NETWORK, ROOM, [_entry(archive, first + number) for number in range(min(_CHUNK, count - first))]
        )
    _settle(archive)


def _entry(archive: Archive, number: int) -> Entry:
    text = " ".join(random.choices(_WORDS, k=random.randint(3, 40)))
    time_ms = 1_700_000_000_000 + number * 7_000
    return Entry(archive.next_id(), EntryKind.MESSAGE, time_ms, f"nick{number // 3 % 40}", text, msgid=f"m-{number}")


def _settle(archive: Archive) -> None:
    done = threading.Event()
    archive.flush(done.set)
    done.wait()


def measure(app: QApplication, archive: Archive) -> dict[str, float]:
    """Milliseconds, of the work on the GUI thread until the frame is painted."""
    view = Timeline()
    view.resize(900, 700)
    view.show()
    app.processEvents()
    figures: dict[str, float] = {}

    def opened() -> None:
        log = RoomLog(
            archive.entry_count(NETWORK, ROOM), lambda first, count: archive.read_page(NETWORK, ROOM, first, count)
        )
        model = RoomTimeline(log, log.find_by_msgid, view)
        view.set_model(model)
        logs.append((log, model))

    logs: list[tuple[RoomLog, RoomTimeline]] = []
    figures["open"] = _frame(view, opened)
    log, model = logs[0]
    frames = [_frame(view, lambda: view.scroll_by(-90)) for _ in range(_FRAMES)]
    figures["scroll p50"], figures["scroll p99"] = _spread(frames)
    bar = view.verticalScrollBar()
    jumps = [_frame(view, lambda: bar.setValue(random.randint(0, bar.maximum()))) for _ in range(_JUMPS)]
    figures["cold jump p50"], figures["cold jump p99"] = _spread(jumps)
    widths = [700 + 7 * step for step in range(40)]
    figures["resize p50"], figures["resize p99"] = _spread(
        [_frame(view, partial(view.resize, wide, 700)) for wide in widths]
    )
    view.scroll_to_end()
    app.processEvents()

    def append() -> None:
        entry = _entry(archive, 10_000_000 + len(log))
        archive.add_entries(NETWORK, ROOM, [entry])
        change = log.append_entry(entry)
        assert isinstance(change, Inserted)
        model.note_inserted(change.first, change.count)

    figures["append p50"], figures["append p99"] = _spread([_frame(view, append) for _ in range(_APPENDS)])
    return figures


def _frame(view: Timeline, change: Callable[[], object]) -> float:
    begin = time.perf_counter_ns()
    change()
    view.viewport().repaint()
    return (time.perf_counter_ns() - begin) / 1e6


def _spread(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=100)[98]


def main() -> int:
    app = make_application([])
    appearance().apply_mode(app, "light")
    archive = Archive(Path(sys.argv[2]) / "archive.db")
    collector = GuiThreadCollector()
    try:
        begin = time.monotonic()
        fill(archive, int(sys.argv[1]))
        filled = time.monotonic() - begin
        collector.freeze_objects()
        figures = measure(app, archive)
        figures["filling the archive, entries a second"] = int(sys.argv[1]) / filled
        print(json.dumps(figures))
    finally:
        collector.close()
        archive.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
