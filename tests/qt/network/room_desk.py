"""Rooms over a real archive, for the tests of their parts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.events import HistoryLoaded
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.network.room import Room
from tests.patience import SECONDS

NETWORK = "n"


class Post(QObject):
    """Brings what the archive's thread has done to the GUI thread."""

    _kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._kept.connect(self.on_kept)

    def later(self, do: Callable[[], None]) -> Callable[[], None]:
        return lambda: self._kept.emit(do)

    def on_kept(self, do: Callable[[], None]) -> None:
        do()


class Desk:
    """An archive, and rooms over it."""

    def __init__(self, folder: Path) -> None:
        self.archive = Archive(folder / "archive.db")
        self.parent = QObject()
        self.post = Post()

    def entry(self, time: int, text: str = "", nick: str = "bob", kind: EntryKind = EntryKind.MESSAGE) -> Entry:
        return Entry(self.archive.next_id(), kind, time, nick, text or f"said at {time}", msgid=f"m{time}")

    def open(self, key: str = "#tea", kind: str = "channel") -> Room:
        self.archive.open_room(NETWORK, key, key, kind, joined=True)
        return Room(NETWORK, RoomState(key, key, kind), self.archive, self.parent)

    def keep(self, key: str, *entries: Entry) -> None:
        """On disk when this returns."""
        kept = Event()
        self.archive.add_entries(NETWORK, key, entries, kept.set)
        assert kept.wait(SECONDS)

    def history(self, room: Room, *times: int) -> list[Entry]:
        entries = tuple(self.entry(time) for time in times)
        return room.take_history(HistoryLoaded(room.key, entries, older=True, complete=False), self.post.later)


def times(room: Room) -> list[int]:
    return [room.timeline.entry_at(index).time for index in range(room.timeline.count())]
