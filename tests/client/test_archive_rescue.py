"""Rescue of a damaged archive: readable rows are kept, and the rest is fetched again."""

from __future__ import annotations

import json
import logging
import random
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.client.archive import Archive, ArchiveError
from desktop_chat.client.archive_rescue import _Rows, note_damage
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.room_marks import NotificationRule, RoomMarks
from tests.client.archive_searching import find
from tests.client.test_archive import flushed

MARKS = RoomMarks(muted=True, muted_until=1 << 50, rule=NotificationRule.ALL, position=3, group="Work")
PAGE = 4096


@pytest.fixture
def path(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> Path:
    """An archive of two rooms with 3,000 entries, closed in order."""
    path = tmp_path / "archive.db"
    archive = Archive(path)
    archive.open_room("net", "#tea", "#Tea", "channel", joined=True)
    archive.open_room("net", "bob", "Bob", "direct", joined=False)
    for room in ("#tea", "bob"):
        entries = [
            Entry(archive.next_id(), EntryKind.MESSAGE, 1000 + number, "ann", f"hello {number} " * 9, f"{room}{number}")
            for number in range(1500)
        ]
        archive.add_entries("net", room, entries)
    archive.keep_draft("net", "bob", "not sent yet")
    archive.mark_read("net", "#tea", 100, 1100)
    archive.mark_room("net", "#tea", MARKS)
    archive.add_entries(
        "net",
        "#tea",
        [Entry(archive.next_id(), EntryKind.MESSAGE, 9000, "me", "mine", own=True, state=DeliveryState.PENDING)],
    )
    flushed(archive)
    archive.close()
    Archive(path).close()
    return path


def opened(path: Path) -> Iterator[Archive]:
    archive = Archive(path)
    try:
        yield archive
    finally:
        archive.close()


def read_all(archive: Archive, room: str) -> list[Entry]:
    return archive.read_page("net", room, 0, archive.entry_count("net", room))


def flushed_or_damaged(archive: Archive) -> None:
    done = threading.Event()
    archive.flush(done.set)
    assert done.wait(5) or archive.error_text


def spoil(path: Path, pages: list[int]) -> None:
    """Overwrite these pages of the file (0 is the first) with nonsense."""
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(b"\xab\xcd" * (PAGE // 2))


def is_in_order(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert (
            connection.execute("SELECT count(*) FROM entry").fetchone()
            == connection.execute("SELECT sum(count) FROM room").fetchone()
        )


def test_undamaged_archive_is_left_alone(path: Path) -> None:
    for archive in opened(path):
        assert archive.rescued == archive.error_text == ""
        assert len(read_all(archive, "#tea")) == 1501
        assert archive.newest_points("net")["bob"] == ("bob1499", 2499)
    assert sorted(file.name for file in path.parent.iterdir()) == ["archive.db", "archive.rooms.json"]


@pytest.mark.parametrize("seed", range(4))
def test_readable_rows_are_kept(path: Path, seed: int) -> None:
    count = path.stat().st_size // PAGE
    spoil(path, random.Random(seed).sample(range(3, count), 5))
    note_damage(path)
    for archive in opened(path):
        assert "damaged" in archive.rescued
        assert archive.error_text == ""
        found = len(read_all(archive, "#tea")) + len(read_all(archive, "bob"))
        assert 2000 < found <= 3001
        assert [(room.key, room.joined, room.draft, room.read) for room in archive.rooms("net")] == [
            ("#tea", True, "", 100),
            ("bob", False, "not sent yet", 0),
        ]
        assert [room.marks for room in archive.rooms("net")] == [MARKS, RoomMarks()]
        assert archive.newest_points("net") == {"#tea": ("", 1), "bob": ("", 1)}
        archive.add_entries(
            "net", "#tea", [Entry(archive.next_id(), EntryKind.MESSAGE, 9999, "ann", "back again", "new")]
        )
        flushed(archive)
        assert [one.entry.msgid for one in find(archive, "back again")] == ["new"]
    is_in_order(path)
    assert path.with_suffix(".damaged").exists()
    for archive in opened(path):
        assert archive.rescued == ""


def test_damage_is_found_where_a_start_reads(path: Path) -> None:
    found = 0
    with closing(sqlite3.connect(path)) as connection:
        pages = [page for (page,) in connection.execute("SELECT rootpage - 1 FROM sqlite_master WHERE rootpage > 1")]
    for page in pages:
        copy = path.parent / str(page) / "archive.db"
        copy.parent.mkdir()
        copy.write_bytes(path.read_bytes())
        copy.with_suffix(".rooms.json").write_bytes(path.with_suffix(".rooms.json").read_bytes())
        spoil(copy, [page])
        for archive in opened(copy):
            assert len(archive.rooms("net")) == 2
            assert read_all(archive, "#tea") is not None
            find(archive, "hello")
            archive.add_entries(
                "net", "bob", [Entry(archive.next_id(), EntryKind.MESSAGE, 9999, "ann", "new words", "new")]
            )
            flushed_or_damaged(archive)
            found += bool(archive.rescued or archive.error_text)
        for archive in opened(copy):
            assert archive.rooms("net")[0].joined
            assert archive.error_text == ""
            if archive.rescued:
                is_in_order(copy)
    assert found >= len(pages) - 2  # what nothing reads is not missed


@pytest.mark.parametrize("data", [b"", b"nonsense" * 999, b"SQLite format 3\x00" + b"x" * 5000])
def test_completely_damaged_archive_is_replaced(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    for archive in opened(path):
        rooms = archive.rooms("net")
        if data:
            assert [(room.key, room.joined) for room in rooms] == [("#tea", True), ("bob", False)]
            assert [room.marks for room in archive.rooms("net")] == [MARKS, RoomMarks()]
            assert archive.newest_points("net") == {"#tea": ("", 1), "bob": ("", 1)}
        archive.add_entries("net", "#tea", [Entry(archive.next_id(), EntryKind.MESSAGE, 5, "ann", "hi", "m")])
        flushed(archive)
        assert len(read_all(archive, "#tea")) == 1
    is_in_order(path)


def test_file_without_readable_tables_is_given_up_at_once(path: Path) -> None:
    """Each failed read costs a moment: 50,000 of them kept the windows from opening for seconds."""
    path.write_bytes(b"nonsense" * 999)
    rows = _Rows(path, "entry", "id, no_such_column", "id, room")
    assert list(rows) == []
    assert rows.failures == 1


def test_list_of_rooms_of_an_older_version_is_read(path: Path) -> None:
    listed = path.with_suffix(".rooms.json")
    rows = json.loads(listed.read_bytes())
    listed.write_text(json.dumps([row[:16] for row in rows]))
    path.write_bytes(b"nonsense" * 999)
    for archive in opened(path):
        assert [(room.key, room.marks) for room in archive.rooms("net")] == [
            ("#tea", RoomMarks(muted=True)),
            ("bob", RoomMarks()),
        ]


def test_damage_found_later_is_reported_and_mended_at_the_next_start(path: Path) -> None:
    for archive in opened(path):
        spoil(path, list(range(3, path.stat().st_size // PAGE)))
        archive._file.reader.execute("PRAGMA shrink_memory")
        assert len(archive.read_page("net", "#tea", 700, 20)) == 20
        find(archive, "hello")
        assert "damaged" in archive.error_text
    for again in opened(path):
        assert "damaged" in again.rescued
        assert again.error_text == ""
        assert [room.key for room in again.rooms("net")] == ["#tea", "bob"]


def test_rows_with_wrong_types_are_left_out(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE entry SET kind = 'hologram' WHERE id = 5")
        connection.commit()
    for archive in opened(path):
        assert read_all(archive, "#tea")[4].kind is EntryKind.NEWS


def test_disk_that_fails_is_no_damage(path: Path) -> None:
    path.unlink()
    path.mkdir()
    with pytest.raises(ArchiveError):
        Archive(path)
    assert path.is_dir()
