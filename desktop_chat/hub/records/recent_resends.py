"""RecentResends: the latest messages of each author by resend id, so that a repeated message is delivered once. Pure.

Spec: docs/specifications/resend.md
"""

from __future__ import annotations

from collections import OrderedDict

from desktop_chat.hub.live.fanout import Statement

MOST_IDS = 256
"""Ids of one author."""
MOST_AUTHORS = 1000


class RecentResends:
    """Statements with their commits. Beyond the limits, the oldest id and the least recent author are dropped."""

    def __init__(self) -> None:
        self._recent: OrderedDict[str, OrderedDict[str, tuple[Statement, int]]] = OrderedDict()

    def remember(self, author: str, resend: str, statement: Statement, commit: int) -> None:
        """Remember a message under the id from the author."""
        recent = self._recent.setdefault(author, OrderedDict())
        self._recent.move_to_end(author)
        recent[resend] = (statement, commit)
        if len(recent) > MOST_IDS:
            recent.popitem(last=False)
        if len(self._recent) > MOST_AUTHORS:
            self._recent.popitem(last=False)

    def find(self, author: str, resend: str) -> tuple[Statement, int] | None:
        """Return the author's message with the id and the commit, or None."""
        recent = self._recent.get(author)
        return recent.get(resend) if recent is not None else None
