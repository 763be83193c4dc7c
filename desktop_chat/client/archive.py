"""Archive: everything that was ever received or said, on this computer, for one profile.

SQLite in WAL mode. One thread of its own writes, many changes in one synced transaction; whoever opened the Archive
(the GUI thread) reads on a connection of its own, which never waits for the writer. A page at hand takes well under a
millisecond.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive_erasure import mark_new
from desktop_chat.client.archive_rescue import is_damage, is_noted, keep_rooms, note_damage, rescue
from desktop_chat.client.archive_writer import Added, ArchiveWriter, Erased, Replaced, StatementChange, Then
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.page_index import PageIndex
from desktop_chat.files import keep_database_private, make_private, remove_old_copies
from desktop_chat.sqlite_erasure import make_compactable, prepare, truncate_log
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

_LAST_TIME = (1 << 63) - 1
_FIRST_PAGE = 256
"""Entries that a room shows first."""


class ArchiveError(Exception):
    """The archive cannot be used; the text is one sentence for a person."""


@value
class RoomRecord:
    """What is kept of a room: `joined` whether we were in it; `read` the id up to which its entries were read, those
    that the server told later of an earlier time left out (`older`: ranges of their ids, as JSON); `since` the time
    (ms) before which nothing is unread; `draft` the words not sent yet, a reply to what has the msgid `answers`;
    `correction` those that shall stand in place of what has the msgid `corrects`."""

    network: str
    key: str
    name: str
    kind: str
    joined: bool
    read: int
    since: int
    older: str
    draft: str
    answers: str
    corrects: str
    correction: str
    count: int
    muted: bool = False
    pinned: bool = False


@value
class Found:
    """A search result: the entry, its room, and its place among the room's entries (0 is the oldest)."""

    network: str
    room: str
    entry: Entry


