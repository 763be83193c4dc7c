"""Indexing: adds the messages of the database to the full-text index, a piece at a time. Thread: search.

Each room has a mark: the messages up to the mark are in the index. A message that was edited or deleted above the mark
needs no removal. After a crash, indexing continues at the mark.
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
"""Entries in one step: about 15 ms, mostly without the GIL."""

Row = list[Any]


class SearchIndexer:
    """Writes the index. Each call gets a connection that reads the chat's database."""

    def __init__(self, index: sqlite3.Connection) -> None:
        self._index = index
        self._marks: dict[int, int] = dict(index.execute(search_sql.READ_MARKS).fetchall())
        self._unindexed: defaultdict[int, set[int]] = defaultdict(set)
        for room, sequence in index.execute(search_sql.READ_GONE):
            self._unindexed[room].add(sequence)

    def find_rooms_behind(self, chat: sqlite3.Connection) -> set[int]:
        """Return the rooms with messages to add or to remove. Looks at every room."""
        spoken = self._fetch_json_rows(chat, search_sql.ROOMS_SPOKEN, ())
        found = {room for room, newest in spoken if newest > self._marks.get(room, 0)}
        return found | self.forgetting(chat)

    def forgetting(self, chat: sqlite3.Connection) -> set[int]:
        """Return the rooms with messages to remove."""
        return {room for (room,) in chat.execute(search_sql.ROOMS_FORGOTTEN)}

    def index_next_entries(self, chat: sqlite3.Connection, room: int) -> tuple[bool, list[tuple[int, int]]]:
        """Add the next piece of a room to the index, and remove deleted messages from it.

        Return whether there is more to add, and the (room, sequence) of the removed messages.
        Raises: sqlite3.Error; the index is unchanged then.
        """
        mark = self._marks.get(room, 0)
        chat.execute("BEGIN")  # one consistent view for all reads
        try:
            forgotten = self._fetch_json_rows(chat, search_sql.READ_FORGOTTEN, (room,))
            new = sorted(self._fetch_json_rows(chat, search_sql.READ_NEW, (room, mark, ENTRIES_PER_STEP)))
            upto = new[-1][0] if new else mark
            leaving = [row for row in forgotten if row[0] not in self._unindexed[room]]
            left = _terms_to_forget(room, mark, leaving)
            add, remove = self._changed_terms(chat, room, mark, new, left)
            add.update(self._said_anew(chat, room, upto, left.keys() - add.keys()))
        finally:
            chat.execute("COMMIT")
        waiting = [row[0] for row in forgotten]
        settled = self._unindexed[room].difference(waiting)
        if new or leaving or settled:
            self._write_terms(
                room,
                upto,
                _rows_of_terms(add),
                _rows_of_terms(left) + remove,
                [row[0] for row in leaving],
                sorted(settled),
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
        """Return the terms to add by sequence, and rows to remove, beside the rows in `left`.

        An edit is indexed under the sequence of its original.
        """
        add: dict[int, str] = {}
        remove: list[Row] = []
        for sequence, source, text, tags in new:
            original = _original_sequence(sequence, tags)
            if original != sequence and original <= mark and original not in add and original not in left:
                before = chat.execute(search_sql.VERSION_AT, (room, original, room, original, mark)).fetchone()
                if before is None:
                    continue  # the original was deleted meanwhile
                remove.append([original, _entry_terms(room, *before)])
            add[original] = _entry_terms(room, source, text)
        return add, remove

    def _said_anew(self, chat: sqlite3.Connection, room: int, upto: int, left: Iterable[int]) -> dict[int, str]:
        """Return the new terms, by sequence, of Entries in `left` that still exist with another text."""
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


def _terms_to_forget(room: int, mark: int, forgotten: Sequence[Row]) -> dict[int, str]:
    """Return the indexed terms, by sequence, of each Entry that was deleted or edited."""
    found: dict[int, str] = {}
    for sequence, original, source, text in sorted(forgotten):
        if sequence <= mark:
            found[original] = _entry_terms(room, source, text)
    return found


def _rows_of_terms(terms: Mapping[int, str]) -> list[Row]:
    return [[sequence, text] for sequence, text in sorted(terms.items())]


def _original_sequence(sequence: int, tags: str) -> int:
    """Return the sequence under which an Entry is indexed: the original's sequence for an edit."""
    place = place_of(parse_tags(tags).get(TAG_EDIT, "")) if TAG_EDIT in tags else None
    return place[1] if place is not None else sequence


def _entry_terms(room: int, source: str, text: str) -> str:
    return terms_of_entry(room, source.partition("!")[0], text)
