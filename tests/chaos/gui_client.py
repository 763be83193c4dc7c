"""One process: our chat window in a room, speaking and listening until it is killed.

`python -m tests.chaos.gui_client PORT PROFILE speak|rest`. Every text is in the file `typed` of the profile before it
is said, and all that is put on the screen in the file `shown`, one line each, at once. With `rest` it says nothing,
and ends when nothing of its own is under way and nothing is missing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from desktop_chat.client.archive import Archive
from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.entry import SPOKEN, Entry
from desktop_chat.client.events import Phase
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.client.preferences import Settings
from desktop_chat.client.secret_store import SecretStore
from desktop_chat.client.sts import StsPolicies
from desktop_chat.net.identity import open_identity
from desktop_chat.qt.app.app import make_application
from desktop_chat.qt.app.gc_on_gui_thread import GuiThreadCollector
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.network.controller import Controller
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.network.strict_transport import StrictTransport
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.keys import FixedKeys

NICK = "gui"
ROOM = "#tea"
_EVERY_MS = 15


class Life(QObject):
    """What it does, a few times a second."""

    def __init__(self, network: Network, archive: Archive, profile: Path, app: QApplication, *, speaks: bool) -> None:
        super().__init__()
        self._network, self._archive, self._app, self._speaks = network, archive, app, speaks
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        self._typed = os.open(profile / "typed", flags, 0o600)
        self._shown = os.open(profile / "shown", flags, 0o600)
        self._count = len((profile / "typed").read_bytes().splitlines())
        self._asked = False
        network.entries_added.connect(self.on_entries_added)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.on_due)
        self._timer.start()

    def on_entries_added(self, room: Room, entries: Sequence[Entry], mention: bool) -> None:
        lines = [f"{entry.msgid} {entry.text}\n" for entry in entries if entry.kind in SPOKEN and entry.msgid]
        os.write(self._shown, "".join(lines).encode())

    def on_due(self) -> None:
        room = self._network.rooms.get(ROOM)
        if room is None or not room.is_entered:
            return
        if self._speaks:
            self._count += 1
            os.write(self._typed, f"{NICK} says {self._count}\n".encode())
            self._network.send_text(room, f"{NICK} says {self._count}")
        elif self._network.phase is Phase.ONLINE and room.state.caught_up and not self._waiting():
            self._timer.stop()
            QTimer.singleShot(300, self._app.quit)

    def _waiting(self) -> bool:
        return bool(self._archive.pending_entries(self._network.network))


def main() -> int:
    port, profile, speaks = int(sys.argv[1]), Path(sys.argv[2]), sys.argv[3] == "speak"
    app = make_application([])
    appearance().apply_mode(app, "light")
    own = open_identity(profile, "own", f"{NICK}.example", datetime.now(UTC))
    settings = Settings(profile / "settings.json")
    settings.change_fields(name=NICK)
    hosting = Hosting(profile / "server")
    known = KnownServers(profile / "known.json")
    archive = Archive(profile / "archive.db")
    controller = Controller(
        settings=settings,
        archive=archive,
        known=known,
        hosting=hosting,
        keys=FixedKeys(own.certificate, own.key),
        secrets=SecretStore(profile / "secrets.json"),
        transport=StrictTransport(StsPolicies(profile / "sts.json")),
    )
    server = open_identity(profile.parent / "data", "server", "", datetime.now(UTC))
    collector = GuiThreadCollector()
    window = ChatWindow(controller)
    window.show()
    network = controller.join_chat(ChatAddress("127.0.0.1", port, True, ROOM, server.fingerprint))
    life = Life(network, archive, profile, app, speaks=speaks)
    app.exec()
    life.deleteLater()
    window.close()
    controller.close()
    hosting.close()
    collector.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