class Archive:
    """Methods are for the thread that opened it and do not wait for the disk, except reads that find nothing in
    memory."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. One that is damaged is rescued: `rescued` says so in a sentence. Raises
        ArchiveError."""
        self._path = path
        self.rescued = ""
        self._damaged = False
        try:
            make_private(path.parent)
            self._open(path)
        except schema.TooNewError as error:
            raise ArchiveError(str(error)) from None
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(texts.ARCHIVE_CANNOT_BE_OPENED(str(path), str(error))) from error
        self._marks: dict[int, PageIndex] = {}

    def _open(self, path: Path) -> None:
        try:
            if is_noted(path):
                self.rescued = rescue(path)
            self._begin(path)
        except sqlite3.DatabaseError as error:
            if self.rescued or not is_damage(error):
                raise
            self.rescued = rescue(path)
            self._begin(path)

    def _begin(self, path: Path) -> None:
        with ExitStack() as opened:
            writer = opened.enter_context(closing(_open_connection(path)))
            prepare(writer)
            schema.migrate_archive(writer, path)
            remove_old_copies(path)
            make_compactable(writer)
            truncate_log(writer)  # what a program left that was killed
            self._reader = opened.enter_context(closing(_open_connection(path)))
            self._reader.execute("PRAGMA query_only = 1")
            self._next = int(self._reader.execute(schema.LAST_ID).fetchone()[0])
            if not self._next:
                mark_new(writer)
            self._rooms: dict[tuple[str, str], int] = {
                (network, key): number for number, network, key in self._reader.execute(schema.ROOM_IDS)
            }
            self._look_through()
            keep_rooms(path, self._reader)
            self._writer = ArchiveWriter(writer, path)
            opened.pop_all()

    def _look_through(self) -> None:
        """Read what every start reads: what is damaged in it is found before it is needed. Raises sqlite3.Error."""
        for number in self._rooms.values():
            for statement in (schema.COUNT, schema.OLDEST):
                self._reader.execute(statement, (number,)).fetchall()
            self._reader.execute(schema.NEWEST, (number, _LAST_TIME)).fetchall()
            self._reader.execute(schema.PAGE_FROM_END, (number, _FIRST_PAGE, 0)).fetchall()
        for network in {network for network, _ in self._rooms}:
            self._reader.execute(schema.PENDING, (network,)).fetchall()
        self._reader.execute(schema.ANY_WORD).fetchall()

    @property
    def error_text(self) -> str:
        """Why nothing can be written at present, or not all can be read, in words; "" when all is well. Any thread."""
        if self._damaged or self._writer.damaged:
            return texts.ARCHIVE_DAMAGED
        return self._writer.error_text

    def _ask(self, statement: str, values: Sequence[object] | dict[str, object] = ()) -> list[Any]:
        """The rows; none where they cannot be read, which is mended at the next start."""
        try:
            return self._reader.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            self._find_damaged(error)
            return []

    def _end_reading(self) -> None:
        try:
            self._reader.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._find_damaged(error)
            with suppress(sqlite3.Error):
                self._reader.execute("ROLLBACK")

    def _find_damaged(self, error: sqlite3.DatabaseError) -> None:
        """Have it mended at the next start. Raises what is no damage."""
        if not is_damage(error):
            raise error
        self._damaged = True
        note_damage(self._path)

    def _ask_one(self, statement: str, values: Sequence[object]) -> Any:
        """The first row, or None."""
        return next(iter(self._ask(statement, values)), None)

    def next_id(self) -> int:
        """An Entry id that was never used in this archive."""
        self._next += 1
        return self._next

    @property
    def last_id(self) -> int:
        """The last one that was given out."""
        return self._next

    # Writing: queued, in order

    def open_room(self, network: str, key: str, name: str, kind: str, *, joined: bool) -> None:
        """Keep that there is this room, and whether we are in it."""
        number = self._rooms.setdefault((network, key), len(self._rooms) + 1)
        self._writer.queue_change(StatementChange(schema.OPEN_ROOM, [(number, network, key, name, kind, joined)], None))

    def close_room(self, network: str, key: str) -> None:
        """It is not shown any more; what was said in it stays."""
        self._queue_statement(schema.CLOSE_ROOM, network, key)

    def rename_room(self, network: str, old: str, new: str, name: str) -> None:
        """A direct message's partner is called otherwise now. A closed room `new` from before changes places with it:
        what was said in either stays together."""
        number, other = self._rooms.get((network, old)), self._rooms.get((network, new))
        if number is None or number == other:
            return
        renames: list[tuple[object, ...]] = [(new, name, number)]
        if other is not None:
            renames = [(f"\n{new}", old, other), *renames, (old, old, other)]  # no two may have one key for a moment
            self._rooms[network, old] = other
        else:
            del self._rooms[network, old]
        self._rooms[network, new] = number
        self._writer.queue_change(StatementChange(schema.RENAME_ROOM, renames, None))

    def add_entries(self, network: str, room: str, entries: Sequence[Entry], then: Then | None = None) -> None:
        """Keep entries. `then` is called on the archive's thread once they are on disk."""
        number = self._room_id(network, room)
        self._writer.queue_change(Added(number, tuple(entries), then))
        times = [entry.time for entry in entries]
        marks = self._marks_of(number)
        if times and marks.may_shift_pages(min(times), max(times)):
            self._invalidate_index(marks)

    def replace_entry(self, network: str, room: str, entry: Entry, then: Then | None = None) -> None:
        """The entry of this id is different now."""
        number = self._room_id(network, room)
        self._writer.queue_change(Replaced(number, entry, then))
        self._invalidate_index(self._marks_of(number))

    def _marks_of(self, number: int) -> PageIndex:
        marks = self._marks.get(number)
        if marks is None:
            marks = self._marks[number] = PageIndex(number)
        return marks

    def _invalidate_index(self, marks: PageIndex) -> None:
        """What was just queued may change where entries stand."""
        number = marks.invalidate()
        self._writer.queue_change(StatementChange("", (), lambda: marks.note_written(number)))

    def mark_read(self, network: str, room: str, entry: int, since: int) -> None:
        """Every entry of the room up to this id has been read; nothing that is not has an earlier time (ms) than
        `since`."""
        self._queue_statement(schema.MARK_READ, network, room, entry, since)

    def keep_older(self, network: str, room: str, ranges: Sequence[tuple[int, int]]) -> None:
        """Entries of these ids (from, to) are not unread: they were said long before, and came late."""
        self._queue_statement(schema.KEEP_OLDER, network, room, json.dumps(ranges))

    def keep_draft(
        self, network: str, room: str, text: str, *, answers: str = "", corrects: str = "", correction: str = ""
    ) -> None:
        """Keep what was begun in a room (RoomRecord)."""
        self._queue_statement(
            schema.KEEP_DRAFT,
            network,
            room,
            schema.drop_surrogates(text),
            answers,
            corrects,
            schema.drop_surrogates(correction),
        )

    def mark_room(self, network: str, room: str, *, muted: bool, pinned: bool) -> None:
        """It is muted, and stands above the others, or not."""
        self._queue_statement(schema.MARK_ROOM, network, room, muted, pinned)

    def mark_blocked(self, network: str, room: str, *, blocked: bool) -> None:
        """Nothing is heard from the partner of these direct messages, or is again. A room that is shown is not
        blocked."""
        self._room_id(network, room)
        self._queue_statement(schema.KIND_ROOM, network, room, "blocked" if blocked else "direct")

    def keep_gap(self, network: str, room: str, since: tuple[str, int] | None) -> None:
        """Something is missing after this (msgid, time in ms); None: nothing is."""
        self._room_id(network, room)
        self._queue_statement(schema.KEEP_GAP, network, room, *(since or ("", 0)))

    def flush(self, then: Then) -> None:
        """Call `then`, on the archive's thread, once all that was queued before is on disk."""
        self._writer.queue_change(StatementChange("", (), then))

    def erase(self, then: Then) -> None:
        """Have what was taken back gone from the file at once, then call `then` on the archive's thread. For tests and
        tools: by itself it is gone half a minute later."""
        self._writer.queue_change(Erased(then))

    def _queue_statement(self, statement: str, network: str, key: str, *values: object) -> None:
        number = self._rooms.get((network, key))
        if number is not None:
            self._writer.queue_change(StatementChange(statement, [(*values, number)], None))

    def _room_id(self, network: str, key: str) -> int:
        number = self._rooms.get((network, key))
        if number is None:
            self.open_room(network, key, key, "channel" if key[:1] in ("#", "&") else "direct", joined=False)
            number = self._rooms[network, key]
        return number

    # Reading: at once

    def rooms(self, network: str) -> list[RoomRecord]:
        """The rooms that are shown, in the order in which they were opened."""
        return list(map(_record, self._ask(schema.ROOMS, (network,))))

    def room(self, network: str, key: str) -> RoomRecord | None:
        """A room, shown or not, if it is on disk."""
        row = self._ask_one(schema.ROOM, (network, key))
        return _record(row) if row is not None else None

    def blocked(self, network: str) -> list[str]:
        """The names of those from whom nothing is heard."""
        return [str(name) for (name,) in self._reader.execute(schema.BLOCKED, (network,)).fetchall()]

    def entry_count(self, network: str, room: str) -> int:
        """How many entries of a room are on disk."""
        row = self._ask_one(schema.COUNT, (self._rooms.get((network, room), 0),))
        return int(row[0]) if row else 0

    def read_page(self, network: str, room: str, first: int, count: int) -> list[Entry]:
        """`count` entries of a room from `first` on (0 is the oldest), by time."""
        number = self._rooms.get((network, room), 0)
        self._reader.execute("BEGIN")  # the count and the page of one moment
        try:
            total = self.entry_count(network, room)
            count = max(0, min(count, total - first))
            rows = self._marks_of(number).read_page(self._reader, first, count, total) if count else []
        except sqlite3.DatabaseError as error:
            self._find_damaged(error)
            return [Entry(-1 - index, EntryKind.NEWS, 0, "", "") for index in range(count)]
        finally:
            self._end_reading()
        return [schema.entry_from_row(row) for row in rows]

    def find_by_msgid(self, network: str, room: str, msgid: str) -> Entry | None:
        """What has this msgid in a room, if that is on disk."""
        row = self._ask_one(schema.SAID, (self._rooms.get((network, room), 0), msgid))
        return schema.entry_from_row(row) if row else None

    def read_unread(self, record: RoomRecord, now: int) -> list[Entry]:
        """What others said in a room since it was read, 1,000 at most, oldest first. `now` in ms: where the clock was
        ahead when it was read, all of the room is looked through."""
        number = self._rooms.get((record.network, record.key), 0)
        since = record.since if record.since <= now else 0
        return [
            schema.entry_from_row(row) for row in self._ask(schema.UNREAD, (number, since, record.read, record.older))
        ]

    def newest_points(self, network: str, until: int = _LAST_TIME) -> dict[str, tuple[str, int]]:
        """The (msgid, time) of the newest thing said in each room that a server has confirmed and that has no gap
        before it. What is stamped later than `until` (ms) is left out: some clock was ahead."""
        ends = self._read_points(network, schema.NEWEST, _LAST_TIME) | self._read_points(network, schema.NEWEST, until)
        for key, msgid, time in self._ask(schema.GAPS, (network,)):
            ends[str(key)] = (str(msgid), int(time))
        return ends

    def oldest_points(self, network: str) -> dict[str, tuple[str, int]]:
        """The same for the oldest."""
        return self._read_points(network, schema.OLDEST)

    def _read_points(self, network: str, statement: str, *values: int) -> dict[str, tuple[str, int]]:
        ends: dict[str, tuple[str, int]] = {}
        for (name, key), number in self._rooms.items():
            row = self._ask_one(statement, (number, *values)) if name == network else None
            if row is not None:
                ends[key] = (str(row[0]), int(row[1]))
        return ends

    def pending_entries(self, network: str) -> list[tuple[str, Entry]]:
        """Own entries that no server has confirmed, oldest first, with their rooms."""
        rows = self._ask(schema.PENDING, (network,))
        return [(str(row[0]), schema.entry_from_row(row[1:])) for row in rows]

    def search_entries(self, words: str, *, network: str = "", room: str = "", limit: int = 100) -> list[Found]:
        """Entries that hold all the words (the last one may be unfinished), newest first."""
        query = schema.fts_query(words)
        if not query:
            return []
        rows = self._ask(schema.SEARCH, {"words": query, "network": network, "room": room, "limit": limit})
        return [Found(row[0], row[1], schema.entry_from_row(row[2:])) for row in rows]

    def index_of(self, network: str, room: str, entry: Entry) -> int:
        """Where an entry stands among those of its room on disk (0 is the oldest)."""
        number = self._rooms.get((network, room), 0)
        row = self._ask_one(schema.INDEX_OF, (number, entry.time, entry.id))
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Write what is queued, sync, end the thread. Idempotent. Waits for the disk, 5 s at most when it fails."""
        if self._writer.close():
            self._reader.close()
            self._writer.release()


def _record(row: Sequence[Any]) -> RoomRecord:
    return RoomRecord(*row[:-2], *map(bool, row[-2:]))


def _open_connection(path: Path) -> sqlite3.Connection:
    keep_database_private(path)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = 1")  # a row that is replaced is counted out, too
        connection.execute("PRAGMA fullfsync = 1")  # macOS: a sync that reaches the disk; nothing elsewhere
    except BaseException:
        connection.close()
        raise
    return connection
