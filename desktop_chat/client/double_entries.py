"""Entries that a server shows twice, found where no msgid tells. Pure."""

from __future__ import annotations

from typing import Protocol

from desktop_chat.client.entry import SAME_MESSAGE_MS, DeliveryState, Entry

_SAME_OWN_MS = 120_000
"""How far (ms) the times of own messages may differ: a bouncer gives them the time at which it forwards them."""
_COMPARED = 512
"""Entries on each side of that time that are compared, at most: a flood has more within a second."""


class OrderedEntries(Protocol):
    """Entries in order of time."""

    def __len__(self) -> int: ...

    def entry_at(self, index: int) -> Entry:
        """Return the entry at `index`."""

    def first_since(self, time: int) -> int:
        """Return the index of the first entry at `time` (ms) or later."""


def find_double(entries: OrderedEntries, entry: Entry, taken: set[int]) -> int | None:
    """Return the index of the entry with the same text of the same person at nearly the same time, where one of the two
    has no msgid. Each known entry counts once; `taken` holds the indexes that have counted."""
    apart = _SAME_OWN_MS if entry.own else SAME_MESSAGE_MS
    if not len(entries) or entry.time - apart > entries.entry_at(len(entries) - 1).time:
        return None
    place = entries.first_since(entry.time)
    later = range(place, min(len(entries), place + _COMPARED))
    earlier = range(place - 1, max(-1, place - _COMPARED), -1)
    found = [
        (abs(entries.entry_at(index).time - entry.time), index)
        for index in (_find_same(entries, entry, places, apart, taken) for places in (later, earlier))
        if index is not None
    ]
    if not found:
        return None
    taken.add(min(found)[1])
    return min(found)[1]


def _find_same(entries: OrderedEntries, entry: Entry, places: range, apart: int, taken: set[int]) -> int | None:
    """Return the first index of `places` with the same text of the same person at most `apart` ms away."""
    for index in places:
        other = entries.entry_at(index)
        if abs(other.time - entry.time) > apart:
            return None
        same = (other.kind, other.own, other.text) == (entry.kind, entry.own, entry.text)
        if entry.msgid and (other.msgid or other.state is not DeliveryState.SENT):
            continue
        if same and (entry.own or other.nick == entry.nick) and index not in taken:
            return index
    return None


def was_shown(entries: OrderedEntries, entry: Entry) -> bool:
    """Return True if an entry without a msgid is known: one before the newest has the same text, nick and time."""
    if not len(entries) or entry.time >= entries.entry_at(len(entries) - 1).time:
        return False
    first = entries.first_since(entry.time)
    for index in range(first, min(len(entries), first + _COMPARED)):
        other = entries.entry_at(index)
        if other.time != entry.time:
            return False
        if (other.nick, other.text) == (entry.nick, entry.text):
            return True
    return False
