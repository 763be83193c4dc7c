"""OrderedBlocks: a sorted collection that grows one item at a time, in blocks that are walked one at a time.

A list of tens of thousands that is sorted again, or searched at once, stops a window for dozens of ms.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item", tuple[int, str, int], tuple[str, int])

BLOCK = 1_000
"""Items in one block at most."""


class OrderedBlocks(Generic[Item]):
    """The items in ascending order. No block is empty."""

    def __init__(self) -> None:
        self._blocks: list[list[Item]] = []
        self._lasts: list[Item] = []
        """The last item of each block."""

    def add(self, item: Item) -> None:
        """Add an item in its place."""
        if not self._blocks:
            self._blocks.append([item])
            self._lasts.append(item)
            return
        at = min(bisect_left(self._lasts, item), len(self._blocks) - 1)
        block = self._blocks[at]
        insort(block, item)
        self._lasts[at] = block[-1]
        if len(block) > BLOCK:
            half = len(block) // 2
            self._blocks[at : at + 1] = [block[:half], block[half:]]
            self._lasts.insert(at, block[half - 1])

    def walk_blocks(self) -> Iterator[list[Item]]:
        """Yield the blocks as they are now; items that are added meanwhile are left out."""
        return iter([list(block) for block in self._blocks])
