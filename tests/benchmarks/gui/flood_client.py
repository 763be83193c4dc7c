"""One process: our chat window, joined to a server that floods. Prints its figures as JSON.

`python -m tests.benchmarks.gui.flood_client PORT COUNT PROFILE`
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from desktop_chat.client.archive import Archive
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.qt.app.app import make_application
from desktop_chat.qt.app.gc_on_gui_thread import GuiThreadCollector
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.strict_transport import StrictTransport
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.benchmarks.gui.flood_server import LAST, ROOM
from tests.keys import FixedKeys

_PATIENCE_MS = 120_000


class Watch(QObject):
    """A timer of 10 ms that notes how late it was at worst, and when the last entry was on the screen."""

    def __init__(self, window: ChatWindow, network: Network, app: QApplication) -> None:
        super().__init__()
        self._window, self._network, self._app = window, network, app
        self._process = psutil.Process()
        self._clock, self._whole = QElapsedTimer(), QElapsedTimer()
        self._timer = QTimer(self, interval=10, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.on_due)
        self._room: Room | None = None
        self._before = 0
        """Entries that were there before the flood."""
        self.gaps: list[int] = []
        self.begun: tuple[float, int] = (0.0, 0)
        self.ended: tuple[float, int] = (0.0, 0)
        self.shown = 0
        self._whole.start()
        self._timer.start()

    def on_due(self) -> None:
        if self._whole.elapsed() > _PATIENCE_MS:
            self._app.quit()
            return
        if self._room is None:
            self._look_for_room()
            return
        log = self._room.log
        if len(log) <= self._before:
            self.begun = self._use()  # the flood has not begun: as with other clients, what a start costs is no part
            self._clock.start()
            return
        self.gaps.append(self._clock.restart())
        if len(log) and log.entry_at(len(log) - 1).text == LAST:
            self._timer.stop()
            self._window.pane.timeline.viewport().repaint()
            self.shown = time.monotonic_ns()
            self.ended = self._use()
            self._app.quit()

    def _look_for_room(self) -> None:
        room = self._network.rooms.get(ROOM)
        if room is not None and room.is_entered:
            self._room = room
            self._window.show_room(self._network, room)
            self._before = len(room.log)

    def _use(self) -> tuple[float, int]:
        """(CPU seconds, resident bytes) of this process."""
        times = self._process.cpu_times()
        return times.user + times.system, self._process.memory_info().rss


@contextmanager
def open_window(profile: Path) -> Iterator[tuple[QApplication, ChatWindow, Controller]]:
    """Open a chat window over a new profile, as the program does. At the end everything is closed."""
    app = make_application([])
    appearance().apply_mode(app, "light")
    hosting = Hosting(profile / "server")
    controller = Controller(
        settings=Settings(profile / "settings.json"),
        archive=Archive(profile / "archive.db"),
        known=KnownServers(profile / "known.json"),
        hosting=hosting,
        keys=FixedKeys(),
        secrets=SecretStore(profile / "secrets.json"),
        transport=StrictTransport(StsPolicies(profile / "sts.json")),
    )
    collector = GuiThreadCollector()
    window = ChatWindow(controller)
    window.show()
    QTimer.singleShot(500, collector, collector.freeze_objects)
    yield app, window, controller
    window.close()
    controller.close()
    hosting.close()
    collector.close()


def main() -> int:
    port, count = int(sys.argv[1]), int(sys.argv[2])
    with open_window(Path(sys.argv[3])) as (app, window, controller):
        figures = _receive_flood(app, window, controller, port, count)
    print(json.dumps(figures), flush=True)
    return 0


def _receive_flood(
    app: QApplication, window: ChatWindow, controller: Controller, port: int, count: int
) -> dict[str, float]:
    network = controller.join_chat(ChatAddress("127.0.0.1", port, False, ROOM))
    watch = Watch(window, network, app)
    app.exec()
    kept = len(network.rooms[ROOM].log) if ROOM in network.rooms else 0
    said = sum(network.rooms[ROOM].log.entry_at(index).nick.startswith("nick") for index in range(kept)) if kept else 0
    cpu, memory = watch.ended[0] - watch.begun[0], watch.ended[1] - watch.begun[1]
    return {
        "shown": watch.shown,
        "worst gap": max(watch.gaps, default=0),
        "reachable": said,
        "cpu us per message": cpu / count * 1e6,
        "MB per 100,000": memory / count * 100_000 / 1e6,
    }


if __name__ == "__main__":
    sys.exit(main())
