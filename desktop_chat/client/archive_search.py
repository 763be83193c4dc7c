"""ArchiveSearcher: searches the archive on a thread of its own, because a search may read a large part of the file."""

from __future__ import annotations

import json
import logging
import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive_records import SearchResult
from desktop_chat.client.archive_rescue import is_damage, note_damage
from desktop_chat.client.archive_words import FILE_MARK, LINK_MARK, fts_query
from desktop_chat.client.entry import SPOKEN
from desktop_chat.client.search_filters import SearchFilters
from desktop_chat.value_class import value

MOST_SECONDS = 10.0
"""The time of one search. What was found until then is not shown: the person is asked for more of the words."""
_STEPS = 2_000
"""Steps of SQLite's virtual machine between two looks whether the search is still wanted."""
_LAST_TIME = (1 << 63) - 1
_log = logging.getLogger(__name__)

SearchCallback = Callable[[Sequence[SearchResult]], None]
"""Called on the search thread with the results, newest first."""


@value
class SearchScope:
    """Where to search. `network` and `room` are keys, "" for all."""

    network: str = ""
    room: str = ""
    limit: int = 100


class ArchiveSearcher:
    """A new search replaces the one before. The thread begins with the first search. Thread: any."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._changed = threading.Condition()
        self._wanted: tuple[SearchFilters, SearchScope, SearchCallback] | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def start_search(self, filters: SearchFilters, scope: SearchScope, then: SearchCallback) -> None:
        """Search; call `then`, unless another search is started before the end of this one."""
        with self._changed:
            if self._closed:
                return
            self._wanted = filters, scope, then
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="archive search")
                self._thread.start()

    def close(self) -> None:
        """End the thread, and drop the search."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()

    # The thread

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._is_interrupted)
                wanted, self._wanted = self._wanted, None
                if self._closed or wanted is None:
                    return
            filters, scope, then = wanted
            found = self._find(filters, scope)
            if not self._is_interrupted():
                then(found)

    def _is_interrupted(self) -> bool:
        """True if another search or the end is wanted."""
        return self._closed or self._wanted is not None

    def _find(self, filters: SearchFilters, scope: SearchScope) -> Sequence[SearchResult]:
        end = time.monotonic() + MOST_SECONDS
        try:
            with closing(schema.open_reader(self._path)) as reader:
                reader.set_progress_handler(lambda: self._is_interrupted() or time.monotonic() > end, _STEPS)
                return find_entries(reader, filters, scope)
        except sqlite3.Error as error:
            if is_damage(error):
                note_damage(self._path)
            elif getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT:
                _log.warning("The archive %s cannot be searched: %s", self._path, error)
            return ()


def find_entries(reader: sqlite3.Connection, filters: SearchFilters, scope: SearchScope) -> list[SearchResult]:
    """Return the messages that meet all filters, newest first.

    Raises: sqlite3.Error.
    """
    marks = tuple(mark for mark, wanted in ((LINK_MARK, filters.has_link), (FILE_MARK, filters.has_file)) if wanted)
    query = fts_query(filters.words, marks=marks)
    if filters.is_empty or (filters.words.strip() and not fts_query(filters.words)):
        return []
    conditions, values = _conditions(filters, scope)
    source = "entry"
    if query:
        source = "found JOIN entry ON entry.id = found.rowid"
        conditions.insert(0, "found MATCH :query")
        values["query"] = query
    columns = ", ".join(f"entry.{name}" for name in schema.ENTRY_COLUMNS.split(", "))
    rows = reader.execute(
        f"SELECT room.network, room.key, {columns} FROM {source} JOIN room ON room.id = entry.room "
        f"WHERE {' AND '.join(conditions)} ORDER BY {'found.rowid' if query else 'entry.id'} DESC LIMIT :limit",
        values,
    ).fetchall()
    found = [SearchResult(row[0], row[1], schema.entry_from_row(row[2:])) for row in rows]
    return sorted(found, key=lambda one: (one.entry.time, one.entry.id), reverse=True)


def _conditions(filters: SearchFilters, scope: SearchScope) -> tuple[list[str], dict[str, Any]]:
    """Return the conditions of the filters in SQL, and their values."""
    spoken = ", ".join(f"'{kind}'" for kind in sorted(SPOKEN))
    conditions, values = [f"entry.kind IN ({spoken})"], dict[str, Any](limit=scope.limit)
    if scope.network:
        conditions.append("room.network = :network")
        values["network"] = scope.network
    if scope.room:
        conditions.append("room.key = :room")
        values["room"] = scope.room
    if filters.rooms:
        conditions.append("room.key COLLATE NOCASE IN (SELECT value FROM json_each(:rooms))")
        values["rooms"] = json.dumps([name for room in filters.rooms for name in (room, f"#{room}")])
    if filters.authors:
        conditions.append(
            "EXISTS (SELECT 1 FROM json_each(:authors) AS author WHERE"
            " author.value COLLATE NOCASE IN (entry.nick, entry.account))"
        )
        values["authors"] = json.dumps(filters.authors)
    if filters.since is not None:
        conditions.append("entry.time >= :since")
        values["since"] = first_moment(filters.since)
    if filters.before is not None:
        conditions.append("entry.time < :before")
        values["before"] = first_moment(filters.before)
    return conditions, values


def first_moment(day: date) -> int:
    """Return the beginning of a day on this computer, in Unix ms."""
    try:
        return max(0, int(datetime(day.year, day.month, day.day).timestamp() * 1000))
    except (OSError, OverflowError, ValueError):  # a year that the system's calendar does not have
        return 0 if day.year < 1971 else _LAST_TIME
