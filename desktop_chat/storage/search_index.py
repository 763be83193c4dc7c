"""The full-text index beside the database, the thread that keeps the index up to date, and searches in it.

The thread also starts the deletion of expired Entries (`retention`). The index follows the database: a new message is
found within about a second, later in a flood, and no commit waits for the index.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from functools import partial
from operator import attrgetter
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.files import keep_database_private
from desktop_chat.irc.search_words import parse_search_text
from desktop_chat.sqlite_erasure import prepare
from desktop_chat.sqlite_page_gaps import Gaps
from desktop_chat.storage import retention, rows, search_sql
from desktop_chat.storage.entry_deletion import EntryDeletion
from desktop_chat.storage.erasure import Chores, Erasure
from desktop_chat.storage.reader_pool import ReaderPool
from desktop_chat.storage.records import Entry
from desktop_chat.storage.search_indexer import SearchIndexer
from desktop_chat.storage.search_limits import bounded, require_terms
from desktop_chat.storage.search_terms import author_term
from desktop_chat.storage.store_api import SearchQuery, StoreError
from desktop_chat.texts import storage as texts

GATHER_SECONDS = 0.2
"""Messages of this time are indexed together."""
EXPIRY_SECONDS = 60.0
"""The interval between two looks for expired Entries."""
_PAUSE_FACTOR = 9.0
"""The rest after a piece in a flood, as a multiple of the time that the piece took."""
RETRY_SECONDS = 10.0
MAX_ROOMS = 300
"""Rooms of one search: the newest of the requested rooms."""
READY_SECONDS = 5.0
CLOSING_SECONDS = 1.5
"""How long the erasure may take when the server stops. The next start continues it."""
_MAX_SEQUENCE = 2**63 - 1
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

Lend = Callable[[], AbstractContextManager[sqlite3.Connection]]
_log = logging.getLogger(__name__)


class SearchIndex:
    """The index in the file `path`, and its thread."""

    def __init__(self, path: Path, lend: Lend, chores: Chores) -> None:
        """`lend` lends a connection that reads the chat's database. `chores` runs work on the store thread."""
        self._path = path
        self._lend = lend
        self._do = chores.do
        self._erasure = Erasure(chores, self._pause)
        self._changed = threading.Condition()
        self._rooms: set[int] = set()
        self._idle = False
        self._closed = False
        self._hurry = False
        self._last_moment = 0.0
        self._days = 0
        self._has_terms = False
        """Some Entries are deleted after a time."""
        self._deleting = True
        """A room may be deleted whose Entries are still there. Left from an earlier run, at the start."""
        self._ready = threading.Event()
        self._readers = ReaderPool(lambda: _open_connection(path, reading=True))
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)
        self._thread.start()

    # Any thread

    def note_changed_rooms(self, rooms: Iterable[int], taken_back: bool = False) -> None:
        """Note a commit in these rooms. `taken_back`: the commit deleted text. Never blocks."""
        with self._changed:
            self._rooms.update(rooms)
            if taken_back:
                self._erasure.mark()
            if self._idle:  # a busy thread looks by itself
                self._idle = False
                self._changed.notify_all()

    def note_due_deletion(self) -> None:
        """Delete the Entries of deleted rooms, and of rooms with a new term, soon. Never blocks."""
        with self._changed:
            self._deleting = True
            self._idle = False
            self._changed.notify_all()

    def set_retention_days(self, days: int) -> None:
        """Delete Entries older than `days` days; 0 keeps everything."""
        with self._changed:
            self._days = days
            self._idle = False
            self._changed.notify_all()

    def wait_until_current(self, seconds: float) -> bool:
        """Wait until all committed messages are in the index. Blocks; for tests and tools."""
        with self._changed:
            return self._changed.wait_for(lambda: self._idle, timeout=seconds)

    def erased(self, seconds: float) -> bool:
        """Start the erasure now and wait for its end. Blocks; for tests and tools."""
        with self._changed:
            self._hurry = True
            self._idle = False
            self._changed.notify_all()
            return self._changed.wait_for(lambda: self._idle and not self._erasure.pending, timeout=seconds)

    def close(self) -> None:
        """Erase deleted text and end the thread. Blocks for 2 s at most, mostly much less. Idempotent."""
        with self._changed:
            if not self._closed:
                self._last_moment = time.monotonic() + CLOSING_SECONDS
            self._closed = True
            self._changed.notify_all()
        self._thread.join(10)
        self._readers.close()

    @property
    def size(self) -> int:
        """Bytes on disk."""
        total = 0
        for file in (self._path, Path(f"{self._path}-wal")):
            with suppress(FileNotFoundError):
                total += file.stat().st_size
        return total

    def find_entries(self, query: SearchQuery) -> tuple[Entry, ...]:
        """Answer a SearchQuery.

        Thread: a Job's.
        Raises: SearchTooWide, StoreError, sqlite3.Error.
        """
        if not self._ready.wait(READY_SECONDS):
            raise StoreError(texts.INDEX_UNAVAILABLE)
        with self._lend() as chat:
            rooms = self._rooms_of(chat, query)
            questions = _fts_queries(query, rooms)
            if not questions or query.limit <= 0:
                return ()
            low, high = self._sequence_range(chat, query, rooms)
            oldest = query.start is not None and query.end is None
            statement = search_sql.FOUND_FIRST if oldest else search_sql.FOUND
            found: list[int] = []
            with self._readers.lend_connection() as index, bounded(index):
                for question, first in questions:
                    values = (question, max(low, first), high, query.limit)
                    found += json.loads(index.execute(statement, values).fetchone()[0])
            found = sorted(found, reverse=not oldest)[: query.limit]
            answer = chat.execute(search_sql.READ_FOUND, (json.dumps(rooms), json.dumps(found))).fetchone()
        entries = [rows.entry_of(*row) for row in json.loads(answer[0] or "[]")]
        return tuple(sorted(entries, key=attrgetter("sequence")))

    def _rooms_of(self, chat: sqlite3.Connection, query: SearchQuery) -> list[int]:
        own: list[int] = []
        if query.identity:
            own = json.loads(
                chat.execute(search_sql.OWN_ROOMS, (query.identity, query.identity, MAX_ROOMS)).fetchone()[0] or "[]"
            )
        return sorted({*query.rooms, *own}, reverse=True)[:MAX_ROOMS]

    def _sequence_range(self, chat: sqlite3.Connection, query: SearchQuery, rooms: list[int]) -> tuple[int, int]:
        """Return the sequences of the query's times, the second not included."""

        def first_at(moment: int) -> int:
            values = (json.dumps(rooms), max(0, min(moment, _MAX_SEQUENCE)))
            return int(chat.execute(search_sql.FIRST_AT, values).fetchone()[0])

        low = 0 if query.start is None else first_at(query.start)
        return low, _MAX_SEQUENCE if query.end is None else first_at(query.end + 1)

    # On the thread

    def _run(self) -> None:
        while not self._is_closed():
            try:
                index = self._open_or_rebuild()
            except (sqlite3.Error, OSError, StoreError) as error:
                self._wait_before_retry(error)
                continue
            gaps, damaged = None, False
            try:
                gaps = Gaps(self._path, index)
                self._keep_up(index, gaps)
            except (sqlite3.Error, StoreError, OSError) as error:
                damaged = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED
                if damaged:
                    _log.info("The full-text index is damaged and is rebuilt: %s", error)
                else:
                    self._wait_before_retry(error)
            finally:
                index.close()
                if gaps is not None:
                    gaps.close()
            if damaged:
                self._ready.clear()
                self._delete_files()
        self._ready.set()

    def _pause(self, seconds: float) -> bool:
        """Wait. Return True if the server must stop now."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed, timeout=seconds)
            return self._closed and time.monotonic() > self._last_moment

    def _is_closed(self) -> bool:
        with self._changed:
            return self._closed

    def _wait_before_retry(self, error: Exception) -> None:
        with self._changed:
            if not self._closed:
                _log.info("The full-text index cannot be used now: %s", error)
                self._changed.wait_for(lambda: self._closed, timeout=RETRY_SECONDS)

    def _open_or_rebuild(self) -> sqlite3.Connection:
        """Open the index. Rebuild an index that is damaged, of another chat or of another version."""
        with self._lend() as chat:
            (made,) = chat.execute(search_sql.CHAT).fetchone()
        for _ in range(2):
            try:
                connection = self._open_if_ours(made)
            except sqlite3.OperationalError:
                raise  # the disk fails; the file may be fine
            except sqlite3.DatabaseError:
                connection = None
            if connection is not None:
                self._ready.set()
                return connection
            self._delete_files()
        raise StoreError(texts.INDEX_CANNOT_BE_MADE)

    def _open_if_ours(self, made: int) -> sqlite3.Connection | None:
        """Open or create the index. Return None for an index of another chat or version. Raises sqlite3.Error."""
        connection = _open_connection(self._path)
        try:
            if _is_empty(connection):
                _create_tables(connection, made)
                return connection
            if _is_ours(connection, made):
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None

    def _delete_files(self) -> None:
        self._readers.close()
        self._readers = ReaderPool(lambda: _open_connection(self._path, reading=True))
        for name in (self._path, Path(f"{self._path}-wal"), Path(f"{self._path}-shm")):
            name.unlink(missing_ok=True)

    def _keep_up(self, index: sqlite3.Connection, gaps: Gaps) -> None:
        indexing = SearchIndexer(index)
        with self._lend() as chat:
            waiting = indexing.find_rooms_behind(chat)
        deletion = EntryDeletion(self._lend, self._do, partial(self._follow_deletion, indexing), self._is_closed)
        self._erasure.begin(index)
        looked = -EXPIRY_SECONDS
        days = 0
        while True:
            self._index_rooms(indexing, waiting)
            now = time.monotonic()
            with self._changed:
                due, self._deleting = self._deleting, False
            if due or now - looked >= EXPIRY_SECONDS or days != self._days:
                looked, days = now, self._days
                self._has_terms = deletion.delete_expired(now_ms(), days)
            if due and not (deletion.delete_rooms() or self._pause(RETRY_SECONDS)):
                self.note_due_deletion()
            if self._hurry or self._erasure.seconds == 0.0:
                self._hurry = False
                self._erasure.erase(index, gaps)
            with self._changed:
                if not (self._rooms or self._closed or self._hurry or self._deleting or days != self._days):
                    self._idle = True
                    self._changed.notify_all()
                    self._changed.wait(self._patience())
                if self._closed:
                    break
                self._changed.wait_for(lambda: self._closed, timeout=GATHER_SECONDS)
                waiting, self._rooms = self._rooms, set()
        self._end(indexing, index, gaps)

    def _patience(self) -> float | None:
        """Return the seconds until the next work that no commit triggers, or None."""
        waits = [EXPIRY_SECONDS] * self._has_terms
        erasing = self._erasure.seconds
        return min([*waits, erasing] if erasing is not None else waits, default=None)

    def _end(self, indexing: SearchIndexer, index: sqlite3.Connection, gaps: Gaps) -> None:
        """Remove deleted text from the index before the server stops."""
        with self._lend() as chat:
            rooms = indexing.forgetting(chat)
        for room in rooms:
            if self._pause(0.0):
                return
            self._step(indexing, room)
        if self._erasure.pending:
            self._erasure.erase(index, gaps, last=True)

    def _step(self, indexing: SearchIndexer, room: int) -> bool:
        """Index the next piece of a room. Return True if there is more."""
        with self._lend() as chat:
            more, forgotten = indexing.index_next_entries(chat, room)
        if forgotten:
            self._erasure.mark()
            self._do(retention.ForgetChore(tuple(forgotten)))
        return more

    def _index_rooms(self, indexing: SearchIndexer, rooms: set[int]) -> None:
        """Index rooms piece by piece. While messages are being committed, rest between two pieces: commits go first."""
        left = set(rooms)
        while left and not self._is_closed():
            for room in list(left):
                began = time.monotonic()
                if not self._step(indexing, room):
                    left.discard(room)
                    continue
                with self._changed:
                    if self._rooms:
                        took = time.monotonic() - began
                        self._changed.wait_for(lambda: self._closed, timeout=_PAUSE_FACTOR * took)
                if self._is_closed():
                    return

    def _follow_deletion(self, indexing: SearchIndexer, room: int, events: bool) -> None:
        """Remove deleted messages from the index, before more of them are deleted."""
        self._erasure.mark()
        if not events:
            self._index_rooms(indexing, {room})


def _fts_queries(query: SearchQuery, rooms: list[int]) -> list[tuple[str, int]]:
    """Return queries for FTS5, each with the first sequence to find: all words together in each room. A room of which
    only a part is searched has a query of its own. No query if no Entry can match.

    Raises: SearchTooWide.
    """
    words = parse_search_text(query.text)
    require_terms(len(words) * len(rooms))
    if query.text.strip() and not words:
        return []
    since, parts = dict(query.since), dict[int, list[str]]()
    for room in rooms:
        terms = [f'"{room}:{word}"{" *" if beginning else ""}' for word, beginning in words]
        if query.author:
            terms.append(f'"{author_term(room, query.author)}"')
        parts.setdefault(since.get(room, 0), []).append(f"({' AND '.join(terms)})" if terms else f'"{room}:"')
    return [(" OR ".join(part), first) for first, part in parts.items()]


def _open_connection(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    if not reading:
        keep_database_private(path)
    connection = sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False)
    try:
        if reading:
            connection.execute("PRAGMA query_only = 1")
            return connection
        prepare(connection)
        for setting in search_sql.SETTINGS:
            connection.execute(setting).fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _is_empty(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _is_ours(connection: sqlite3.Connection, chat: int) -> bool:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone() is None:
        return False
    return connection.execute(search_sql.IS_OURS, (chat,)).fetchone() is not None


def _create_tables(connection: sqlite3.Connection, chat: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in search_sql.TABLES:
        connection.execute(statement)
    connection.execute(search_sql.ABOUT, (chat,))
    connection.execute("COMMIT")
