"""The file of an archive is brought up to date, refused or kept aside when it is opened."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.client import archive_schema as schema
from desktop_chat.client.archive import Archive, ArchiveError
from desktop_chat.client.entry import Entry, EntryKind


def test_older_archive_is_brought_up_to_date_after_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with closing(sqlite3.connect(path)) as connection:
        for statement in schema.MIGRATIONS[0]:
            connection.execute(statement)
        connection.execute("PRAGMA user_version = 1")
        columns = "(id, network, key, name, kind, joined, read)"
        connection.execute(f"INSERT INTO room {columns} VALUES (1, 'net', '#t', '#t', 'channel', 1, 7)")
        for number, time, text in ((1, 5, "kept"), (2, 7, "read"), (3, 9, "unread")):
            kept = Entry(number, EntryKind.MESSAGE, time, "bob", text)
            connection.execute(schema.add_statement(1), schema.entry_row(1, kept))
        connection.commit()
    archive = Archive(path)
    assert [item.text for item in archive.read_page("net", "#t", 0, 5)] == ["kept", "read", "unread"]
    (room,) = archive.rooms("net")
    assert [item.text for item in archive.read_unread(room, 100, lambda texts: [True] * len(texts)).calls] == ["unread"]
    archive.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    with closing(sqlite3.connect(tmp_path / "archive.db.before-v2")) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM entry").fetchone() == (3,)


def test_archive_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(ArchiveError, match="newer"):
        Archive(path)


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be looked at" * 40])
def test_file_that_is_no_archive_is_kept_aside(
    tmp_path: Path, content: bytes, expected_warnings: list[logging.LogRecord]
) -> None:
    path = tmp_path / "archive.db"
    path.write_bytes(content)
    archive = Archive(path)
    assert "damaged" in archive.rescued
    assert archive.rooms("net") == []
    archive.close()
    assert path.with_suffix(".damaged").read_bytes() == content
