from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from desktop_chat.storage.commit_writer import LONG_RUN, ChangeBatch, CommitWriter
from desktop_chat.storage.migrations import MIGRATIONS
from desktop_chat.storage.records import Change, ChannelState, EntryRun, IdentitySeen, Room, SeenMark
from desktop_chat.storage.rows import ENTRY_COLUMNS, run_rows
from tests.storage.entries import entry


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(":memory:", isolation_level=None)
    for step in MIGRATIONS:
        for statement in step:
            database.execute(statement)
    yield database
    database.close()


def count(connection: sqlite3.Connection, table: str) -> int:
    (rows,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return int(rows)


@pytest.mark.parametrize("many", [1, 2, 3, 100, 255, 256, 257, 1000])
def test_each_row_is_written_once_whatever_their_number(connection: sqlite3.Connection, many: int) -> None:
    changes: list[Change] = [entry(sequence, resend=str(sequence)) for sequence in range(1, many + 1)]
    changes += [SeenMark("ann", room, 1, present=True) for room in range(many)]
    CommitWriter(connection).commit_changes(changes)
    assert [count(connection, table) for table in ("entry", "resend", "seen")] == [many, many, many]


def test_repeated_commit_changes_nothing(connection: sqlite3.Connection) -> None:
    changes: list[Change] = [
        *(entry(sequence, resend="x") for sequence in range(1, 6)),
        Room(1, "channel", "#lobby"),
        ChannelState(1, "#lobby", 5),
        IdentitySeen("cert:aa", "ann", "ann", "host", 3),
        SeenMark("cert:aa", 1, 5, present=True),
    ]
    writer = CommitWriter(connection)
    writer.commit_changes(changes)
    before = list(connection.iterdump())
    writer.commit_changes(changes)
    assert list(connection.iterdump()) == before


def test_the_last_state_of_a_batch_counts(connection: sqlite3.Connection) -> None:
    writer = CommitWriter(connection)
    writer.commit_changes([SeenMark("ann", 1, 4, present=True), SeenMark("ann", 1, 9, present=False)])
    assert connection.execute("SELECT upto, present FROM seen").fetchall() == [(9, 0)]
    writer.commit_changes([ChannelState(1, "#a", 1), ChannelState(1, "#a", 1, dropped=True)])
    assert count(connection, "channel_state") == 0
    writer.commit_changes([ChannelState(1, "#a", 1, dropped=True), ChannelState(1, "#b", 2)])
    assert connection.execute("SELECT name FROM channel_state").fetchall() == [("#b",)]


def test_first_entry_of_a_resend_id_stays(connection: sqlite3.Connection) -> None:
    CommitWriter(connection).commit_changes([entry(1, resend="x"), entry(2, resend="x")])
    assert connection.execute("SELECT sequence FROM resend").fetchall() == [(1,)]


def test_commit_uses_few_statements() -> None:
    said = [entry(sequence) for sequence in range(1, 201)]
    assert len(list(ChangeBatch(said).build_statements())) == 1
    assert len(list(ChangeBatch(said * 2).build_statements())) == 2
    assert not list(ChangeBatch([]).build_statements())


def test_failed_commit_leaves_nothing_behind(connection: sqlite3.Connection) -> None:
    writer = CommitWriter(connection)
    connection.execute("DROP TABLE seen")
    with pytest.raises(sqlite3.OperationalError):
        writer.commit_changes([entry(1), SeenMark("ann", 1, 1, present=True)])
    assert count(connection, "entry") == 0
    assert not connection.in_transaction
    writer.commit_changes([])
    writer.commit_changes([entry(1)])
    assert count(connection, "entry") == 1


@pytest.mark.parametrize("many", [1, LONG_RUN - 1, LONG_RUN, 300])
def test_entry_run_is_written_as_entries(connection: sqlite3.Connection, many: int) -> None:
    texts = tuple(f"{number} 'ж' \" \\ \t 😀" for number in range(many))
    talk = EntryRun(
        room=1,
        sequence=10,
        time=5,
        source="ann!ann@host",
        target="#tea",
        texts=texts,
        identity="cert:aa",
        account="ann",
    )
    writer = CommitWriter(connection)
    writer.commit_changes([talk])
    writer.commit_changes([talk, SeenMark("ann", 1, 4, present=True)])  # repeated, it changes nothing
    found = connection.execute(f"SELECT {ENTRY_COLUMNS} FROM entry ORDER BY sequence").fetchall()
    assert found == run_rows(talk)
