"""LinePacker: words in as few lines as they need, in their order. Pure."""

from __future__ import annotations


class LinePacker:
    """Lines of at most `room` bytes, counting one byte after each word. A longer word gets a line of its own."""

    __slots__ = ("_room", "_separator", "_used", "count", "lines")

    def __init__(self, room: int, separator: str = " ") -> None:
        """`separator`: one byte."""
        self.lines: list[str] = []
        self.count = 0
        self._room = room
        self._separator = separator
        self._used = room

    def add_word(self, word: str) -> None:
        size = len(word.encode()) + 1
        self.count += 1
        self._used += size
        if self._used <= self._room:
            self.lines[-1] += self._separator + word
        else:
            self.lines.append(word)
            self._used = size
