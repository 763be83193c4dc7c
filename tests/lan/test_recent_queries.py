"""The last queries are answered once more after a change, never with more bytes than were asked."""

from __future__ import annotations

from desktop_chat.lan import recent_queries
from desktop_chat.lan.beacon import QUERY_BYTES
from desktop_chat.lan.recent_queries import RecentQueries


def test_news_goes_once_to_the_last_query_of_each_source() -> None:
    queries = RecentQueries[str]()
    queries.note_answer("ann", "1", b"x" * 200, 0.0)
    queries.note_answer("old", "2", b"x" * 200, 0.0)
    queries.note_answer("ann", "3", b"x" * 400, 3.0)
    assert queries.take_all(4.0) == [("ann", "3", QUERY_BYTES - 400)]
    assert queries.take_all(4.0) == []


def test_sources_are_limited() -> None:
    queries = RecentQueries[int]()
    for number in range(recent_queries.MOST + 5):
        queries.note_answer(number, "1", b"", 0.0)
    assert [way for way, _, _ in queries.take_all(0.0)] == list(range(5, recent_queries.MOST + 5))
