"""ConnectionGate: limits on connections, for one neighbourhood and in all, by number and by rate."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass

from desktop_chat.net.neighbourhood import lies_in_any, neighbourhood_of
from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.texts import log
from desktop_chat.texts import server as texts

PER_SELECT = 500
"""Sockets that one thread can watch if the system has only select()."""
_WANTED = 65536
_RESERVED = 128
"""Descriptors for the database, the log and the other threads."""
FULL_WARNING_SECONDS = 60.0
"""Seconds between two warnings that no connection can be accepted."""
_REFUSED, _REFUSED_PER_SECOND = 64, 20
"""Refused connections that are told the reason, at a time and a second: each costs a TLS handshake."""
_REMEMBERED = 4096
"""Neighbourhoods whose rate is remembered."""
_log = logging.getLogger(__name__)


def most_connections(threads: int) -> int:
    """Return how many connections this process can hold. Raises the process's limit on descriptors if possible.

    `threads`: the number of I/O threads.
    """
    if sys.platform == "win32":
        return PER_SELECT * threads
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):  # macOS has a limit below the limit of getrlimit
            wanted = soft
    return max(_RESERVED, (wanted if soft == resource.RLIM_INFINITY else max(soft, wanted)) - _RESERVED)


@dataclass(frozen=True, slots=True)
class GateLimits:
    """Limits for one neighbourhood; 0 for no limit."""

    per_address: int
    """Connections at a time."""
    per_minute: int
    """New connections in a minute."""
    proxies: tuple[str, ...] = ()
    """Addresses and networks that connect for other computers, and have no limits."""


class Admission:
    """The place of one connection in a ConnectionGate, from `admit_connection` until `give_back`. Never blocks.

    `neighbourhood`: where the connection is counted; "" for a proxy and for a refused connection. `refusal`: why the
    connection is refused, or "".
    Thread: any.
    """

    __slots__ = ("_gate", "_left", "neighbourhood", "refusal")

    def __init__(self, gate: ConnectionGate, neighbourhood: str, refusal: str = "") -> None:
        self._gate = gate
        self._left = False
        self.neighbourhood = neighbourhood
        self.refusal = refusal

    def move_to(self, address: str) -> str:
        """Count the connection at the address of the proxy's client. Return why the client is refused, or ""."""
        return self._gate.move_admission(self, neighbourhood_of(address), time.monotonic())

    def give_back(self) -> None:
        """Count the connection no more. Idempotent."""
        if not self._left:
            self._left = True
            self._gate.release_admission(self)


class ConnectionGate:
    """The counts and rates of all connections. `now` is in seconds of a clock that only goes forward. Never blocks.

    Thread: any.
    """

    def __init__(self, limits: GateLimits, most: int) -> None:
        self.limits = limits
        self._most = most
        self._count = 0
        self._connected: Counter[str] = Counter()
        self._paces: dict[str, LineRateLimit] = {}
        self._counting = threading.Lock()
        self._warned_at = -FULL_WARNING_SECONDS
        self._refused = 0
        self._refusing = LineRateLimit(_REFUSED, _REFUSED_PER_SECOND, 0.0)

    def admit_connection(self, address: str, now: float) -> Admission | None:
        """Count one more connection, or a refused connection that will be told the reason.

        Return None if too many are being told already: the connection must be closed without a reason.
        """
        proxies = self.limits.proxies
        where = "" if proxies and lies_in_any(address, proxies) else neighbourhood_of(address)
        with self._counting:
            refusal = self._refusal_reason(where, now)
            if not refusal:
                self._count += 1
                self._connected[where] += 1
                return Admission(self, where)
            if self._refused >= _REFUSED or self._refusing.lines_allowed(now) < 1:
                return None
            self._refused += 1
            self._refusing.count_lines(1)
        return Admission(self, "", refusal)

    def move_admission(self, admission: Admission, where: str, now: float) -> str:
        """Count a connection in another neighbourhood. Return why that neighbourhood is refused, or ""."""
        with self._counting:
            refusal = self._refusal_reason(where, now, full=False)
            if not refusal:
                self._forget_if_empty(admission.neighbourhood)
                self._connected[where] += 1
                admission.neighbourhood = where
        return refusal

    def release_admission(self, admission: Admission) -> None:
        """Undo the count of `admit_connection`."""
        with self._counting:
            if admission.refusal:
                self._refused -= 1
            else:
                self._count -= 1
                self._forget_if_empty(admission.neighbourhood)

    def _forget_if_empty(self, where: str) -> None:
        self._connected[where] -= 1
        if self._connected[where] <= 0:
            del self._connected[where]

    def _refusal_reason(self, where: str, now: float, *, full: bool = True) -> str:
        """Return why one more connection of a neighbourhood is refused, or "".

        `full`: whether the connection needs one more descriptor.
        """
        limits = self.limits
        if full and self._count >= self._most:
            self._warn_full(now)
            return texts.CHAT_FULL
        if where and limits.per_address and self._connected[where] >= limits.per_address:
            return texts.TOO_MANY_CONNECTIONS
        if where and limits.per_minute and not self._in_time(where, limits.per_minute, now):
            return texts.CONNECTS_TOO_OFTEN
        return ""

    def _warn_full(self, now: float) -> None:
        """Warn the host in the log, at most once in FULL_WARNING_SECONDS."""
        if now - self._warned_at >= FULL_WARNING_SECONDS:
            self._warned_at = now
            _log.warning("%s", log.CHAT_IS_FULL(self._count))

    def _in_time(self, where: str, per_minute: int, now: float) -> bool:
        """Count a connection against the rate. Return False if the rate is exceeded.

        The connections of a whole minute may come at once.
        """
        pace = self._paces.pop(where, None) or LineRateLimit(per_minute, per_minute / 60, now)
        allowed = pace.lines_allowed(now) > 0
        if allowed:
            pace.count_lines(1)
        self._paces[where] = pace
        if len(self._paces) > _REMEMBERED:
            del self._paces[next(iter(self._paces))]  # the least recent neighbourhood
        return allowed
