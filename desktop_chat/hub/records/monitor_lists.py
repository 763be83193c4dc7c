"""MonitorLists: the nicks that each connection watches. Pure.

Spec: https://ircv3.net/specs/extensions/monitor
"""

from __future__ import annotations

from collections.abc import Collection

from desktop_chat.hub.live.user import Seat
from desktop_chat.irc.names import fold_name

LIMIT = 100
"""Nicks that one connection may watch."""


class MonitorLists:
    """Watched nicks by Seat. Nicks are compared folded, and shown as the watcher wrote them."""

    def __init__(self) -> None:
        self._watched: dict[Seat, dict[str, str]] = {}
        self._watchers: dict[str, dict[Seat, None]] = {}

    def watch_nick(self, seat: Seat, nick: str) -> bool:
        """Watch a nick. Return False if the list is full."""
        watched = self._watched.setdefault(seat, {})
        key = fold_name(nick)
        if key not in watched and len(watched) >= LIMIT:
            return False
        watched.setdefault(key, nick)
        self._watchers.setdefault(key, {})[seat] = None
        return True

    def unwatch_nick(self, seat: Seat, nick: str) -> None:
        """Stop watching a nick."""
        key = fold_name(nick)
        if self._watched.get(seat, {}).pop(key, None) is not None:
            self._forget_watcher(key, seat)

    def unwatch_all(self, seat: Seat) -> None:
        """Stop watching all nicks, also because the Seat has ended."""
        for key in self._watched.pop(seat, {}):
            self._forget_watcher(key, seat)

    def _forget_watcher(self, key: str, seat: Seat) -> None:
        watchers = self._watchers[key]
        watchers.pop(seat, None)
        if not watchers:
            del self._watchers[key]

    def watched_nicks(self, seat: Seat) -> Collection[str]:
        """Return the nicks that a Seat watches, in the order of the requests."""
        return self._watched.get(seat, {}).values()

    def watchers_of(self, folded: str) -> Collection[Seat]:
        """Return the Seats with the nick in their lists."""
        return self._watchers.get(folded, {}).keys()
