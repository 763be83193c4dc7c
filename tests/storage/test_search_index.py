"""What was said is found: against a model, and after everything that may happen to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.clock import now_ms
from desktop_chat.storage.msgid import msgid_of
from desktop_chat.storage.records import Change, Entry, Redaction, Room
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import SearchQuery
from tests.patience import SECONDS
from tests.storage.entries import NOW, entry, opened, settle

ROOMS = (Room(1, "channel", "#one"), Room(2, "channel", "#two"), Room(3, "direct", "ann", "bob"))
TABLES = ("entry", "event", "edit", "forgotten", "resend")
ALL = SearchQuery(rooms=(1, 2), identity="ann", text="", author="", start=None, end=None, limit=50)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    with opened(tmp_path / "chat.db") as store:
        keep(store, *ROOMS)
        yield store


def keep(store: SqlStore, *changes: Change) -> None:
    """Have it on disk and in the index."""
    settle(store, store.submit(changes))
    assert store.wait_until_indexed(SECONDS)


def found(store: SqlStore, query: SearchQuery) -> list[int]:
    """The sequences of what is found."""
    return [entry.sequence for entry in store.read(query)]


def words(text: str) -> SearchQuery:
    return replace(ALL, text=text)


def correction(sequence: int, original: int, text: str) -> Entry:
    return replace(entry(sequence, text=text), tags={"+desktop-chat/edit": msgid_of(1, original)})


def indexed_terms(folder: Path) -> set[str]:
    """Every term that the index knows of."""
    with closing(sqlite3.connect(folder / "chat.search.db")) as index:
        index.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'words', 'row')")
        return {term for (term,) in index.execute("SELECT term FROM terms")}


def test_search_finds_by_words_author_and_time(store: SqlStore) -> None:
    said = ["Hello world", "hello there", "WORLD peace", "held"]
    keep(store, *(entry(number, text=text) for number, text in enumerate(said, 1)))
    keep(store, entry(5, room=2, text="hello two"), entry(6, room=3, text="hello secret"))
    keep(store, replace(entry(7, text="hello from bob"), source="Bob!b@h"))
    assert found(store, words("hello")) == [1, 2, 5, 6, 7]
    assert found(store, words("hello world")) == [1]
    assert found(store, words("hel*")) == [1, 2, 4, 5, 6, 7]
    assert found(store, words("world nobody")) == []
    assert found(store, words("...")) == []
    assert found(store, ALL) == [1, 2, 3, 4, 5, 6, 7]
    assert found(store, replace(ALL, limit=2)) == [6, 7]
    assert found(store, replace(ALL, limit=0)) == []
    assert found(store, replace(ALL, author="BOB")) == [7]
    assert found(store, replace(ALL, author="bob", text="world")) == []
    assert found(store, replace(ALL, rooms=(2,), identity="", text="hello")) == [5]
    assert found(store, replace(ALL, rooms=(), identity="bob", text="hello")) == [6]
    assert found(store, replace(ALL, rooms=(), identity="eve")) == []
    assert found(store, replace(ALL, start=NOW + 3)) == [3, 4, 5, 6, 7]
    assert found(store, replace(ALL, start=NOW + 3, limit=2)) == [3, 4]
    assert found(store, replace(ALL, end=NOW + 3)) == [1, 2, 3]
    assert found(store, replace(ALL, end=NOW + 3, limit=2)) == [2, 3]
    assert found(store, replace(ALL, start=NOW + 3, end=NOW + 5, limit=2)) == [4, 5]
    partly = replace(ALL, since=((1, 3), (2, 6)))
    assert found(store, replace(partly, text="hello")) == [6, 7]
    assert found(store, partly) == [3, 4, 6, 7]
    assert found(store, replace(partly, limit=3)) == [4, 6, 7]
    assert found(store, replace(partly, start=NOW + 1, limit=2)) == [3, 4]


def test_many_rooms_and_many_entries(store: SqlStore) -> None:
    rooms = [Room(number, "channel", f"#{number}") for number in range(10, 200)]
    said = [entry(number, room=10 + number % 190, text=f"tea number {number}") for number in range(1, 3000)]
    keep(store, *rooms, *said)
    everywhere = SearchQuery(
        rooms=tuple(range(10, 200)), identity="", text="tea", author="", start=None, end=None, limit=50
    )
    assert found(store, everywhere) == list(range(2950, 3000))
    assert found(store, replace(everywhere, text="tea 1717")) == [1717]
    assert found(store, replace(everywhere, rooms=(11,), text="tea", limit=2)) == [2661, 2851]


def test_edit_is_found_in_place_of_its_original(store: SqlStore, tmp_path: Path) -> None:
    keep(store, entry(1, text="teh first"), entry(2, text="second"))
    keep(store, correction(3, 1, "the frist"))
    assert found(store, words("teh")) == []
    (item,) = store.read(words("frist"))
    assert (item.sequence, item.current, item.edited) == (1, "the frist", NOW + 3)
    keep(store, correction(4, 1, "the first"), entry(5, text="wrnog"), correction(6, 5, "wrong"))
    assert [found(store, words(text)) for text in ("frist", "first", "wrnog", "wrong")] == [[], [1], [], [5]]
    keep(store, Redaction(1, 1))
    assert found(store, words("first")) == []
    store.close()
    assert "1:first" not in indexed_terms(tmp_path)


def test_deleted_text_is_gone_from_every_file(store: SqlStore, tmp_path: Path) -> None:
    keep(store, entry(1, text="secret"), entry(2, text="secret too"), entry(3, text="kept"))
    settle(store, store.submit([Redaction(1, 1)]))
    keep(store, entry(4, text="unsaid"), Redaction(1, 4))
    assert found(store, words("secret")) == [2]
    assert found(store, words("unsaid")) == []
    keep(store, Redaction(1, 2))
    assert store._connection.execute("SELECT * FROM forgotten").fetchall() == []
    store.close()
    assert {"1:kept"} <= indexed_terms(tmp_path)
    assert not {"1:secret", "1:too", "1:unsaid"} & indexed_terms(tmp_path)


def test_indexing_continues_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with opened(path) as store:
        keep(store, *ROOMS, entry(1, text="before"))
        settle(store, store.submit([entry(2, text="unindexed perhaps")]))
    with opened(path) as store:
        assert store.wait_until_indexed(SECONDS)
        assert (found(store, words("before")), found(store, words("perhaps"))) == ([1], [2])


@pytest.mark.parametrize("harm", ["missing", "nonsense", "another chat's", "older"])
def test_lost_index_is_rebuilt(tmp_path: Path, harm: str) -> None:
    path, index = tmp_path / "chat.db", tmp_path / "chat.search.db"
    with opened(path) as store:
        keep(store, *ROOMS, *(entry(number, text="words") for number in range(1, 1200)))
    if harm == "missing":
        index.unlink()
    elif harm == "nonsense":
        index.write_bytes(b"nonsense" * 5000)
    else:
        with closing(sqlite3.connect(index)) as connection:
            column = "chat" if harm == "another chat's" else "version"
            connection.execute(f"UPDATE about SET {column} = -1")
            connection.commit()
    with opened(path) as store:
        assert store.wait_until_indexed(SECONDS)
        assert found(store, words("words")) == list(range(1150, 1200))


def test_expired_entries_are_not_found(store: SqlStore, tmp_path: Path) -> None:
    day, now = 24 * 60 * 60 * 1000, now_ms()
    old = [replace(entry(number, time=now - 3 * day, text="old"), resend=f"r{number}") for number in range(1, 500)]
    events = [replace(entry(number, time=now - 3 * day), command="JOIN") for number in range(500, 900)]
    young = correction(901, 7, "old corrected")
    keep(store, *old, *events, replace(young, time=now), entry(902, time=now, text="young"))
    store.set_retention_days(30)
    assert store.wait_until_indexed(SECONDS)
    assert len(found(store, words("old"))) == 50
    store.set_retention_days(2)
    assert store.wait_until_indexed(SECONDS)
    assert found(store, words("old")) == []
    assert found(store, words("young")) == [902]
    counts = [store._connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES]
    assert counts == [1, 0, 0, 0, 0]
    store.close()
    assert "1:old" not in indexed_terms(tmp_path)


def test_search_uses_the_index(store: SqlStore) -> None:
    keep(store, entry(1, text='tea "quoted" OR x'))
    assert found(store, words('"quoted" OR')) == [1]
    assert found(store, words("NEAR(tea) -x ^ {")) == []
