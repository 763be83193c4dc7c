from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.storage.migrations import MIGRATIONS
from desktop_chat.storage.records import EntryGrant, InviteLink, Room, SeenMark
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import HistoryAnchor, HistoryQuery, HistorySlice, StoreError

from .entries import NOW, entry, opened, settle

FIRST = (tuple(text for step in MIGRATIONS for text in step),)
"""All that there is as one step: what comes after it is what is tried here."""
NEXT = ("ALTER TABLE room ADD COLUMN colour TEXT NOT NULL DEFAULT ''",)
AFTER_NEXT = ("ALTER TABLE room ADD COLUMN shape TEXT NOT NULL DEFAULT ''", "CREATE TABLE extra (a INTEGER)")
BROKEN = ("CREATE TABLE half (a INTEGER)", "CREATE TABLE entry (a INTEGER)")


def versions(path: Path) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT version, at FROM migration ORDER BY version").fetchall()


def columns(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return [row[1] for row in connection.execute("PRAGMA table_info(room)")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database of version 1 with something in it."""
    path = tmp_path / "chat.db"
    store = SqlStore.open(path, now=NOW, migrations=FIRST)
    settle(store, store.submit([entry(1)]))
    store.close()
    return path


def test_a_new_database_is_made_without_copies(tmp_path: Path) -> None:
    with opened(tmp_path / "chat.db") as store:
        assert store.load().rooms == ()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["chat.db", "chat.search.db"]
    assert versions(tmp_path / "chat.db") == [(step, NOW) for step in range(1, len(MIGRATIONS) + 1)]


def test_missing_steps_are_applied_after_one_copy(path: Path) -> None:
    SqlStore.open(path, now=NOW + 5, migrations=(FIRST[0], NEXT, AFTER_NEXT)).close()
    assert versions(path) == [(1, NOW), (2, NOW + 5), (3, NOW + 5)]
    assert columns(path)[-2:] == ["colour", "shape"]
    copy = path.with_name("chat.db.before-v2")
    assert versions(copy) == [(1, NOW)]
    assert "colour" not in columns(copy)
    assert sorted(file.name for file in path.parent.glob("chat.db*")) == ["chat.db", "chat.db.before-v2"]


def test_copy_contains_the_entries_and_opens(path: Path) -> None:
    SqlStore.open(path, now=NOW, migrations=(FIRST[0], NEXT)).close()
    older = SqlStore.open(path.with_name("chat.db.before-v2"), now=NOW, migrations=FIRST)
    assert older.read(HistoryQuery(1, HistorySlice.LATEST, HistoryAnchor(), 10, 10)) == (entry(1),)
    older.close()


def test_copy_contains_the_write_ahead_log(path: Path) -> None:
    """The database of a run that was killed has its newest Entries beside the file."""
    with closing(sqlite3.connect(path)) as alive:
        alive.execute("INSERT INTO room VALUES (1, 'channel', '#lobby', '', 0, 0)")
        alive.commit()
        SqlStore.open(path, now=NOW, migrations=(FIRST[0], NEXT)).close()
    with closing(sqlite3.connect(path.with_name("chat.db.before-v2"))) as copied:
        assert copied.execute("SELECT a FROM room").fetchall() == [("#lobby",)]


def test_a_step_that_fails_changes_nothing(path: Path) -> None:
    with pytest.raises(StoreError, match=r"chat\.db cannot be used \(table entry already exists\)\."):
        SqlStore.open(path, now=NOW, migrations=(FIRST[0], BROKEN))
    assert versions(path) == [(1, NOW)]
    with closing(sqlite3.connect(path)) as connection:
        assert not connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall()
    store = SqlStore.open(path, now=NOW, migrations=FIRST)
    assert store.load().last_sequence == 1
    store.close()


def test_failed_copy_stops_the_migration(path: Path) -> None:
    path.with_name("chat.db.before-v2.part").mkdir()
    with pytest.raises(StoreError, match=r"chat\.db cannot be used"):
        SqlStore.open(path, now=NOW, migrations=(FIRST[0], NEXT))
    assert versions(path) == [(1, NOW)]


def test_a_newer_database_is_refused_and_left_alone(path: Path) -> None:
    SqlStore.open(path, now=NOW, migrations=(FIRST[0], NEXT)).close()
    before = path.read_bytes()
    with pytest.raises(StoreError) as refused:
        SqlStore.open(path, now=NOW, migrations=FIRST)
    assert str(refused.value) == (
        f"{path} was written by a newer version of Desktop Chat (database version 2, this program knows 1)."
        " Use the newer program, or a copy of the file from before."
    )
    assert path.read_bytes() == before


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE bookmarks (a)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="is a database of another program"):
        SqlStore.open(path, now=NOW)
    assert path.read_bytes() == before


def test_what_earlier_versions_did_not_know_is_zero(tmp_path: Path) -> None:
    path, mark = tmp_path / "chat.db", SeenMark("cert:aa", 1, 5, present=False, entered=3)
    SqlStore.open(path, now=NOW, migrations=MIGRATIONS[:11]).close()
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("INSERT INTO seen VALUES ('cert:aa', 1, 5, 0), ('cert:bb', 1, 6, 0)")
        connection.execute("INSERT INTO room VALUES (1, 'channel', '#tea', '', 0)")
        connection.execute("INSERT INTO shared_file VALUES ('a', 'b', 'c', 'd', 1, 'e', 'f', 1, '', 2, 3)")
    with opened(path) as store:
        stored = store.load()
        assert [one.entered for one in stored.seen] == [0, 0]
        assert [file.sequence for file in stored.files] == [0]
        assert stored.rooms == (Room(1, "channel", "#tea"),)
        settle(store, store.submit([mark, replace(stored.files[0], sequence=9)]))
    with opened(path) as store:
        assert store.load().seen[0] == mark
        assert store.load().files[0].sequence == 9


def test_links_and_grants_are_kept_replaced_and_deleted(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    family, work = InviteLink("fam1234567", "Family", NOW), InviteLink("work234567", "", NOW + 1, 3, NOW + 2)
    grants = [EntryGrant(f"cert:{letter}", "fam1234567", NOW + number) for number, letter in enumerate("abc")]
    with opened(path) as store:
        settle(store, store.submit([family, work, *grants]))
        settle(store, store.submit([replace(family, uses=2, used_at=NOW), replace(work, dropped=True)]))
        settle(store, store.submit([replace(grants[1], dropped=True)]))
    with opened(path) as store:
        stored = store.load()
    assert stored.links == (InviteLink("fam1234567", "Family", NOW, 2, NOW),)
    assert stored.grants == (grants[0], grants[2])
