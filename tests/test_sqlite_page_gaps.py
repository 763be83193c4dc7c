"""Copies of rows in the unused middles of pages: found, overwritten, and nothing else touched."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.sqlite_erasure import fill_gaps, truncate_log
from desktop_chat.sqlite_page_gaps import Gaps


@pytest.fixture(params=["NONE", "INCREMENTAL"])
def connection(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "t.db", isolation_level=None)) as connection:
        connection.execute(f"PRAGMA auto_vacuum = {request.param}")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (a INTEGER, b INTEGER, c TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID")
        connection.execute("CREATE TABLE u (id INTEGER PRIMARY KEY, c TEXT)")
        connection.execute("CREATE INDEX u_c ON u (c)")
        yield connection


def change(connection: sqlite3.Connection, chance: random.Random, count: int) -> None:
    """Insert, replace and delete rows, some of them long."""
    connection.execute("BEGIN")
    for _ in range(count):
        a, b = chance.randrange(20), chance.randrange(100_000)
        text = f"{chance.getrandbits(64):016x}" * chance.choice((1, 4, 20, 600))
        connection.execute("INSERT OR REPLACE INTO t VALUES (?, ?, ?)", (a, b, text))
        connection.execute("INSERT OR REPLACE INTO u VALUES (?, ?)", (b // 10, text[:300]))
        if chance.random() < 0.3:
            connection.execute("DELETE FROM t WHERE a = ? AND b BETWEEN ? AND ?", (a, b - 9000, b - 1))
            connection.execute("DELETE FROM u WHERE id = ?", (b // 7,))
    connection.execute("COMMIT")


def rows(connection: sqlite3.Connection) -> list[tuple[object, ...]]:
    found = [
        *connection.execute("SELECT * FROM t"),
        *connection.execute("SELECT * FROM u"),
        *connection.execute("SELECT c FROM u ORDER BY c"),
    ]
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_gaps_are_overwritten_and_no_row(tmp_path: Path, connection: sqlite3.Connection, seed: int) -> None:
    chance = random.Random(seed)
    change(connection, chance, 3000)
    assert truncate_log(connection) is not None
    gaps = Gaps(tmp_path / "t.db", connection)
    with closing(sqlite3.connect(tmp_path / "t.db")) as reader:
        for _ in range(4):
            before = rows(connection)
            dirty = [page for pages in gaps.find() for page in pages]
            assert dirty
            assert fill_gaps(connection, gaps, dirty)
            assert [page for pages in gaps.find() for page in pages] == []
            assert rows(connection) == before
            assert rows(reader) == before
            change(connection, chance, 300)
            assert truncate_log(connection) is not None
    with closing(sqlite3.connect(tmp_path / "t.db")) as other:
        assert rows(other) == rows(connection)
    connection.close()
    gaps.close()


def test_deleted_text_is_in_no_byte_of_the_file(tmp_path: Path, connection: sqlite3.Connection) -> None:
    chance = random.Random(9)
    change(connection, chance, 3000)
    gone = [text for (text,) in connection.execute("SELECT c FROM t WHERE b % 3 = 0")]
    connection.execute("DELETE FROM t WHERE b % 3 = 0")
    connection.executemany("DELETE FROM u WHERE c = ?", [(text[:300],) for text in gone])
    gaps = Gaps(tmp_path / "t.db", connection)
    assert truncate_log(connection) is not None
    assert fill_gaps(connection, gaps, [page for pages in gaps.find() for page in pages])
    raw = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert [text for text in gone if text[:16].encode() in raw] == []
    connection.close()
    gaps.close()


def test_cached_pages_do_not_restore_deleted_text(tmp_path: Path, connection: sqlite3.Connection) -> None:
    chance = random.Random(5)
    change(connection, chance, 500)
    gaps = Gaps(tmp_path / "t.db", connection)
    for _ in range(3):
        assert truncate_log(connection) is not None
        assert fill_gaps(connection, gaps, [page for pages in gaps.find() for page in pages])
        connection.execute("UPDATE t SET c = upper(c) WHERE length(c) < 20")  # no page is split
        assert truncate_log(connection) is not None
        assert [page for pages in gaps.find() for page in pages] == []
    connection.close()
    gaps.close()


def test_gaps_are_not_filled_while_a_reader_is_active(tmp_path: Path, connection: sqlite3.Connection) -> None:
    change(connection, random.Random(1), 300)
    gaps = Gaps(tmp_path / "t.db", connection)
    with closing(sqlite3.connect(tmp_path / "t.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM t").fetchone()
        change(connection, random.Random(2), 3)
        assert not fill_gaps(connection, gaps, [2, 3, 4])
        reader.execute("COMMIT")
        assert fill_gaps(connection, gaps, [2, 3, 4])
    connection.close()
    gaps.close()
