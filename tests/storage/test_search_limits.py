"""A search that would go through too much is broken off, and the next one is answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.storage import search_limits
from desktop_chat.storage.records import Room
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import SearchQuery, SearchTooWide
from tests.patience import SECONDS
from tests.storage.entries import entry, opened, settle

ROOMS = 30


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with opened(tmp_path / "chat.db") as store:
        rooms = [Room(number, "channel", f"#{number}") for number in range(1, ROOMS + 1)]
        said = [entry(number, room=1 + number % ROOMS, text=f"tea{number} milk") for number in range(1, 601)]
        settle(store, store.submit([*rooms, *said]))
        assert store.wait_until_indexed(SECONDS)
        yield store


QUERY = SearchQuery(
    rooms=tuple(range(1, ROOMS + 1)), identity="", text="tea*", author="", start=None, end=None, limit=50
)


def found(store: SqlStore) -> int:
    return len(store.read(QUERY))


def test_slow_search_is_interrupted(store: SqlStore, monkeypatch: pytest.MonkeyPatch) -> None:
    assert found(store) == 50
    monkeypatch.setattr(search_limits, "MOST_SECONDS", -1.0)
    with pytest.raises(SearchTooWide, match="name a room"):
        store.read(QUERY)
    monkeypatch.undo()
    assert found(store) == 50


def test_search_with_too_many_terms_is_refused(store: SqlStore) -> None:
    words = " ".join(f"w{number}" for number in range(search_limits.MOST_TERMS // ROOMS))
    assert store.read(replace(QUERY, text=words)) == ()
    with pytest.raises(SearchTooWide):
        store.read(replace(QUERY, text=f"{words} more"))
    assert store.read(replace(QUERY, rooms=(1,), text=f"{words} more")) == ()
