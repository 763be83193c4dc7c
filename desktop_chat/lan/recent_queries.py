"""RecentQueries: the answered queries of clients that look for chats right now. Pure.

A client that asks sees a changed number of people at once. Answer and news together are never longer than the query,
so nobody sends more to a forged source than what arrived.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from desktop_chat.lan.beacon import QUERY_BYTES

KEPT_SECONDS = 4.0
"""Seconds for which a client waits for news: it asks again after three."""
MOST = 64
_Way = TypeVar("_Way")


class RecentQueries(Generic[_Way]):
    """The last query of each source. `_Way`: how the source is reached. Times are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._queries: dict[_Way, tuple[str, int, float]] = {}

    def note_answer(self, way: _Way, nonce: str, answer: bytes, now: float) -> None:
        """Note the answer to a query. Beyond MOST sources the oldest is dropped."""
        self._queries.pop(way, None)
        self._queries[way] = (nonce, QUERY_BYTES - len(answer), now)
        if len(self._queries) > MOST:
            del self._queries[next(iter(self._queries))]

    def take_all(self, now: float) -> list[tuple[_Way, str, int]]:
        """Return the sources that still wait, with the nonce and the most bytes of the news. Forget all."""
        taken, self._queries = self._queries, {}
        return [(way, nonce, left) for way, (nonce, left, since) in taken.items() if now - since < KEPT_SECONDS]
