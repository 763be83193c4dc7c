"""Migration of a SQLite database, and the copy made before."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.sqlite_migration import NewerDatabaseError, Step, apply_steps, copy_database

FIRST = ("CREATE TABLE room (id INTEGER)", "INSERT INTO room VALUES (1)")
SECOND = ("ALTER TABLE room ADD COLUMN name TEXT",)
THIRD = ("UPDATE room SET name = 'tea'",)
BROKEN = ("CREATE TABLE half (a)", "CREATE TABLE room (a)")


class UserVersion:
    """The VersionRecord of these tests."""

    def read_version(self, connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def write_version(self, connection: sqlite3.Connection, version: int) -> None:
        connection.execute(f"PRAGMA user_version = {version}")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


@pytest.fixture
def connection(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def apply(connection: sqlite3.Connection, path: Path, *steps: Step) -> None:
    apply_steps(connection, path, steps, UserVersion())


def names(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return UserVersion().read_version(connection)


def test_new_database_gets_all_steps_without_a_copy(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST, SECOND, THIRD)
    assert connection.execute("SELECT * FROM room").fetchall() == [(1, "tea")]
    assert names(path) == ["a.db"]


def test_older_database_is_copied_once_and_gets_the_missing_steps(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST)
    apply(connection, path, FIRST, SECOND, THIRD)
    assert version(path) == 3
    assert names(path) == ["a.db", "a.db.before-v2"]
    assert version(path.with_name("a.db.before-v2")) == 1


def test_database_of_the_known_version_is_left_alone(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST, SECOND)
    apply(connection, path, FIRST, SECOND)
    assert names(path) == ["a.db"]


def test_step_that_fails_is_undone_and_earlier_steps_stay(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST)
    with pytest.raises(sqlite3.OperationalError, match="already exists"):
        apply(connection, path, FIRST, SECOND, BROKEN)
    assert not connection.in_transaction
    assert version(path) == 2
    assert not connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchall()


def test_newer_database_is_refused(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST, SECOND)
    with pytest.raises(NewerDatabaseError) as refused:
        apply(connection, path, FIRST)
    assert (refused.value.version, refused.value.known) == (2, 1)


def test_copy_replaces_an_older_file(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST)
    copy = path.with_name("copy.db")
    copy.write_bytes(b"old")
    copy_database(connection, copy)
    assert version(copy) == 1
    assert names(path) == ["a.db", "copy.db"]


def test_copy_that_cannot_be_made_leaves_the_older_file(connection: sqlite3.Connection, path: Path) -> None:
    apply(connection, path, FIRST)
    copy = path.with_name("copy.db")
    copy.write_bytes(b"old")
    path.with_name("copy.db.part").mkdir()
    with pytest.raises(OSError, match=r"copy\.db\.part"):
        copy_database(connection, copy)
    assert copy.read_bytes() == b"old"
