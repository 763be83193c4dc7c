"""Indexing: brings the full-text index up to what the chat's database holds, a piece at a time. Search thread only.

Each room has a mark: up to it everything is in the index. So what was corrected or forgotten above the mark needs no
word taken back, and after a crash the next piece begins where the last one was whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from desktop_chat.irc.capabilities import TAG_EDIT
from desktop_chat.irc.message import parse_tags
from desktop_chat.storage import search_sql
from desktop_chat.storage.msgid import place_of
from desktop_chat.storage.search_terms import terms_of_entry

ENTRIES_PER_STEP = 500
"""Entries in one step: about 15 ms, most of it with the interpreter free."""

Row = list[Any]


class SearchIndexer:
    """`index` is the connection that writes the index; that to the chat's database is lent for each call."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._marks: dict[int, int] = dict(index.execute(search_sql.READ_MARKS).fetchall())
        self._unindexed: defaultdict[int, set[int]] = defaultdict(set)
        for room, sequence in index.execute(search_sql.READ_GONE):
            self._unindexed[room].add(sequence)

    def find_rooms_behind(self, chat: sqlite3.Connection) -> set[int]:
        """The rooms with something that the index does not know of yet. Looks at every room."""
        spoken = self._fetch_json_rows(chat, search_sql.ROOMS_SPOKEN, ())
        found = {room for room, newest in spoken if newest > self._marks.get(room, 0)}
        return found | self.forgetting(chat)

    def forgetting(self, chat: sqlite3.Connection) -> set[int]:
        """The rooms of which something has to be forgotten yet."""
        return {room for (room,) in chat.execute(search_sql.ROOMS_FORGOTTEN)}

    def index_next_entries(self, chat: sqlite3.Connection, room: int) -> tuple[bool, list[tuple[int, int]]]:
        """Take the next piece of this room into the index, and whatever is to be forgotten out of it: whether there is
        more, and what is forgotten for good now. Raises sqlite3.Error and leaves the index as it was."""
        mark = self._marks.get(room, 0)
        chat.execute("BEGIN")  # so that what was read belongs together
        try:
            forgotten = self._fetch_json_rows(chat, search_sql.READ_FORGOTTEN, (room,))
            new = sorted(self._fetch_json_rows(chat, search_sql.READ_NEW, (room, mark, ENTRIES_PER_STEP)))
            upto = new[-1][0] if new else mark
            leaving = [row for row in forgotten if row[0] not in self._unindexed[room]]
            left = _leaving(room, mark, leaving)
            add, remove = self._changed_terms(chat, room, mark, new, left)
            add.update(self._said_anew(chat, room, upto, left.keys() - add.keys()))
        finally:
            chat.execute("COMMIT")
        waiting = [row[0] for row in forgotten]
        settled = self._unindexed[room].difference(waiting)
        if new or leaving or settled:
            self._write_terms(
                room, upto, _rows(add), _rows(left) + remove, [row[0] for row in leaving], sorted(settled)
            )
        self._marks[room] = upto
        self._unindexed[room].difference_update(settled)
        self._unindexed[room].update(waiting)
        if leaving:
            self._index.execute(search_sql.CHECKPOINT).fetchone()
        return len(new) == ENTRIES_PER_STEP, [(room, sequence) for sequence in waiting]

    def _changed_terms(
        self, chat: sqlite3.Connection, room: int, mark: int, new: Sequence[Row], left: Mapping[int, str]
    ) -> tuple[dict[int, str], list[Row]]:
        """What is to be found (terms by sequence) and what no longer, beside those that have `left`. A correction is
        found as what it corrects."""
        add: dict[int, str] = {}
        remove: list[Row] = []
        for sequence, source, text, tags in new:
            original = _original_sequence(sequence, tags)
            if original != sequence and original <= mark and original not in add and original not in left:
                before = chat.execute(search_sql.VERSION_AT, (room, original, room, original, mark)).fetchone()
                if before is None:
                    continue  # what it corrects has gone since
                remove.append([original, _entry_terms(room, *before)])
            add[original] = _entry_terms(room, source, text)
        return add, remove

    def _said_anew(self, chat: sqlite3.Connection, room: int, upto: int, left: Iterable[int]) -> dict[int, str]:
        """Of what has left the index, those Entries that are still there, with other words (terms by sequence)."""
        found: dict[int, str] = {}
        for original in left:
            now = chat.execute(search_sql.VERSION_AT, (room, original, room, original, upto)).fetchone()
            if now is not None:
                found[original] = _entry_terms(room, *now)
        return found

    def _write_terms(
        self, room: int, upto: int, add: list[Row], remove: list[Row], leaving: list[int], settled: list[int]
    ) -> None:
        execute = self._index.execute
        execute("BEGIN IMMEDIATE")
        try:
            if remove:
                execute(search_sql.REMOVE, (json.dumps(remove),))
                execute(search_sql.MARK_STALE)
            if add:
                execute(search_sql.ADD, (json.dumps(add),))
            execute(search_sql.MARK, (room, upto))
            execute(search_sql.GONE, (room, json.dumps(leaving)))
            execute(search_sql.SETTLED, (room, json.dumps(settled)))
            execute("COMMIT")
        except BaseException:
            if self._index.in_transaction:
                execute("ROLLBACK")
            raise

    def _fetch_json_rows(self, chat: sqlite3.Connection, statement: str, values: tuple[int, ...]) -> list[Row]:
        row = chat.execute(statement, values).fetchone()
        found: list[Row] = json.loads(row[0]) if row is not None and row[0] is not None else []
        return found


def _leaving(room: int, mark: int, forgotten: Sequence[Row]) -> dict[int, str]:
    """Of each Entry that goes or says something else now, the terms of the version by which it is found."""
    found: dict[int, str] = {}
    for sequence, original, source, text in sorted(forgotten):
        if sequence <= mark:
            found[original] = _entry_terms(room, source, text)
    return found


def _rows(terms: Mapping[int, str]) -> list[Row]:
    return [[sequence, text] for sequence, text in sorted(terms.items())]


def _original_sequence(sequence: int, tags: str) -> int:
    """The Entry under which this one is found: itself, or the one that it corrects."""
    place = place_of(parse_tags(tags).get(TAG_EDIT, "")) if TAG_EDIT in tags else None
    return place[1] if place is not None else sequence


def _entry_terms(room: int, source: str, text: str) -> str:
    return terms_of_entry(room, source.partition("!")[0], text)
