"""A life with many networks: 20 of them with 15 rooms each, 5,000 people in the room on screen, and 20,000 messages a
second in all. Prints how long the GUI thread was busy in one piece, at rest and while somebody scrolls and looks into
other rooms.

`python -m tests.benchmarks.gui.crowd [NETWORKS ROOMS MEMBERS PER_SECOND SECONDS]`
With `CROWD_TRACE=FILE` the file says what was at work in the 50 longest pieces; the figures are higher then.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.benchmarks.gui.crowd_server import room_name
from tests.benchmarks.gui.display import display
from tests.benchmarks.gui.flood_client import open_window
from tests.benchmarks.gui.stack_sampler import StackSampler

_DEFAULTS = ("20", "15", "5000", "20000", "20")
_TICK = 5
"""Ms between two ticks. What a tick is late by is the time that the GUI thread was busy."""
_LOOK_MS = 400
"""Ms between two looks into another room."""
_PATIENCE_MS = 120_000
_LONG_MS = 10
"""A piece of work that is traced."""
_TRACE = "CROWD_TRACE"


class Watch(QObject):
    """Enters all rooms, and notes how late each tick is once messages arrive."""

    def __init__(self, window: ChatWindow, controller: Controller, rooms: int, seconds: int, app: QApplication) -> None:
        super().__init__()
        self._window, self._controller, self._rooms, self._app = window, controller, rooms, app
        self._timer = QTimer(self, interval=_TICK, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_tick)
        self._looks = QTimer(self, interval=_LOOK_MS)
        self._looks.timeout.connect(self._look_elsewhere)
        self._places = itertools.cycle(
            (network, room) for network in range(len(controller.networks)) for room in range(rooms)
        )
        self._last = self._used = 0.0
        self.sampler: StackSampler | None = None
        self._seconds = seconds
        self._is_shown = False
        self.arrival: list[float] = []
        """Ms that ticks were late by before the first message: while the rooms arrived."""
        self.late: list[float] = []
        """Ms that later ticks were late by."""
        self.used: list[float] = []
        """Ms of the GUI thread's processor time between two ticks: other programs do not lengthen it."""
        self.looks: list[float] = []
        """Ms that the change to another room took, with its frame."""
        self._timer.start()

    def on_tick(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        network = self._controller.networks[0]
        room = network.rooms.get(room_name(0))
        if not self._is_shown and room is not None and room.is_entered:
            self._is_shown = True
            self._window.show_room(network, room)
            self._looks.start()
        late, worked = max(0.0, (now - self._last) * 1000 - _TICK), (used - self._used) * 1000
        if self._last and room is not None and len(room.log) > 10:
            if not self.late:
                QTimer.singleShot(self._seconds * 1000, self, self._app.quit)
            self.late.append(late)
            self.used.append(worked)
        elif self._last and any(network.rooms for network in self._controller.networks):
            self.arrival.append(late)
        if self.sampler is not None and self._last and late > _LONG_MS:
            self.sampler.note_piece(self._last, now, worked)
        self._last, self._used = time.perf_counter(), time.thread_time()

    def _look_elsewhere(self) -> None:
        index, number = next(self._places)
        network = self._controller.networks[index]
        room = network.rooms.get(room_name(number))
        if room is None:
            return
        begin = time.perf_counter()
        self._window.show_room(network, room)
        self._window.pane.timeline.scroll_by(-300)
        self._window.pane.timeline.viewport().repaint()
        self.looks.append((time.perf_counter() - begin) * 1000)


def run_window(rooms: int, seconds: int, ports: list[int]) -> dict[str, float]:
    """Join all networks, and watch for this long behind the first message. Return figures in ms, MB and messages."""
    with tempfile.TemporaryDirectory() as profile, open_window(Path(profile)) as (app, window, controller):
        for port in ports:
            controller.join_chat(ChatAddress("127.0.0.1", port, False, room_name(0)))
        watch = Watch(window, controller, rooms, seconds, app)
        QTimer.singleShot(_PATIENCE_MS, app, app.quit)
        trace = os.environ.get(_TRACE)
        if trace:
            watch.sampler = StackSampler("run_window")
            watch.sampler.start()
        begin = sum(psutil.Process().cpu_times()[:2])
        app.exec()
        if watch.sampler is not None and trace:
            watch.sampler.stop()
            watch.sampler.write_longest(50, Path(trace))
        said = sum(len(room.log) for network in controller.networks for room in network.rooms.values())
        return {
            "networks online": sum(bool(network.rooms) for network in controller.networks),
            "rooms": sum(len(network.rooms) for network in controller.networks),
            "entries": said,
            "CPU seconds": sum(psutil.Process().cpu_times()[:2]) - begin,
            **_spread("GUI thread busy at the arrival", watch.arrival),
            **_spread("GUI thread busy", watch.late),
            **_spread("GUI thread's processor time", watch.used),
            **_spread("look into another room", watch.looks),
            "memory, MB": psutil.Process().memory_info().rss / 1e6,
        }


def _spread(name: str, values: list[float]) -> dict[str, float]:
    if len(values) < 2:
        return {}
    return {
        f"{name} p50": statistics.median(values),
        f"{name} p99": statistics.quantiles(values, n=100)[98],
        f"{name} most": max(values),
    }


def main() -> int:
    words = sys.argv[1:] or list(_DEFAULTS)
    if words[0] == "window":
        print(json.dumps(run_window(int(words[1]), int(words[2]), [int(word) for word in words[3:]])), flush=True)
        return 0
    command = [sys.executable, "-m", "tests.benchmarks.gui.crowd_server", *words]
    with (
        display() as environment,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server,
    ):
        assert server.stdout is not None
        ports = server.stdout.readline().split()
        window = [sys.executable, "-m", "tests.benchmarks.gui.crowd", "window", words[1], words[4], *ports]
        done = subprocess.run(window, env=environment, stdout=subprocess.PIPE, text=True, timeout=600, check=True)
        server.communicate()
    for name, value in json.loads(done.stdout.splitlines()[-1]).items():
        print(f"{name:36} {value:12,.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
