"""Rooms: those of one network that are in the sidebar, and those that were closed and may come again. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.client.archive import Archive
from desktop_chat.client.session_state import RoomState
from desktop_chat.qt.network.room import Room

Tell = Callable[[Room], None]


class OpenRooms:
    """`shown` maps a key (the folded name) to its Room. The archive is told of each change.

    A Room that was closed is kept: a window may still hold it, and it comes back with its draft and what it has read.
    """

    def __init__(self, network: str, archive: Archive, older: Tell, marked: Tell, parent: QObject) -> None:
        """`older` is called when somebody scrolls near the top of what is known, `marked` when one was muted or
        pinned."""
        self.shown: dict[str, Room] = {}
        self._network = network
        self._archive = archive
        self._older = older
        self._marked = marked
        self._parent = parent
        self._past: dict[str, Room] = {}

    def show_room(self, state: RoomState, nick: str) -> Room:
        """The Room of this state, made or taken out again; `nick` is ours."""
        room = self._past.pop(state.key, None)
        if room is None:
            room = Room(self._network, state, self._archive, self._parent)
            record = self._archive.room(self._network, state.key)
            if record is not None:
                room.restore_record(record, nick)
            room.older_requested.connect(self._older)
            room.marked.connect(self._marked)
        room.state = state
        room.timeline.nick = nick
        self.shown[state.key] = room
        self.keep_record(room)
        return room

    def keep_record(self, room: Room) -> None:
        """Have the archive know it as it is now."""
        wanted = room.state.wanted or room.state.joined
        kind = "request" if room.state.request else room.kind
        self._archive.open_room(self._network, room.key, room.name, kind, joined=wanted)

    def rename_room(self, old: str, new: str) -> Room:
        """A person whom we write to goes by another nick. If that was another's, the two change places."""
        room = self.shown[new] = self.shown.pop(old)
        if new in self._past:
            self._past[old] = self._past.pop(new)
        self._archive.rename_room(self._network, old, new, room.name)
        return room

    def close_room(self, key: str) -> Room:
        """It goes from the sidebar."""
        room = self.shown.pop(key)
        if room.state.request:
            room.deleteLater()  # nobody ever looked into it
        else:
            self._past[key] = room
        self._archive.close_room(self._network, key)
        return room
