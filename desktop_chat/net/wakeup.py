"""Wakeup: makes the selector of another thread return. A socketpair, which works on every system."""

from __future__ import annotations

import socket
from contextlib import suppress


class Wakeup:
    """A socketpair that the owner registers for reading.

    The owner calls `clear` *before* reading the queues that other threads fill. Many calls of `wake` before a `clear`
    cost one byte.
    """

    __slots__ = ("_awake", "_ours", "_theirs")

    def __init__(self) -> None:
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._awake = False

    def fileno(self) -> int:
        return self._ours.fileno()

    @property
    def waker(self) -> int:
        """The descriptor to which a signal may write a byte by itself (`signal.set_wakeup_fd`)."""
        return self._theirs.fileno()

    def wake(self) -> None:
        """Make the owner's selector return. Never blocks.

        Thread: any.
        """
        if not self._awake:
            self._awake = True
            # A full pair is awake already; a closed pair has no owner any more.
            with suppress(OSError):
                self._theirs.send(b"\0")

    def clear(self) -> None:
        """Thread: owner."""
        with suppress(BlockingIOError):
            self._ours.recv(4096)
        self._awake = False

    def close(self) -> None:
        """Close both ends. Idempotent.

        Thread: owner.
        """
        self._ours.close()
        self._theirs.close()
