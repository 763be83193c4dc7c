"""Packing of items into as few lines as possible, in their order. Pure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TypeVar

_Item = TypeVar("_Item")


class LineRoom:
    """Counts the bytes and the items of the present line, and says when a line is full."""

    __slots__ = ("_bytes", "_items", "_most_bytes", "_most_items")

    def __init__(self, most_bytes: int, most_items: int = sys.maxsize) -> None:
        self._most_bytes = most_bytes
        self._most_items = most_items
        self._bytes = 0
        self._items = 0

    def take_item(self, size: int) -> bool:
        """Count an item of `size` bytes. Return True if the item begins a new line.

        An item longer than a line gets a line to itself.
        """
        self._bytes += size
        self._items += 1
        if self._items > 1 and self._bytes <= self._most_bytes and self._items <= self._most_items:
            return False
        self._bytes, self._items = size, 1
        return True


class LinePacker:
    """Joins words into `lines`. Words may be added at any time; `count` words were added so far."""

    __slots__ = ("_room", "_separator", "count", "lines")

    def __init__(self, most_bytes: int, separator: str = " ") -> None:
        """`most_bytes`: of a line, with one byte for a separator behind each word."""
        self.lines: list[str] = []
        self.count = 0
        self._room = LineRoom(most_bytes)
        self._separator = separator

    def add_word(self, word: str) -> None:
        """Append a word to the last line if it fits, else begin a line."""
        self.count += 1
        if self._room.take_item(len(word.encode()) + 1):
            self.lines.append(word)
        else:
            self.lines[-1] += self._separator + word


def pack_words(words: Iterable[str], most_bytes: int, separator: str = " ") -> list[str]:
    """Join the words into lines of at most `most_bytes` bytes, with one byte for a separator behind each word."""
    packer = LinePacker(most_bytes, separator)
    for word in words:
        packer.add_word(word)
    return packer.lines


def pack_items(
    items: Iterable[_Item], size: Callable[[_Item], int], most_bytes: int, most_items: int = sys.maxsize
) -> list[list[_Item]]:
    """Divide the items into lines of at most `most_items` items and `most_bytes` bytes. `size` is an item's bytes."""
    lines: list[list[_Item]] = []
    room = LineRoom(most_bytes, most_items)
    for item in items:
        if room.take_item(size(item)):
            lines.append([])
        lines[-1].append(item)
    return lines
