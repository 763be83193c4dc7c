"""Archive: all entries and rooms of one profile on disk.

SQLite in WAL mode. A thread writes, with many changes in one synced transaction. The thread that opened the Archive
(the GUI thread) reads on a separate connection, which never waits for the writer. A cached page takes well under a
millisecond.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

from desktop_chat.client import archive_schema as schema
from desktop_chat.client import archive_search, search_filters
from desktop_chat.client.archive_file import LAST_TIME, ArchiveFile
from desktop_chat.client.archive_records import RoomRecord, SearchResult, UnreadEntries, room_from_row
from desktop_chat.client.archive_writer import (
    AddedEntries,
    ArchiveWriter,
    ClearRequest,
    EraseRequest,
    ReplacedEntry,
    StatementChange,
    WriteCallback,
)
from desktop_chat.client.entry import SPOKEN, Entry, EntryKind
from desktop_chat.client.page_index import PageIndex
from desktop_chat.client.room_marks import RoomMarks
from desktop_chat.files import make_private
from desktop_chat.texts import client as texts


def _tell_nobody() -> None:
    """Do nothing: nobody asks for trouble."""


class ArchiveError(Exception):
    """An archive that cannot be used. The text is a sentence for the person."""


class Archive:
    """Methods do not wait for the disk, except reads that the cache does not answer. Thread: the opener's."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. A damaged file is rescued.

        Raises: ArchiveError.
        """
        self._path = path
        self.on_trouble: Callable[[], None] = _tell_nobody
        """Called when writing or reading begins to fail; `error_text` has the reason. Must not block. Thread: any."""
        try:
            make_private(path.parent)
            self._file = ArchiveFile(path, lambda: self.on_trouble())
        except schema.TooNewError as error:
            raise ArchiveError(str(error)) from None
        except (OSError, sqlite3.Error) as error:
            raise ArchiveError(texts.ARCHIVE_CANNOT_BE_OPENED(str(path), str(error))) from error
        self._writer = ArchiveWriter(self._file.writer, path, lambda: self.on_trouble())
        self._next = self._file.last_id
        self._rooms = self._file.room_numbers()
        self._marks: dict[int, PageIndex] = {}

    @cached_property
    def _searcher(self) -> archive_search.ArchiveSearcher:
        return archive_search.ArchiveSearcher(self._path)

    @property
    def rescued(self) -> str:
        """Where the damaged file is kept, as a sentence; "" if the file was not damaged."""
        return self._file.rescued

    @property
    def path(self) -> Path:
        """The file."""
        return self._path

    @property
    def error_text(self) -> str:
        """The reason why writing or reading fails at present, as a sentence; "" if both work. Thread: any."""
        if self._file.is_damaged or self._writer.damaged:
            return texts.ARCHIVE_DAMAGED
        return self._writer.error_text

    def next_id(self) -> int:
        """Return a new Entry id for this archive."""
        self._next += 1
        return self._next

    @property
    def last_id(self) -> int:
        """The last id that `next_id` returned."""
        return self._next

    # Writing: queued, in order

    def open_room(self, network: str, key: str, name: str, kind: str, *, joined: bool) -> None:
        """Keep the room. `joined`: enter it again at the next start."""
        number = self._rooms.setdefault((network, key), len(self._rooms) + 1)
        self._writer.queue_change(StatementChange(schema.OPEN_ROOM, [(number, network, key, name, kind, joined)], None))

    def close_room(self, network: str, key: str) -> None:
        """Hide the room; its entries stay."""
        self._queue_statement(schema.CLOSE_ROOM, network, key)

    def rename_room(self, network: str, old: str, new: str, name: str) -> None:
        """Change the key of a room. A closed room with the key `new` gets the key `old`, so that the entries of each
        conversation stay together."""
        number, other = self._rooms.get((network, old)), self._rooms.get((network, new))
        if number is None or number == other:
            return
        renames: list[tuple[object, ...]] = [(new, name, number)]
        if other is not None:
            renames = [(f"\n{new}", old, other), *renames, (old, old, other)]  # keys are unique at every moment
            self._rooms[network, old] = other
        else:
            del self._rooms[network, old]
        self._rooms[network, new] = number
        self._writer.queue_change(StatementChange(schema.RENAME_ROOM, renames, None))

    def add_entries(self, network: str, room: str, entries: Sequence[Entry], then: WriteCallback | None = None) -> None:
        """Keep entries. `then` is called on the archive thread once the entries are on disk."""
        number = self._room_id(network, room)
        self._writer.queue_change(AddedEntries(number, tuple(entries), then))
        times = [entry.time for entry in entries]
        marks = self._marks_of(number)
        if times and marks.may_shift_pages(min(times), max(times)):
            self._invalidate_index(marks)

    def replace_entry(self, network: str, room: str, entry: Entry, then: WriteCallback | None = None) -> None:
        """Replace the entry of the same id."""
        number = self._room_id(network, room)
        self._writer.queue_change(ReplacedEntry(number, entry, then))
        self._invalidate_index(self._marks_of(number))

    def _marks_of(self, number: int) -> PageIndex:
        marks = self._marks.get(number)
        if marks is None:
            marks = self._marks[number] = PageIndex(number)
        return marks

    def _invalidate_index(self, marks: PageIndex) -> None:
        """Drop the marks of a room, because the change just queued may move entries."""
        number = marks.invalidate()
        self._writer.queue_change(StatementChange("", (), lambda: marks.note_written(number)))

    def mark_read(self, network: str, room: str, entry: int, since: int) -> None:
        """Mark the entries up to the id as read. `since`: no unread entry has an earlier time (ms)."""
        self._queue_statement(schema.MARK_READ, network, room, entry, since)

    def mark_unread(self, network: str, room: str, entry: int, since: int) -> None:
        """Mark the entries after the id as unread. `since`: no unread entry has an earlier time (ms)."""
        self._queue_statement(schema.MARK_UNREAD, network, room, entry, since)

    def keep_older(self, network: str, room: str, ranges: Sequence[tuple[int, int]]) -> None:
        """Keep the ids (first, last) of old messages that came late and do not count as unread."""
        self._queue_statement(schema.KEEP_OLDER, network, room, json.dumps(ranges))

    def keep_draft(
        self, network: str, room: str, text: str, *, answers: str = "", corrects: str = "", correction: str = ""
    ) -> None:
        """Keep the texts that a person has begun in a room (see RoomRecord)."""
        self._queue_statement(
            schema.KEEP_DRAFT,
            network,
            room,
            schema.drop_surrogates(text),
            answers,
            corrects,
            schema.drop_surrogates(correction),
        )

    def keep_place(self, network: str, room: str, entry_id: int, offset: int) -> None:
        """Keep where the person left a room (see RoomRecord)."""
        self._queue_statement(schema.KEEP_PLACE, network, room, entry_id, offset)

    def mark_room(self, network: str, room: str, marks: RoomMarks) -> None:
        """Keep the marks of a room."""
        values = marks.muted, marks.muted_until, marks.pinned, marks.rule.value, marks.position, marks.group
        self._queue_statement(schema.MARK_ROOM, network, room, *values)

    def mark_blocked(self, network: str, room: str, name: str, *, blocked: bool) -> None:
        """Keep whether the person of a closed direct room, which may be new, is blocked."""
        if (network, room) not in self._rooms:
            self.open_room(network, room, name, "direct", joined=False)
            self.close_room(network, room)
        self._queue_statement(schema.KIND_ROOM, network, room, "blocked" if blocked else "direct")

    def keep_gap(self, network: str, room: str, since: tuple[str, int] | None) -> None:
        """Keep that messages after `since` (msgid, time in ms) are missing; None: there is no gap."""
        self._room_id(network, room)
        self._queue_statement(schema.KEEP_GAP, network, room, *(since or ("", 0)))

    def flush(self, then: WriteCallback) -> None:
        """Call `then` on the archive thread once all queued changes are on disk."""
        self._writer.queue_change(StatementChange("", (), then))

    def clear_closed_rooms(self, then: WriteCallback) -> None:
        """Delete up to 1,000 entries of rooms that are not open, then call `then` on the archive thread."""
        self._writer.queue_change(ClearRequest(then))

    def erase(self, then: WriteCallback) -> None:
        """Erase redacted and edited text from the file now, then call `then` on the archive thread.

        For tests and tools; the thread erases such text within half a minute anyway.
        """
        self._writer.queue_change(EraseRequest(then))

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
        """Return the open rooms in the order in which they were opened."""
        return list(map(room_from_row, self._file.read_rows(schema.ROOMS, (network,))))

    def room(self, network: str, key: str) -> RoomRecord | None:
        """Return an archived room, open or closed, or None."""
        row = self._file.read_row(schema.ROOM, (network, key))
        return room_from_row(row) if row is not None else None

    def blocked(self, network: str) -> list[str]:
        """Return the names of blocked people."""
        return [str(name) for (name,) in self._file.read_rows(schema.BLOCKED, (network,))]

    def whole_count(self) -> tuple[int, int]:
        """Return the number of entries on disk, and how many of them are in closed rooms."""
        whole, closed = (self._file.read_row(statement, ()) for statement in (schema.WHOLE_COUNT, schema.CLOSED_COUNT))
        return (int(whole[0]) if whole else 0), (int(closed[0]) if closed else 0)

    def entry_count(self, network: str, room: str) -> int:
        """Return the number of entries of a room on disk."""
        row = self._file.read_row(schema.COUNT, (self._rooms.get((network, room), 0),))
        return int(row[0]) if row else 0

    def read_page(self, network: str, room: str, first: int, count: int) -> list[Entry]:
        """Return `count` entries of a room by time, from index `first` (0 is the oldest)."""
        number = self._rooms.get((network, room), 0)
        self._file.begin_reading()  # the count and the page of one moment
        try:
            total = self.entry_count(network, room)
            count = max(0, min(count, total - first))
            rows = self._marks_of(number).read_page(self._file.reader, first, count, total) if count else []
        except sqlite3.DatabaseError as error:
            self._file.note_error(error)
            return [Entry(-1 - index, EntryKind.NEWS, 0, "", "") for index in range(count)]
        finally:
            self._file.end_reading()
        return [schema.entry_from_row(row) for row in rows]

    def find_by_msgid(self, network: str, room: str, msgid: str) -> Entry | None:
        """Return the archived entry with the msgid in a room, or None."""
        row = self._file.read_row(schema.SAID, (self._rooms.get((network, room), 0), msgid))
        return schema.entry_from_row(row) if row else None

    def find_entry(self, network: str, room: str, entry_id: int) -> Entry | None:
        """Return the archived entry with the id in a room, or None."""
        row = self._file.read_row(schema.ENTRY, (self._rooms.get((network, room), 0), entry_id))
        return schema.entry_from_row(row) if row else None

    def entry_above(self, network: str, room: str, entry: Entry) -> Entry | None:
        """Return the entry right above an archived entry of a room, or None."""
        row = self._file.read_row(schema.ENTRY_ABOVE, (self._rooms.get((network, room), 0), entry.time, entry.id))
        return schema.entry_from_row(row) if row else None

    def find_inviter(self, network: str, room: str) -> str:
        """Return the nick of the person who invited us to a room last, or ""."""
        row = self._file.read_row(schema.INVITER, (self._rooms.get((network, room), 0),))
        return str(row[0]) if row is not None else ""

    def read_unread(
        self, record: RoomRecord, now: int, find_calls: Callable[[Sequence[str]], Sequence[bool]]
    ) -> UnreadEntries:
        """Return the unread entries of others in a room, at most 1,000.

        `now` (ms): if the room was read with a clock that was ahead, the whole room is searched. `find_calls` tells
        which of the texts call the person.
        """
        number = self._rooms.get((record.network, record.key), 0)
        since = record.since if record.since <= now else 0
        rows = self._file.read_rows(schema.UNREAD, (number, since, record.read, record.older, record.kind == "server"))
        if not rows:
            return UnreadEntries()
        called = find_calls([text for _, text, _ in rows])
        first, calls = rows[0][0], {row[0] for row, is_call in zip(rows, called, strict=True) if row[2] or is_call}
        needed = self._file.read_rows(schema.ENTRIES, (json.dumps([first, *calls]),))
        entries = [schema.entry_from_row(row) for row in needed]
        oldest = next((entry for entry in entries if entry.id == first), None)
        return UnreadEntries(len(rows), oldest, tuple(entry for entry in entries if entry.id in calls))

    def newest_points(self, network: str, until: int = LAST_TIME) -> dict[str, tuple[str, int]]:
        """Return by room the (msgid, time) of the newest confirmed message, or of the beginning of a gap.

        Messages later than `until` (ms) are left out, because some clock was ahead, unless a room has no others.
        """
        ends = self._read_points(network, schema.NEWEST, LAST_TIME) | self._read_points(network, schema.NEWEST, until)
        for key, msgid, time in self._file.read_rows(schema.GAPS, (network,)):
            ends[str(key)] = (str(msgid), int(time))
        return ends

    def oldest_points(self, network: str) -> dict[str, tuple[str, int]]:
        """Return by room the (msgid, time) of the oldest confirmed message."""
        return self._read_points(network, schema.OLDEST)

    def _read_points(self, network: str, statement: str, *values: int) -> dict[str, tuple[str, int]]:
        ends: dict[str, tuple[str, int]] = {}
        for (name, key), number in self._rooms.items():
            row = self._file.read_row(statement, (number, *values)) if name == network else None
            if row is not None:
                ends[key] = (str(row[0]), int(row[1]))
        return ends

    def pending_entries(self, network: str) -> list[tuple[str, Entry]]:
        """Return (room, own entry without a confirmation), oldest first."""
        rows = self._file.read_rows(schema.PENDING, (network,))
        return [(str(row[0]), schema.entry_from_row(row[1:])) for row in rows]

    def search_entries(
        self,
        filters: search_filters.SearchFilters,
        scope: archive_search.SearchScope,
        then: archive_search.SearchCallback,
    ) -> None:
        """Search in place of the search before, once all queued changes are on disk.

        `then` is called on the search thread with the results. While writing fails, the search is started at once.
        """

        searcher = self._searcher

        def start() -> None:
            searcher.start_search(filters, scope, then)

        if self._writer.error_text:
            start()
        else:
            self.flush(start)

    def read_calls(self, network: str, name: str, *, limit: int) -> list[SearchResult]:
        """Return the newest messages of others with all words of a name."""
        from desktop_chat.client.archive_words import fts_query

        query = fts_query(f"{name} ")
        rows = self._file.read_rows(schema.CALLS, (query, network, limit)) if query else []
        return [SearchResult(network, row[0], schema.entry_from_row(row[1:])) for row in rows]

    def read_replies(self, network: str, *, limit: int) -> list[SearchResult]:
        """Return replies of others to own messages, newest first in each room, of the last `limit` replies there."""
        found: list[SearchResult] = []
        for (name, key), number in self._rooms.items():
            rows = self._file.read_rows(schema.REPLIES, (number, limit)) if name == network else []
            for entry in map(schema.entry_from_row, rows):
                answered = self.find_by_msgid(network, key, entry.reply_to_msgid) if entry.kind in SPOKEN else None
                if answered is not None and answered.own:
                    found.append(SearchResult(network, key, entry))
        return found

    def index_of(self, network: str, room: str, entry: Entry) -> int:
        """Return the index of an entry among the entries of its room on disk (0 is the oldest)."""
        number = self._rooms.get((network, room), 0)
        row = self._file.read_row(schema.INDEX_OF, (number, entry.time, entry.id))
        return int(row[0]) if row else 0

    def count_between(self, network: str, room: str, first: Entry, end: Entry) -> int:
        """Return how many entries of a room on disk stand from `first` on before `end`."""
        number = self._rooms.get((network, room), 0)
        row = self._file.read_row(schema.COUNT_ENTRIES, (number, end.time, end.id, first.time, first.id))
        return int(row[0]) if row else 0

    def close(self) -> None:
        """Write the queued changes, sync and end the threads; later calls do nothing. Waits for the disk, at most 5 s
        if it fails."""
        self._searcher.close()  # if it was not made yet: no search begins any more
        if self._writer.close():
            self._file.reader.close()
            self._writer.release()
