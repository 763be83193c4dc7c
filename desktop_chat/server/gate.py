"""Gate: whether one more connection may come in. How many there may be, from one address and in all, and how fast."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from dataclasses import dataclass

from desktop_chat.net.neighbourhood import neighbourhood
from desktop_chat.server.throttle import Throttle

PER_SELECT = 500
"""Sockets that one thread can watch where the system has nothing better than select()."""
_WANTED = 65536
_RESERVED = 128
"""Descriptors that are not connections: the database's, the log, the other threads'."""
_FULL_SAID_SECONDS = 60.0
_REMEMBERED = 4096
"""Addresses whose pace is remembered."""
_log = logging.getLogger(__name__)


def most_connections(threads: int) -> int:
    """How many connections this process can hold with so many I/O threads. Asks the system for as many as it gives."""
    try:
        import resource
    except ImportError:  # Windows
        return PER_SELECT * threads
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):  # macOS has a limit below the one that it names
            wanted = soft
    return max(_RESERVED, (wanted if soft == resource.RLIM_INFINITY else max(soft, wanted)) - _RESERVED)


@dataclass(frozen=True, slots=True)
class GateLimits:
    """`per_address` at a time and `per_minute` from one address: 0 for any number."""

    per_address: int
    per_minute: int


class Gate:
    """`enter` is for the listener, `leave` for any thread; neither blocks."""

    def __init__(self, limits: GateLimits, most: int) -> None:
        self.limits = limits
        self._most = most
        self._count = 0
        self._connected: Counter[str] = Counter()
        self._paces: dict[str, Throttle] = {}
        self._counting = threading.Lock()
        self._full_said = -_FULL_SAID_SECONDS

    def enter(self, address: str, now: float) -> str:
        """Count one more connection in; or why not, as the client is told. `now` only goes forward."""
        place = neighbourhood(address)
        limits = self.limits
        with self._counting:
            if self._count >= self._most:
                self._say_full(now)
                return "This chat is full: it can take no more connections at present."
            if limits.per_address and self._connected[place] >= limits.per_address:
                return "Too many connections from your address."
            if limits.per_minute and not self._in_time(place, limits.per_minute, now):
                return "You connect too often: try again in a minute."
            self._count += 1
            self._connected[place] += 1
        return ""

    def _say_full(self, now: float) -> None:
        """To whoever runs this chat, once a minute at most."""
        if now - self._full_said >= _FULL_SAID_SECONDS:
            self._full_said = now
            _log.warning("This chat is full: it holds %d connections, and this computer allows no more.", self._count)

    def _in_time(self, place: str, per_minute: int, now: float) -> bool:
        """A whole minute's connections may come at once, then they come at that pace."""
        pace = self._paces.pop(place, None) or Throttle(per_minute, per_minute / 60, now)
        allowed = pace.allowed(now) > 0
        if allowed:
            pace.took(1)
        self._paces[place] = pace
        if len(self._paces) > _REMEMBERED:
            del self._paces[next(iter(self._paces))]  # the one that has not come for longest
        return allowed

    def leave(self, address: str) -> None:
        """A connection from this address has ended."""
        place = neighbourhood(address)
        with self._counting:
            self._count -= 1
            self._connected[place] -= 1
            if self._connected[place] <= 0:
                del self._connected[place]
