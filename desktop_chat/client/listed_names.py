"""ListedNames: the rooms that the last list of a server named, to be offered while a person types a name. Pure."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice, takewhile

from desktop_chat.client.collection_limits import LISTED_NAMES
from desktop_chat.client.listed_room import ListedRoom

_TOPIC = 80
"""Characters of a topic that are kept."""


def fold_words(text: str) -> str:
    """Return the text without differences of case and of width."""
    return (text if text.isascii() else unicodedata.normalize("NFKC", text)).casefold()


class ListedNames:
    """The first LISTED_NAMES rooms of the list."""

    def __init__(self) -> None:
        self._rooms: dict[str, ListedRoom] = {}
        self._sorted: list[str] = []
        """The folded names in order; empty: to be sorted."""

    def clear(self) -> None:
        self._rooms.clear()
        self._sorted.clear()

    def add_rooms(self, rooms: Iterable[ListedRoom]) -> None:
        for room in islice(rooms, max(0, LISTED_NAMES - len(self._rooms))):
            self._rooms[fold_words(room.name)] = replace(room, topic=room.topic[:_TOPIC])
        self._sorted.clear()

    def find_rooms(self, start: str, most: int) -> list[ListedRoom]:
        """Return at most `most` rooms whose names start so, in the order of their names."""
        if not self._sorted:
            self._sorted = sorted(self._rooms)
        folded = fold_words(start)
        following = islice(self._sorted, bisect_left(self._sorted, folded), None)
        matching = takewhile(lambda name: name.startswith(folded), following)
        return [self._rooms[name] for name in islice(matching, most)]
