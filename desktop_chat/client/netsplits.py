"""Netsplits: people who leave and return at once because servers lost each other, shown as one entry. Pure; GUI
thread."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial

from desktop_chat.client.collection_limits import ROOMS, SPLIT
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.events import EntryAdded, EntryReplaced
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.texts import client as texts

_SERVERS = re.compile(r"((?:\*|[\w-]+)(?:\.[\w-]+)+) ((?:\*|[\w-]+)(?:\.[\w-]+)+)")
"""The reason of a netsplit QUIT: the names of two servers, or stars that hide them."""
_TOGETHER_MS = 60_000
"""People who leave within this time belong to the same split."""
_MOST_NAMED = 12


@dataclass(slots=True)
class _Told:
    """An entry that grows by nicks."""

    text_of: Callable[[str], str]
    """The entry with the names of people in it."""
    nicks: list[str] = field(default_factory=list)
    more: int = 0
    entry: Entry | None = None

    def add(self, nick: str) -> None:
        if len(self.nicks) < _MOST_NAMED:
            self.nicks.append(nick)
        else:
            self.more += 1

    @property
    def text(self) -> str:
        return self.text_of(", ".join(self.nicks) + (f", +{self.more}" if self.more else ""))


@dataclass(slots=True)
class _Split:
    servers: str
    at: int
    gone: set[str]
    left: _Told
    returned: _Told


def servers_of(reason: str) -> tuple[str, str] | None:
    """Return the two servers in the reason of a netsplit QUIT, or None for another reason."""
    found = _SERVERS.fullmatch(reason)
    return (found[1], found[2]) if found else None


class Netsplits:
    """The last split of each room. `flush` shows the changes of one portion of Messages together."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._splits: dict[str, _Split] = {}
        self._changed: dict[str, None] = {}

    def begin_connection(self) -> None:
        """Forget the splits of the last connection."""
        self._splits.clear()
        self._changed.clear()

    def note_lost(self, room: RoomState, nick: str, servers: tuple[str, str]) -> None:
        """Note that a person is out of reach."""
        state, names = self._state, " - ".join(servers)
        split = self._splits.get(room.key)
        if split is None or split.servers != names or state.now - split.at > _TOGETHER_MS:
            left = _Told(partial(texts.NETSPLIT, names))
            split = self._splits[room.key] = _Split(names, state.now, set(), left, _Told(texts.NETSPLIT_OVER))
            if len(self._splits) > ROOMS:
                del self._splits[next(iter(self._splits))]
        if len(split.gone) < SPLIT:
            split.gone.add(state.fold_name(nick))
        split.left.add(nick)
        self._changed[room.key] = None

    def note_return(self, room: RoomState, nick: str) -> bool:
        """Return True if a joining person returns from a split, and note the return."""
        split, key = self._splits.get(room.key), self._state.fold_name(nick)
        if split is None or key not in split.gone:
            return False
        split.gone.discard(key)
        split.returned.add(nick)
        self._changed[room.key] = None
        return True

    def flush(self) -> None:
        """Show the changes since the last call."""
        changed, self._changed = self._changed, {}
        for key in changed:
            room, split = self._state.rooms.get(key), self._splits.get(key)
            if room is not None and split is not None:
                self._show(room, split.left)
                self._show(room, split.returned)

    def _show(self, room: RoomState, told: _Told) -> None:
        state = self._state
        if told.entry is None and told.nicks:
            time = max(state.local_time, room.newest[1])
            told.entry = Entry(state.ids(), EntryKind.NEWS, time, "", told.text)
            state.emit(EntryAdded(room.key, told.entry))
        elif told.entry is not None and told.entry.text != told.text:
            told.entry = replace(told.entry, text=told.text)
            state.emit(EntryReplaced(room.key, told.entry))
