"""Search: the full-text index beside the database, the thread that keeps it up to date, and what is asked of it.

The thread also has what is past its time deleted (`retention`). It follows behind: what was said is found within about
a second, later in a flood, and nobody's commit waits for it.
"""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, suppress
from operator import attrgetter
from pathlib import Path

from desktop_chat.storage import retention, rows, search_sql
from desktop_chat.storage.dialect import Dialect
from desktop_chat.storage.indexing import Indexing
from desktop_chat.storage.port import Entry, SearchQuery, StoreError
from desktop_chat.storage.reading import Readers
from desktop_chat.storage.words import asked_for, author

GATHER_SECONDS = 0.2
"""What is said within this time is taken into the index together."""
EXPIRY_SECONDS = 60.0
"""How often it is looked whether something is past its time."""
_REST = 9.0
"""Times what a piece took: the rest before the next in a flood."""
RETRY_SECONDS = 10.0
ROOMS = 300
"""Rooms that are searched at once: the newest of those that were asked for."""
READY_SECONDS = 5.0
_LAST = 2**63 - 1
_DAY_MS = 24 * 60 * 60 * 1000
_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)

Lend = Callable[[], AbstractContextManager[sqlite3.Connection]]
_log = logging.getLogger(__name__)


class Search:
    """`lend` lends a connection that reads the chat's database; `do` waits until the store has
    done a chore, in its own time; False when it cannot now."""

    def __init__(self, path: Path, dialect: Dialect, lend: Lend, do: Callable[[retention.Chore], bool]) -> None:
        self._path = path
        self._dialect = dialect
        self._lend = lend
        self._do = do
        self._changed = threading.Condition()
        self._rooms: set[int] = set()
        self._idle = False
        self._closed = False
        self._days = 0
        self._ready = threading.Event()
        self._readers = Readers(lambda: _connect(path, reading=True))
        self._thread = threading.Thread(target=self._run, name="search", daemon=True)
        self._thread.start()

    # Any thread

    def touch(self, rooms: Iterable[int]) -> None:
        """Something was committed in these rooms. Never blocks."""
        with self._changed:
            self._rooms.update(rooms)
            if self._idle:  # else the thread comes by anyway
                self._idle = False
                self._changed.notify_all()

    def retain(self, days: int) -> None:
        """Delete what is older than so many days; 0 keeps everything."""
        with self._changed:
            self._days = days
            self._idle = False
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait until everything committed is in the index. For tests and tools; blocks."""
        with self._changed:
            return self._changed.wait_for(lambda: self._idle, timeout=seconds)

    def close(self) -> None:
        """End the thread. Blocks for as long as one piece takes. Idempotent."""
        with self._changed:
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

    def read(self, query: SearchQuery) -> tuple[Entry, ...]:
        """The answer. A Job's thread. Raises StoreError and sqlite3.Error."""
        if not self._ready.wait(READY_SECONDS):
            raise StoreError("The index for searching cannot be used now.")
        with self._lend() as chat:
            rooms = self._rooms_of(chat, query)
            question = _question(query, rooms)
            if not question or query.limit <= 0:
                return ()
            low, high = self._between(chat, query, rooms)
            oldest = query.start is not None and query.end is None
            statement = search_sql.FOUND_FIRST if oldest else search_sql.FOUND
            with self._readers.lend() as index:
                row = index.execute(statement, (question, low, high, query.limit)).fetchone()
            answer = chat.execute(self._dialect.sql(search_sql.READ_FOUND), (json.dumps(rooms), row[0])).fetchone()
        entries = [rows.entry_of(*found) for found in json.loads(answer[0] or "[]")]
        return tuple(sorted(entries, key=attrgetter("sequence")))

    def _rooms_of(self, chat: sqlite3.Connection, query: SearchQuery) -> list[int]:
        own: list[int] = []
        if query.identity:
            statement = self._dialect.sql(search_sql.OWN_ROOMS)
            own = json.loads(chat.execute(statement, (query.identity, query.identity, ROOMS)).fetchone()[0] or "[]")
        return sorted({*query.rooms, *own}, reverse=True)[:ROOMS]

    def _between(self, chat: sqlite3.Connection, query: SearchQuery, rooms: list[int]) -> tuple[int, int]:
        """The sequences, the second not included, between which the times lie."""

        def first_at(moment: int) -> int:
            values = (json.dumps(rooms), max(0, min(moment, _LAST)))
            return int(chat.execute(self._dialect.sql(search_sql.FIRST_AT), values).fetchone()[0])

        low = 0 if query.start is None else first_at(query.start)
        return low, _LAST if query.end is None else first_at(query.end + 1)

    # On the thread

    def _run(self) -> None:
        while not self._is_closed():
            try:
                index = self._open()
            except (sqlite3.Error, OSError, StoreError) as error:
                self._rest(error)
                continue
            try:
                self._follow(Indexing(index, self._dialect))
            except (sqlite3.Error, StoreError) as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DAMAGED:
                    _log.info("The index for searching is damaged and is made anew: %s", error)
                    self._ready.clear()
                    index.close()
                    self._throw_away()
                else:
                    self._rest(error)
            finally:
                index.close()
        self._ready.set()

    def _is_closed(self) -> bool:
        with self._changed:
            return self._closed

    def _rest(self, error: Exception) -> None:
        with self._changed:
            if not self._closed:
                _log.info("The index for searching has to wait: %s", error)
                self._changed.wait_for(lambda: self._closed, timeout=RETRY_SECONDS)

    def _open(self) -> sqlite3.Connection:
        """The index, made anew when it is none of this chat's or of this program's."""
        with self._lend() as chat:
            (made,) = chat.execute(search_sql.CHAT).fetchone()
        for _ in range(2):
            try:
                connection = self._open_one(made)
            except sqlite3.OperationalError:
                raise  # the disk's trouble, not the file's
            except sqlite3.DatabaseError:
                connection = None
            if connection is not None:
                self._ready.set()
                return connection
            self._throw_away()
        raise StoreError("The index for searching cannot be made.")

    def _open_one(self, made: int) -> sqlite3.Connection | None:
        """The index that is there, or a new one; None when it is another's. Raises sqlite3.Error."""
        connection = _connect(self._path)
        try:
            if _is_empty(connection):
                _make(connection, made)
                return connection
            if _is_ours(connection, made):
                return connection
        except BaseException:
            connection.close()
            raise
        connection.close()
        return None

    def _throw_away(self) -> None:
        self._readers.close()
        self._readers = Readers(lambda: _connect(self._path, reading=True))
        for name in (self._path, Path(f"{self._path}-wal"), Path(f"{self._path}-shm")):
            name.unlink(missing_ok=True)

    def _follow(self, indexing: Indexing) -> None:
        with self._lend() as chat:
            waiting = indexing.behind(chat)
        looked = -EXPIRY_SECONDS
        days = 0
        while True:
            self._index(indexing, waiting)
            now = time.monotonic()
            if self._days and (now - looked >= EXPIRY_SECONDS or days != self._days):
                looked, days = now, self._days
                self._expire(indexing, int(time.time() * 1000) - days * _DAY_MS)
            with self._changed:
                if not self._rooms and not self._closed:
                    self._idle = True
                    self._changed.notify_all()
                    self._changed.wait(EXPIRY_SECONDS if self._days else None)
                if self._closed:
                    return
                self._changed.wait_for(lambda: self._closed, timeout=GATHER_SECONDS)
                waiting, self._rooms = self._rooms, set()

    def _index(self, indexing: Indexing, rooms: set[int]) -> None:
        """Piece after piece. While others speak it rests in between: they have the right of way."""
        left = set(rooms)
        while left and not self._is_closed():
            for room in list(left):
                began = time.monotonic()
                with self._lend() as chat:
                    more, forgotten = indexing.step(chat, room)
                if forgotten:
                    self._do(retention.Unindexed(tuple(forgotten)))
                if not more:
                    left.discard(room)
                    continue
                with self._changed:
                    if self._rooms:
                        took = time.monotonic() - began
                        self._changed.wait_for(lambda: self._closed, timeout=_REST * took)
                if self._is_closed():
                    return

    def _expire(self, indexing: Indexing, before: int) -> None:
        """Delete what was said and happened before this time (ms), and forget it at once."""
        for events in (False, True):
            with self._lend() as chat:
                rooms = retention.rooms_past(chat, self._dialect, before, events=events)
            for room in rooms:
                while not self._is_closed():
                    with self._lend() as chat:
                        piece = retention.next_piece(chat, self._dialect, room, before, events=events)
                    if piece is None or not self._do(piece):
                        break
                    if not events:
                        self._index(indexing, {room})


def _question(query: SearchQuery, rooms: list[int]) -> str:
    """What FTS5 is asked: in each room all the words at once. "" when nothing could be found."""
    words = asked_for(query.text)
    if query.text.strip() and not words:
        return ""
    parts = []
    for room in rooms:
        terms = [f'"{room}:{word}"{" *" if beginning else ""}' for word, beginning in words]
        if query.author:
            terms.append(f'"{author(room, query.author)}"')
        parts.append(f"({' AND '.join(terms)})" if terms else f'"{room}:"')
    return " OR ".join(parts)


def _connect(path: Path, *, reading: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=1.0, isolation_level=None, check_same_thread=False)
    try:
        for setting in () if reading else search_sql.SETTINGS:
            connection.execute(setting).fetchone()
        if reading:
            connection.execute("PRAGMA query_only = 1")
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


def _make(connection: sqlite3.Connection, chat: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in search_sql.TABLES:
        connection.execute(statement)
    connection.execute(search_sql.ABOUT, (chat,))
    connection.execute("COMMIT")
