"""OpenRooms: the rooms of one network in the sidebar, and closed rooms, kept for reopening. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop_chat.client.archive import Archive
from desktop_chat.client.room_state import RoomState
from desktop_chat.qt.network.mute_terms import MuteTerms
from desktop_chat.qt.network.room import Room

Tell = Callable[[Room], None]


class OpenRooms:
    """Keeps the Rooms of one network, and tells the archive of each change.

    A closed Room is kept with its draft and read mark, because a window may still hold the Room.
    """

    def __init__(
        self, network: str, archive: Archive, older: Tell, marked: Tell, parent: QObject, names: Callable[[str], str]
    ) -> None:
        """`older` is called when a person scrolls near the top of a room, `marked` when its marks changed.
        `names` returns the text to show for a nick."""
        self._names = names
        self.shown: dict[str, Room] = {}
        """Open rooms by key (the folded name)."""
        self._network = network
        self._archive = archive
        self._older = older
        self._marked = marked
        self._parent = parent
        self._mute_terms = MuteTerms(parent)
        self._past: dict[str, Room] = {}

    def show_room(self, state: RoomState, nick: str, other_names: tuple[str, ...] = ()) -> Room:
        """Return the Room of the state, new or reopened. `nick` and `other_names` are the person's own."""
        room = self._past.pop(state.key, None)
        if room is None:
            room = Room(self._network, state, self._archive, self._parent, self._names)
            room.timeline.other_names = other_names
            record = self._archive.room(self._network, state.key)
            if record is not None:
                room.restore_record(record, nick)
            room.older_requested.connect(self._older)
            room.marked.connect(self._marked)
            room.marked.connect(self._mute_terms.follow_room)
            self._mute_terms.follow_room(room)
        room.state = state
        room.timeline.nick, room.timeline.other_names = nick, other_names
        self.shown[state.key] = room
        self.keep_record(room)
        return room

    def keep_record(self, room: Room) -> None:
        """Store the room's record in the archive."""
        wanted = room.state.wanted or room.state.joined
        kind = "request" if room.state.request else "invited" if room.state.invited_by else room.kind
        self._archive.open_room(self._network, room.key, room.name, kind, joined=wanted)

    def rename_room(self, old: str, new: str) -> Room:
        """Move direct messages to the person's new nick. A closed room with the new key takes the old key."""
        room = self.shown[new] = self.shown.pop(old)
        if new in self._past:
            self._past[old] = self._past.pop(new)
        self._archive.rename_room(self._network, old, new, room.name)
        return room

    def close_room(self, key: str) -> Room:
        """Remove a room from the sidebar."""
        room = self.shown.pop(key)
        if room.state.request:
            room.deleteLater()  # it was never shown
        else:
            self._past[key] = room
        self._archive.close_room(self._network, key)
        return room
