"""Write the entries of a room, or of some of its days, from the archive into a file of the person. Thread: any.

The file has a name of its own until it is complete: a cancelled or failed export leaves nothing and replaces nothing.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.entry import Entry
from desktop_chat.client.export_formats import ExportFormat
from desktop_chat.files import open_to_append
from desktop_chat.value_class import value

PAGE = 500
"""Entries between two reports."""
_LAST_TIME = (1 << 63) - 1


class ExportCancelled(Exception):
    """The person has cancelled the export."""


@value
class ExportSource:
    """The entries of one room between two times. `until` is not included."""

    archive: Path
    network: str
    room: str
    since: int = 0
    until: int = _LAST_TIME
    own_only: bool = False
    """Leave out the entries of other people."""


Report = Callable[[int, int], bool]
"""Takes (written, all) entries and returns False to cancel."""


def export_room(source: ExportSource, target: Path, form: ExportFormat, now: int, report: Report) -> int:
    """Write the file. Return the number of its entries.

    Raises: ExportCancelled, OSError, sqlite3.Error.
    """
    draft = target.with_name(f".{target.name}.part")
    draft.unlink(missing_ok=True)
    written = 0
    try:
        with closing(schema.open_reader(source.archive)) as reader, open_to_append(draft) as file:
            total = _count_entries(reader, source)
            file.write(_encode(form.begin(now)))
            for page in _read_pages(reader, source):
                if not report(written, total):
                    raise ExportCancelled
                written_now = [entry for entry in page if entry.own or not source.own_only]
                file.write(_encode("".join(map(form.write_entry, written_now))))
                written += len(page)
            file.write(_encode(form.end()))
            file.flush()
            os.fsync(file.fileno())
        if not report(written, written):
            raise ExportCancelled
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return written


def _encode(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _count_entries(reader: sqlite3.Connection, source: ExportSource) -> int:
    values = (source.network, source.room, source.since, source.until)
    return int(reader.execute(schema.COUNT_BETWEEN, values).fetchone()[0])


def _read_pages(reader: sqlite3.Connection, source: ExportSource) -> Iterator[list[Entry]]:
    """Yield the entries page by page; no page keeps the archive's thread from its work."""
    after = (source.since - 1, _LAST_TIME)
    while True:
        values = (source.network, source.room, *after, source.until, PAGE)
        page = [schema.entry_from_row(row) for row in reader.execute(schema.PAGE_BETWEEN, values).fetchall()]
        if not page:
            return
        yield page
        after = (page[-1].time, page[-1].id)
