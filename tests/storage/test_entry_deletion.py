"""Deleted rooms: their Entries go, the records go last, and other rooms stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.storage.records import DELETED_KIND, Room
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import HistoryAnchor, HistoryQuery, HistorySlice, SearchQuery
from tests.patience import SECONDS
from tests.storage.entries import NOW, entry, opened, settle

_ROOMS = (Room(1, "channel", "#lobby"), Room(2, "channel", "#tea"))
_DELETED = Room(2, DELETED_KIND, "", sealed=True)


def _texts(store: SqlStore, room: int) -> list[str]:
    found = store.read(HistoryQuery(room, HistorySlice.LATEST, HistoryAnchor(), 100, 10_000, events=True))
    return [one.text for one in found]


def _find(text: str, room: int) -> SearchQuery:
    return SearchQuery(rooms=(room,), identity="", text=text, author="", start=None, end=None, limit=10)


def test_entries_of_a_deleted_room_are_deleted_and_not_found(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        spoken = [entry(number, room=1 + number % 2, text=f"word{number} secret") for number in range(1, 901)]
        joined = replace(entry(901, room=2), command="JOIN")
        settle(store, store.submit([*_ROOMS, *spoken, joined]))
        assert store.wait_until_indexed()
        settle(store, store.submit([_DELETED]))
        assert store.erased(20)
        assert _texts(store, 2) == []
        assert len(_texts(store, 1)) == 100
        assert not store.read(_find("secret", 2))
        assert store.read(_find("secret", 1))
        assert store.count_messages() == {1: (450, NOW + 900)}
    assert b"word899 secret" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with opened(tmp_path / "chat.db") as store:
        assert store.load().rooms == _ROOMS[:1]


def test_room_with_a_term_of_its_own_forgets_earlier(tmp_path: Path) -> None:
    day, now = 24 * 60 * 60 * 1000, now_ms()
    said = [entry(number, room=1 + number % 2, time=now - 3 * day, text=f"early{number}") for number in range(1, 501)]
    late = [entry(900 + room, room=room, time=now, text="late") for room in (1, 2)]
    with opened(tmp_path / "chat.db") as store:
        settle(
            store,
            store.submit([*_ROOMS, *said, *late, replace(entry(700, room=2, time=now - 3 * day), command="JOIN")]),
        )
        settle(store, store.submit([replace(_ROOMS[1], keep_days=7)]))
        assert store.erased(SECONDS)
        assert len(_texts(store, 2)) == 100
        settle(store, store.submit([replace(_ROOMS[1], keep_days=1, sealed=True)]))
        assert store.erased(SECONDS)
        assert _texts(store, 2) == ["late"]
        assert len(_texts(store, 1)) == 100
        assert not store.read(_find("early*", 2))
    assert b"early499" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())
    with opened(tmp_path / "chat.db") as store:
        assert store.load().rooms[1].keep_days == 1
        store.set_retention_days(1)
        assert store.erased(SECONDS)
        assert [_texts(store, room) for room in (1, 2)] == [["late"], ["late"]]


def test_a_deletion_is_continued_at_the_next_start(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        settle(store, store.submit([_DELETED, *(entry(number, room=2) for number in range(1, 500))]))
    with opened(tmp_path / "chat.db") as store:
        assert store.erased(20)
        assert store.count_messages() == {}
        assert store.load().rooms == ()
