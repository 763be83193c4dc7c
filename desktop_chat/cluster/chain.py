"""Chain: the hash of a log up to each position, to notice a shortened or forked log. Pure."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256

KEPT = 10_000
"""Positions whose hash is remembered. A batch that names an earlier position is not checked."""
START = bytes(32)
"""The hash of an empty log."""


class ForkError(Exception):
    """The node has applied another log. The text is a sentence for the administrator."""


class Chain:
    """The newest hash, and the hashes of the last KEPT positions."""

    def __init__(self, position: int = 0, newest: bytes = START) -> None:
        self.position = position
        """The last position; positions begin with 1."""
        self.newest = newest
        """The hash of everything up to `position`."""
        self._hashes = OrderedDict({position: newest})

    def add_entry(self, position: int, data: bytes) -> None:
        """Add the entry at the next position.

        Raises: ForkError for another position.
        """
        if position != self.position + 1:
            raise ForkError(f"The log continues at {position}; this node has applied {self.position}.")
        self.position = position
        self.newest = sha256(self.newest + position.to_bytes(8, "big") + data).digest()
        self._hashes[position] = self.newest
        if len(self._hashes) > KEPT:
            self._hashes.popitem(last=False)

    def require_same(self, position: int, claimed: bytes) -> None:
        """Compare the hash of a position with the claim of another node.

        Raises: ForkError if the other node has applied another log.
        """
        if position > self.position:
            raise ForkError(f"The log ends at {self.position}; a node has applied {position}.")
        known = self._hashes.get(position)
        if known is not None and known != claimed:
            raise ForkError(f"The log up to {position} is not the one that another node has applied.")
