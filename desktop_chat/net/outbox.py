"""What waits to be sent to one Seat: a FIFO of bytes, some of which must first be on disk.

Appended to by whoever holds the hub's lock, from any thread; sent from by the one I/O thread that owns the socket.
Those two need no further lock: the deque's ends are atomic, and each counter has one writer.
"""

from __future__ import annotations

import sys
from collections import deque

NEVER = sys.maxsize
"""The commit of a piece that is reserved and not filled yet."""


class OutboxPiece:
    """Bytes and the commit that must be durable before they may leave."""

    __slots__ = ("commit", "data")

    def __init__(self, data: bytes, commit: int) -> None:
        self.data = data
        self.commit = commit


class Outbox:
    """The FIFO of one Seat. Nothing in it ever overtakes."""

    __slots__ = ("_last", "_put", "_taken", "pieces")

    def __init__(self) -> None:
        self.pieces: deque[OutboxPiece] = deque()
        """What waits, reserved places too. The owner may see whether there is anything."""
        self._last = 0
        self._put = 0
        self._taken = 0

    def __len__(self) -> int:
        """The bytes that wait, held ones included. Any thread."""
        return self._put - self._taken

    def append(self, data: bytes, commit: int = 0) -> None:
        """Add `data`, to be sent once `commit` (and whatever stands before it) is durable. Under the lock."""
        self._last = max(self._last, commit)
        self._put += len(data)
        self.pieces.append(OutboxPiece(data, self._last))

    def append_shared(self, piece: OutboxPiece) -> None:
        """As `append`, of a piece that others get too, and that nobody changes any more. Under the lock."""
        if piece.commit < self._last:
            piece = OutboxPiece(piece.data, self._last)
        else:
            self._last = piece.commit
        self._put += len(piece.data)
        self.pieces.append(piece)

    def reserve_place(self) -> OutboxPiece:
        """Keep a place that holds back all that follows until `fill`. Under the lock."""
        piece = OutboxPiece(b"", NEVER)
        self.pieces.append(piece)
        return piece

    def fill_place(self, piece: OutboxPiece, data: bytes, commit: int = 0) -> None:
        """Give a reserved place its bytes (b"" to leave it empty). Under the lock."""
        self._put += len(data)
        piece.data = data
        piece.commit = commit

    def is_sendable(self, durable: int) -> bool:
        """Whether the first piece may leave now. Owner only."""
        return bool(self.pieces) and self.pieces[0].commit <= durable

    def commit_waited_for(self, durable: int) -> int:
        """The commit that what stands first needs, and that is not `durable`; 0 where that is not what it waits for.
        Owner only."""
        commit = self.pieces[0].commit if self.pieces else 0
        return commit if durable < commit < NEVER else 0

    def sendable_bytes(self, durable: int) -> int:
        """The bytes that could leave now, by which a slow reader is measured. Under the lock."""
        size = 0
        for piece in self.pieces:
            if piece.commit > durable:
                break
            size += len(piece.data)
        return size

    @property
    def begins_with_reservation(self) -> bool:
        """Whether a reserved place stands first. Owner only."""
        return bool(self.pieces) and self.pieces[0].commit == NEVER

    def take(self, durable: int, limit: int) -> bytes:
        """Remove and join pieces that may leave, stopping once `limit` bytes are reached. Owner only."""
        pieces = self.pieces
        if len(pieces) == 1:
            if pieces[0].commit > durable:
                return b""
            only = pieces.popleft().data
            self._taken += len(only)
            return only
        ready: list[bytes] = []
        size = 0
        while pieces and size < limit and pieces[0].commit <= durable:
            data = pieces.popleft().data
            ready.append(data)
            size += len(data)
        self._taken += size
        return b"".join(ready)
