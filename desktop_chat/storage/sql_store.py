"""SqlStore: the Store in one SQLite file. This module is the map of the package.

`submit` -> `commit_thread` gathers -> `commit_writer` commits -> `durable` advances, watchers are called.
`read` -> `commit_thread` waits until the Entries are durable -> `reader_pool` lends a connection -> `queries` answers.
`search_index` follows the commits with a full-text index of its own (`search_indexer`, `search_terms`), and deletes
expired Entries (`retention`) and the remains of deleted text (`erasure`).
`migrations` makes the tables, `rows` writes and reads the values in them.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from desktop_chat.files import keep_database_private, remove_old_copies
from desktop_chat.sqlite_erasure import make_compactable, prepare, truncate_log
from desktop_chat.sqlite_migration import copy_database
from desktop_chat.sqlite_page_gaps import Gaps
from desktop_chat.storage import rows
from desktop_chat.storage.commit_thread import CommitThread
from desktop_chat.storage.commit_writer import CommitWriter
from desktop_chat.storage.error_texts import explain_error
from desktop_chat.storage.migrate import apply_migrations
from desktop_chat.storage.migrations import MIGRATIONS
from desktop_chat.storage.preallocate_wal import preallocate_wal
from desktop_chat.storage.queries import QueryRunner
from desktop_chat.storage.reader_pool import ReaderPool
from desktop_chat.storage.records import (
    Change,
    Entry,
    EntryGrant,
    IdentitySeen,
    InviteLink,
    LogPosition,
    MetadataValue,
    ReadMarker,
    ServerBan,
    SharedFile,
    StoredState,
)
from desktop_chat.storage.retention import Chore
from desktop_chat.storage.search_index import SearchIndex
from desktop_chat.storage.store_api import (
    Answer,
    EntryQuery,
    HistoryQuery,
    HistoryTarget,
    OwnEntriesQuery,
    Query,
    ResendQuery,
    SearchQuery,
    Store,
    StoreError,
    StoreReader,
    TargetsQuery,
)
from desktop_chat.texts import storage as texts

READ_SECONDS = 5.0
"""How long `read` waits for Entries that are not durable yet."""

CHORE_SECONDS = 5.0
"""How long a chore waits for the store thread before the search thread gives up and asks again."""

CLOSING_SECONDS = 1.0
"""How long `close` waits for the last commits before the index is closed."""

_SIZE = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
_SETTINGS = (
    "PRAGMA synchronous = FULL",
    # On macOS fsync leaves the data in the drive's cache; these two ask for more, and mean nothing elsewhere.
    "PRAGMA fullfsync = 1",
    "PRAGMA checkpoint_fullfsync = 1",
    # A write-ahead log that grew in a flood is cut back to 16 MiB.
    "PRAGMA journal_size_limit = 16777216",
)
"""Executed on every connection to the database."""

_BUSY_SECONDS = 0.5
"""How long a commit waits for another program (a backup tool) that holds the file."""


class SqlStore(Store):
    """The Store in the file `path`. The opener must hold the lock of the data folder."""

    def __init__(self, path: Path, connection: sqlite3.Connection, sequence: int) -> None:
        self._path = path
        self._connection = connection
        self._readers = ReaderPool(lambda: _open_connection(path, reading=True))
        writer = CommitWriter(connection)
        self._thread = CommitThread(writer.commit_changes, lambda error: explain_error(error, path), sequence)
        self._gaps = Gaps(path, connection)
        self._search = SearchIndex(
            path.with_name(f"{path.stem}.search{path.suffix}"), self._readers.lend_connection,
            _Chores(path, self._thread, writer, self._gaps),
        )  # fmt: skip
        self._reader = _DurableReader(self._thread, self._readers, self._search)
        writer.rooms_changed = self._search.note_changed_rooms
        writer.deletion_due = self._search.note_due_deletion
        self._closed = False

    @classmethod
    def open(cls, path: Path, *, now: int, migrations: Sequence[tuple[str, ...]] = MIGRATIONS) -> Self:
        """Open or create the database, and migrate an older one. Blocks.

        `now` is Unix ms.
        Raises: StoreError if the file cannot be used; nothing was changed then.
        """
        try:
            connection = _open_connection(path)
            try:
                _prepare_database(connection, path, migrations, now)
                remove_old_copies(path)
                make_compactable(connection)
                truncate_log(connection)  # a run that was killed leaves a log
                preallocate_wal(path)
                (sequence, _) = _read_last_sequence(connection)
                return cls(path, connection, sequence)
            except BaseException:
                connection.close()
                raise
        except (sqlite3.Error, OSError) as error:
            raise StoreError(explain_error(error, path)) from error

    def load(self) -> StoredState:
        """Read the state. Call it before the first `submit`. Blocks for a time that does not grow with the history.

        Identities that were present when the last run was killed count as having seen all of its Entries. A database
        that has belonged to a cluster goes its own way from now on.
        Raises: StoreError.
        """
        execute = self._connection.execute
        try:
            execute("BEGIN IMMEDIATE")
            try:
                sequence, time = _read_last_sequence(self._connection)
                execute(rows.LEAVE_ALL, (sequence, sequence))
                execute(rows.DROP_LOG_POSITION)
                stored = StoredState(
                    last_sequence=sequence,
                    last_time=time,
                    silent=tuple(room for (room,) in execute(rows.READ_SILENT)),
                    last_room=int(execute(rows.READ_LAST_ROOM).fetchone()[0]),
                    rooms=tuple(rows.room_of(*row) for row in execute(rows.READ_ROOMS)),
                    channels=tuple(rows.channel_of(row) for row in execute(rows.READ_CHANNELS)),
                    identities=tuple(IdentitySeen(*row) for row in execute(rows.READ_IDENTITIES)),
                    seen=tuple(rows.seen_of(*row) for row in execute(rows.READ_SEEN)),
                    accounts=tuple(rows.account_of(row) for row in execute(rows.READ_ACCOUNTS)),
                    bans=tuple(ServerBan(*row) for row in execute(rows.READ_BANS)),
                    markers=tuple(ReadMarker(*row) for row in execute(rows.READ_MARKERS)),
                    metadata=tuple(MetadataValue(*row) for row in execute(rows.READ_METADATA)),
                    webhooks=(
                        *map(rows.incoming_webhook_of, execute(rows.READ_INCOMING_WEBHOOKS)),
                        *map(rows.outgoing_webhook_of, execute(rows.READ_OUTGOING_WEBHOOKS)),
                    ),
                    files=tuple(SharedFile(*row) for row in execute(rows.READ_FILES)),
                    links=tuple(InviteLink(*row) for row in execute(rows.READ_LINKS)),
                    grants=tuple(EntryGrant(*row) for row in execute(rows.READ_GRANTS)),
                )
                execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    execute("ROLLBACK")
        except (sqlite3.Error, ValueError) as error:
            raise StoreError(explain_error(error, self._path)) from error
        return stored

    def submit(self, changes: Sequence[Change]) -> int:
        """Queue `changes` as one atomic commit and return the commit number (1, 2, 3 ...). Never blocks.

        Thread: any.
        """
        return self._thread.submit(changes)

    def skip_commits(self, count: int) -> int:
        """Count commits that an earlier run of a cluster's node has written. Return the number of the last one.

        Call it before the first `submit`. Thread: any.
        """
        return self._thread.skip_commits(count)

    def read_log_position(self) -> LogPosition | None:
        """Return how far a cluster's log is written; None if the database has belonged to no cluster. Blocks.

        Raises: StoreError.
        """
        try:
            with self._readers.lend_connection() as connection:
                row = connection.execute(rows.READ_LOG_POSITION).fetchone()
        except sqlite3.Error as error:
            raise StoreError(explain_error(error, self._path)) from error
        return LogPosition(*row) if row is not None else None

    @property
    def durable(self) -> int:
        """The number of the newest commit such that all commits up to here are on disk, synced. Thread: any."""
        return self._thread.durable

    @property
    def last_sequence(self) -> int:
        """The sequence of the newest Entry on disk. Thread: any."""
        return self._thread.sequence

    @property
    def error_text(self) -> str:
        """The reason why commits fail at present, or "". Thread: any."""
        return self._thread.error_text

    def watch_commits(self, callback: Callable[[], None]) -> None:
        """Call `callback` on the store thread after each change of `durable` or `error_text`. The function must not
        block."""
        self._thread.watch_commits(callback)

    def read(self, query: Query[Answer]) -> Answer:
        """Wait up to READ_SECONDS until the Entries that `query` may see are durable, then answer.

        Thread: a Job's.
        Raises: StoreError.
        """
        try:
            return query.ask(self._reader)
        except sqlite3.Error as error:
            raise StoreError(explain_error(error, self._path)) from error

    def wait_until_indexed(self, seconds: float = READ_SECONDS) -> bool:
        """Wait until all submitted Entries are durable and found by searches. Blocks; for tools and tests."""
        return self._thread.wait_for_sequence(sys.maxsize, seconds) and self._search.wait_until_current(seconds)

    def erased(self, seconds: float = READ_SECONDS) -> bool:
        """Wait until deleted text is gone from every file. Blocks; for tools and tests."""
        return self.wait_until_indexed(seconds) and self._search.erased(seconds)

    def set_retention_days(self, days: int) -> None:
        """Delete Entries older than `days` days, from now on; 0 keeps everything. Never blocks. Thread: any."""
        self._search.set_retention_days(days)

    def count_messages(self) -> dict[int, tuple[int, int]]:
        """Return number and newest time (ms) of the messages of each room. Blocks for a look at every message.

        Thread: a Job's.
        Raises: StoreError.
        """
        try:
            with self._readers.lend_connection() as connection:
                return QueryRunner(connection).count_messages()
        except sqlite3.Error as error:
            raise StoreError(explain_error(error, self._path)) from error

    def backup(self, path: Path) -> None:
        """Copy the durable state to `path`, synced, replacing an older file. Blocks while the chat goes on.

        Thread: any.
        Raises: StoreError; no partial copy is left.
        """
        try:
            with self._readers.lend_connection() as connection:
                copy_database(connection, path)
        except (sqlite3.Error, OSError) as error:
            raise StoreError(explain_error(error, path)) from error

    @property
    def size(self) -> int:
        """Bytes of the database, the write-ahead log and the full-text index. Thread: any.

        A database that cannot be read now counts as 0.
        """
        total = 0
        with suppress(sqlite3.Error, StoreError), self._readers.lend_connection() as connection:
            (total,) = connection.execute(_SIZE).fetchone()
        return total + self._search.size

    def close(self) -> None:
        """Commit the queue, sync and end the threads. Blocks for about 2 s if commits fail. Idempotent."""
        if self._closed:
            return
        self._closed = True
        if not self.error_text:
            self._thread.wait_for_sequence(sys.maxsize, CLOSING_SECONDS)  # the index must forget the text deleted last
        self._search.close()
        ended = self._thread.close()
        self._readers.close()
        if ended:
            # The last connection to close moves the log into the database and removes the log.
            self._connection.close()
            self._gaps.close()


class _DurableReader(StoreReader):
    """Answers Queries on lent connections, from durable Entries."""

    def __init__(self, thread: CommitThread, readers: ReaderPool, search: SearchIndex) -> None:
        self._thread = thread
        self._readers = readers
        self._search = search

    def read_history_page(self, query: HistoryQuery) -> tuple[Entry, ...]:
        with self._query_runner(query.upto) as runner:
            return runner.read_history_page(query)

    def read_targets(self, query: TargetsQuery) -> tuple[HistoryTarget, ...]:
        with self._query_runner(query.upto) as runner:
            return runner.read_targets(query)

    def find_resent(self, query: ResendQuery) -> Entry | None:
        with self._query_runner(0) as runner:
            return runner.find_resent(query)

    def read_versions(self, query: EntryQuery) -> tuple[Entry, ...]:
        with self._query_runner(query.upto) as runner:
            return runner.read_versions(query)

    def read_own_entries(self, query: OwnEntriesQuery) -> tuple[tuple[Entry, ...], ...]:
        with self._query_runner(query.upto) as runner:
            return runner.read_own_entries(query)

    def search_entries(self, query: SearchQuery) -> tuple[Entry, ...]:
        return self._search.find_entries(query)

    @contextmanager
    def _query_runner(self, upto: int) -> Iterator[QueryRunner]:
        """Wait until the sequence `upto` is durable, then lend a connection. Raises StoreError."""
        if not self._thread.wait_for_sequence(upto, READ_SECONDS):
            raise StoreError(self._thread.error_text or texts.NOT_DURABLE_YET)
        with self._readers.lend_connection() as connection:
            yield QueryRunner(connection)


class _Chores:
    """The chores that the search thread hands to the store thread."""

    def __init__(self, path: Path, thread: CommitThread, writer: CommitWriter, gaps: Gaps) -> None:
        self._path = path
        self._gaps = gaps
        self._thread = thread
        self._writer = writer

    def do(self, chore: Chore) -> bool:
        return self._thread.run_chore(lambda: self._writer.commit_chore(chore), CHORE_SECONDS)

    def erase_log(self) -> bool:
        return self._done(lambda: self._writer.erase_log(self._path))

    def dirty_pages(self) -> Iterator[list[int]]:
        return self._gaps.find()

    def fill_gaps(self, pages: Sequence[int]) -> bool:
        return self._done(lambda: self._writer.fill_gaps(self._gaps, pages))

    def lengthen_log(self) -> bool:
        return self._done(lambda: self._writer.lengthen_log(self._path))

    def give_back(self) -> bool:
        return self._done(self._writer.give_back)

    def _done(self, work: Callable[[], bool]) -> bool:
        """Run `work` on the store thread. Return its result, or False if the store thread had no time."""
        said: list[bool] = []
        return self._thread.run_chore(lambda: said.append(work()), CHORE_SECONDS) and bool(said and said[0])


def _open_connection(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    if not reading:
        keep_database_private(path)
    connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        for setting in _SETTINGS:
            connection.execute(setting)
        if reading:
            connection.execute("PRAGMA query_only = 1")
        else:
            prepare(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare_database(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[tuple[str, ...]], now: int
) -> None:
    apply_migrations(connection, path, migrations, now)
    (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise StoreError(texts.NO_WRITE_AHEAD_LOG(str(path)))
    # SQLite opens a read-only file without complaint, and fails only here.
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")


def _read_last_sequence(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the last sequence and its time."""
    found: list[tuple[int, int]] = [
        row for text in (rows.READ_NEWEST, rows.READ_NEWEST_EVENT) for row in connection.execute(text)
    ]
    return max(found, default=(0, 0))
