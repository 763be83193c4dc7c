"""Choices: bytes read as decisions, so that one driver serves hypothesis, atheris and a plain random source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Choices:
    """When the bytes are used up, every choice is the first one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def __bool__(self) -> bool:
        """Whether there is more to decide."""
        return self._at < len(self._data)

    def below(self, limit: int) -> int:
        """A number from 0 to limit - 1, at most 65,535."""
        if limit <= 1:
            return 0
        value = self.byte() if limit <= 256 else self.byte() << 8 | self.byte()
        return value % limit

    def byte(self) -> int:
        value = self._data[self._at] if self._at < len(self._data) else 0
        self._at += 1
        return value

    def chance(self, of: int) -> bool:
        """Once in so many times."""
        return self.below(of) == of - 1

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def raw(self, most: int) -> bytes:
        """The next bytes as they are."""
        count = self.below(most + 1)
        data = self._data[self._at : self._at + count]
        self._at += count
        return data
