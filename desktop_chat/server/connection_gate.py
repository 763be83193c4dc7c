"""Gate: whether one more connection may come in. How many there may be, from one address and in all, and how fast."""

from __future__ import annotations

import logging
import threading
import time
from collections import Counter
from dataclasses import dataclass

from desktop_chat.net.neighbourhood import lies_in_any, neighbourhood_of
from desktop_chat.server.throttle import LineRateLimit
from desktop_chat.texts import server as texts

PER_SELECT = 500
"""Sockets that one thread can watch where the system has nothing better than select()."""
_WANTED = 65536
_RESERVED = 128
"""Descriptors that are not connections: the database's, the log, the other threads'."""
FULL_WARNING_SECONDS = 60.0
"""Seconds between two warnings that no connection can be accepted."""
_REFUSED, _REFUSED_PER_SECOND = 64, 20
"""Connections that are being told why they may not come in, at a time and a second: each is a TLS handshake."""
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
    """`per_address` at a time and `per_minute` from one address: 0 for any number. `proxies`: addresses and networks
    that connect for others and are not counted themselves."""

    per_address: int
    per_minute: int
    proxies: tuple[str, ...] = ()


class Admission:
    """What one connection takes of a Gate, from `Gate.enter` until `leave`. Any thread; never blocks.

    `neighbourhood`: where it is counted, "" for a gateway and for one that is only told the `refusal`: why it may not
    come in, "" for one that may.
    """

    __slots__ = ("_gate", "_left", "neighbourhood", "refusal")

    def __init__(self, gate: ConnectionGate, neighbourhood: str, refusal: str = "") -> None:
        self._gate = gate
        self._left = False
        self.neighbourhood = neighbourhood
        self.refusal = refusal

    def move_to(self, address: str) -> str:
        """Count the connection at the address for which its gateway speaks; or why not, as the client is told."""
        return self._gate.move_admission(self, neighbourhood_of(address), time.monotonic())

    def give_back(self) -> None:
        """Give back what was taken. Idempotent."""
        if not self._left:
            self._left = True
            self._gate.release_admission(self)


class ConnectionGate:
    """Any thread; never blocks. Times in seconds of a clock that only goes forward."""

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
        """Count one more connection in, or the telling of a refusal. None where so many are told that this one must be
        closed without a word."""
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
        """Count a connection elsewhere; or why it may not come from there."""
        with self._counting:
            refusal = self._refusal_reason(where, now, full=False)
            if not refusal:
                self._forget_if_empty(admission.neighbourhood)
                self._connected[where] += 1
                admission.neighbourhood = where
        return refusal

    def release_admission(self, admission: Admission) -> None:
        """Take back what `enter` counted."""
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
        """Why one more connection from there may not come in, "" where it may. `full`: it needs a descriptor more."""
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
        """To whoever runs this chat, once a minute at most."""
        if now - self._warned_at >= FULL_WARNING_SECONDS:
            self._warned_at = now
            _log.warning("This chat is full: it holds %d connections, and this computer allows no more.", self._count)

    def _in_time(self, where: str, per_minute: int, now: float) -> bool:
        """A whole minute's connections may come at once, then they come at that pace."""
        pace = self._paces.pop(where, None) or LineRateLimit(per_minute, per_minute / 60, now)
        allowed = pace.lines_allowed(now) > 0
        if allowed:
            pace.count_lines(1)
        self._paces[where] = pace
        if len(self._paces) > _REMEMBERED:
            del self._paces[next(iter(self._paces))]  # the one that has not come for longest
        return allowed
