"""Resend ids: by author, and limited."""

from __future__ import annotations

from desktop_chat.hub.live.fanout import Statement
from desktop_chat.hub.records.recent_resends import MOST_AUTHORS, MOST_IDS, RecentResends

STATEMENT = Statement(":ann PRIVMSG #tea :hi", "T")


def test_message_is_found_by_author_and_id() -> None:
    recent = RecentResends()
    recent.remember("cert:a", "id", STATEMENT, 7)
    assert recent.find("cert:a", "id") == (STATEMENT, 7)
    assert recent.find("cert:b", "id") is None
    assert recent.find("cert:a", "other") is None


def test_oldest_ids_and_authors_are_dropped() -> None:
    recent = RecentResends()
    for number in range(MOST_IDS + 1):
        recent.remember("cert:a", str(number), STATEMENT, number)
    assert recent.find("cert:a", "0") is None
    assert recent.find("cert:a", "1") == (STATEMENT, 1)
    for number in range(MOST_AUTHORS):
        recent.remember(f"cert:{number}", "id", STATEMENT, 0)
    assert recent.find("cert:a", "1") is None
    assert recent.find("cert:0", "id") is not None
