"""A search in an archive that waits for its results, for tests."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import date

from desktop_chat.client.archive import Archive
from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.archive_search import SearchScope
from desktop_chat.client.search_filters import parse_filters
from tests.patience import SECONDS


def find(archive: Archive, typed: str, *, network: str = "", room: str = "", limit: int = 100) -> list[SearchResult]:
    """Return what a person would find."""
    answered = threading.Event()
    found: list[SearchResult] = []

    def take(results: Sequence[SearchResult]) -> None:
        found.extend(results)
        answered.set()

    scope = SearchScope(network=network, room=room, limit=limit)
    archive.search_entries(parse_filters(typed, date(2026, 5, 20)), scope, take)
    assert answered.wait(SECONDS)
    return found
