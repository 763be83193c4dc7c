"""Wakeup: what ends the waiting of a selector from another thread. A socketpair, so that it works on every system."""

from __future__ import annotations

import socket
from contextlib import suppress


class Wakeup:
    """Registered for reading by its owner, who calls `clear` *before* it looks at what others left for it.

    `wake` is for any thread and never blocks; many calls before a `clear` cost one byte.
    """

    __slots__ = ("_awake", "_ours", "_theirs")

    def __init__(self) -> None:
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._awake = False

    def fileno(self) -> int:
        return self._ours.fileno()

    def wake(self) -> None:
        """Make the owner's selector return."""
        if not self._awake:
            self._awake = True
            # Full means awake already; closed means that nobody waits any more.
            with suppress(OSError):
                self._theirs.send(b"\0")

    def clear(self) -> None:
        """Owner only."""
        with suppress(BlockingIOError):
            self._ours.recv(4096)
        self._awake = False

    def close(self) -> None:
        """Owner only, when it has ended. Idempotent."""
        self._ours.close()
        self._theirs.close()
