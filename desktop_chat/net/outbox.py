"""Outbox: the bytes that wait to be sent to one Seat. Some of them must be on disk first.

A thread with the hub's lock appends; the I/O thread that owns the socket (the owner) takes. No other lock is needed:
the ends of a deque are atomic, and each counter has one writer.
"""

from __future__ import annotations

import sys
from collections import deque

NEVER = sys.maxsize
"""The commit of a reservation."""


class OutboxPiece:
    """Bytes, and the commit that must be durable before the bytes are sent."""

    __slots__ = ("commit", "data")

    def __init__(self, data: bytes, commit: int) -> None:
        self.data = data
        self.commit = commit


class Outbox:
    """The queue of one Seat, first in, first out."""

    __slots__ = ("_last", "_put", "_taken", "pieces")

    def __init__(self) -> None:
        self.pieces: deque[OutboxPiece] = deque()
        """The pieces that wait, reservations included. Thread: hub lock; the owner may test for emptiness."""
        self._last = 0
        self._put = 0
        self._taken = 0

    def __len__(self) -> int:
        """Return the number of bytes that wait, for a commit or for the socket.

        Thread: any.
        """
        return self._put - self._taken

    def append(self, data: bytes, commit: int = 0) -> None:
        """Add `data`, to be sent once `commit` and the commits of all earlier pieces are durable.

        Thread: hub lock.
        """
        self._last = max(self._last, commit)
        self._put += len(data)
        self.pieces.append(OutboxPiece(data, self._last))

    def append_shared(self, piece: OutboxPiece) -> None:
        """Append a piece that other Seats share. The piece never changes again.

        Thread: hub lock.
        """
        if piece.commit < self._last:
            piece = OutboxPiece(piece.data, self._last)
        else:
            self._last = piece.commit
        self._put += len(piece.data)
        self.pieces.append(piece)

    def reserve_place(self) -> OutboxPiece:
        """Append a reservation, which holds back all later pieces until `fill_place`.

        Thread: hub lock.
        """
        piece = OutboxPiece(b"", NEVER)
        self.pieces.append(piece)
        return piece

    def fill_place(self, piece: OutboxPiece, data: bytes, commit: int = 0) -> None:
        """Give a reservation its bytes, or b"".

        Thread: hub lock.
        """
        self._put += len(data)
        piece.data = data
        piece.commit = commit

    def is_sendable(self, durable: int) -> bool:
        """Whether the first piece may be sent now.

        Thread: owner.
        """
        return bool(self.pieces) and self.pieces[0].commit <= durable

    def commit_waited_for(self, durable: int) -> int:
        """Return the commit that the first piece waits for; 0 if the first piece waits for no commit.

        Thread: owner.
        """
        commit = self.pieces[0].commit if self.pieces else 0
        return commit if durable < commit < NEVER else 0

    def sendable_bytes(self, durable: int) -> int:
        """Return how many bytes could be sent now: the measure of a slow reader.

        Thread: hub lock.
        """
        size = 0
        for piece in self.pieces:
            if piece.commit > durable:
                break
            size += len(piece.data)
        return size

    @property
    def begins_with_reservation(self) -> bool:
        """Whether the first piece is a reservation.

        Thread: owner.
        """
        return bool(self.pieces) and self.pieces[0].commit == NEVER

    def take(self, durable: int, limit: int) -> bytes:
        """Remove and join pieces that may be sent, until `limit` bytes are reached.

        Thread: owner.
        """
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
