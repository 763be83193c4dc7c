"""From a host's name to a connected socket: look up, try all addresses, take the first that answers. No Qt.

Addresses are tried one after the other, each 0.25 s after the one before, without waiting for a failure. So broken
IPv6 delays nothing.

Spec: https://www.rfc-editor.org/rfc/rfc8305
"""

from __future__ import annotations

import errno
import selectors
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from desktop_chat.net.wakeup import Wakeup

HEAD_START = 0.25
"""Seconds between the attempts at two addresses."""

_IN_PROGRESS = {errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}
_Row = tuple[int, Any]


class DialError(Exception):
    """No address answered. `cause` is the most telling OSError, or a TimeoutError."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Lookup:
    """One question to the system's resolver. Its thread may be abandoned, because a resolver can hang for minutes."""

    def __init__(self, host: str, port: int, wakeup: Wakeup) -> None:
        self.rows: list[_Row] | None = None
        self.error: OSError | None = None
        self._done = threading.Event()
        threading.Thread(target=self._resolve, args=(host, port, wakeup), name=f"lookup {host}", daemon=True).start()

    @property
    def is_done(self) -> bool:
        return self._done.is_set()

    def _resolve(self, host: str, port: int, wakeup: Wakeup) -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            self.rows = _alternate_families([(row[0], row[4]) for row in found])
        except OSError as error:
            self.error = error
        except UnicodeError as error:
            self.error = socket.gaierror(socket.EAI_NONAME, str(error))
        self._done.set()
        wakeup.wake()


def _alternate_families(rows: list[_Row]) -> list[_Row]:
    """Alternate the address families in the resolver's order, so that a broken family costs one head start."""
    first = rows[0][0] if rows else 0
    same = [row for row in rows if row[0] == first]
    other = [row for row in rows if row[0] != first]
    mixed = [row for pair in zip(same, other, strict=False) for row in pair]
    shorter = min(len(same), len(other))
    return mixed + same[shorter:] + other[shorter:]


def is_anywhere(address: str) -> bool:
    """Return True: every address may be connected to."""
    del address
    return True


def connect_to_host(
    host: str,
    port: int,
    seconds: float,
    wakeup: Wakeup,
    stopped: Callable[[], bool],
    may_reach: Callable[[str], bool] = is_anywhere,
) -> socket.socket | None:
    """Return a connected non-blocking socket, or None as soon as `stopped()` (checked whenever `wakeup` wakes).

    `may_reach` tells whether a numeric address of the host may be connected to. Blocks for `seconds` at most.
    Raises: DialError.
    """
    end = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(wakeup.fileno(), selectors.EVENT_READ)
        lookup = Lookup(host, port, wakeup)
        while not lookup.is_done:
            if stopped():
                return None
            if time.monotonic() >= end:
                raise DialError(socket.gaierror(socket.EAI_AGAIN, "timed out"))
            selector.select(end - time.monotonic())
            wakeup.clear()
        if lookup.error is not None:
            raise DialError(lookup.error)
        rows = [row for row in lookup.rows or [] if may_reach(row[1][0])]
        if not rows:
            raise DialError(OSError(errno.EACCES, "no address may be connected to"))
        return _Race(selector, rows, wakeup).run_until(end, stopped)


class _Race:
    """Parallel attempts. All but the winner are closed."""

    def __init__(self, selector: selectors.BaseSelector, rows: list[_Row], wakeup: Wakeup) -> None:
        self._selector = selector
        self._rows = rows
        self._wakeup = wakeup
        self._running: set[socket.socket] = set()
        self._failure: OSError = TimeoutError(errno.ETIMEDOUT, "timed out")

    def run_until(self, end: float, stopped: Callable[[], bool]) -> socket.socket | None:
        winner: socket.socket | None = None
        start_next = 0.0
        try:
            while winner is None and not stopped():
                now = time.monotonic()
                if self._rows and (now >= start_next or not self._running):
                    winner = self._start_attempt(*self._rows.pop(0))
                    start_next = now + HEAD_START
                    continue
                if not self._running:
                    raise DialError(self._failure)
                if now >= end:
                    raise DialError(TimeoutError(errno.ETIMEDOUT, "timed out"))
                winner = self._wait_for_attempts((min(start_next, end) if self._rows else end) - now)
        finally:
            for attempt in self._running - {winner}:
                attempt.close()
        return winner

    def _start_attempt(self, family: int, address: Any) -> socket.socket | None:
        """Start one attempt. Return its socket if connected at once."""
        attempt: socket.socket | None = None
        try:
            attempt = socket.socket(family, socket.SOCK_STREAM)
            attempt.setblocking(False)
            code = attempt.connect_ex(address)
            if code and code not in _IN_PROGRESS:
                raise OSError(code, "connect")
        except OSError as error:
            self._failure = error
            if attempt is not None:
                attempt.close()
            return None
        self._running.add(attempt)
        if not code:
            return attempt
        self._selector.register(attempt, selectors.EVENT_WRITE)
        return None

    def _wait_for_attempts(self, seconds: float) -> socket.socket | None:
        for key, _ in self._selector.select(max(0.0, seconds)):
            if not isinstance(key.fileobj, socket.socket):
                self._wakeup.clear()
                continue
            attempt = key.fileobj
            self._selector.unregister(attempt)
            code = attempt.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if not code:
                return attempt
            self._failure = OSError(code, "connect")
            self._running.discard(attempt)
            with suppress(OSError):
                attempt.close()
        return None
