"""A room is read from the archive page by page and written into a file, whole or not at all."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.export_formats import JsonFormat
from desktop_chat.client.room_export import PAGE, ExportCancelled, ExportSource, export_room
from tests.client.test_export_formats import NOON, TEXTS
from tests.patience import SECONDS

COUNT = 2 * PAGE + 7


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.db")
    opened.open_room("net", "#tea", "#tea", "channel", joined=True)
    for room in ("#tea", "#other"):
        first = opened.last_id + 1
        entries = [
            Entry(opened.next_id(), EntryKind.MESSAGE, NOON + (n // 3) * 1000, "bob", f"{room} {n}")
            for n in range(COUNT)
        ]
        assert entries[0].id == first
        opened.add_entries("net", room, entries)
    done = threading.Event()
    opened.flush(done.set)
    assert done.wait(SECONDS)
    yield opened
    opened.close()


def export(source: ExportSource, target: Path, most: int = 1 << 60) -> tuple[list[Any], list[tuple[int, int]]]:
    """Export until `most` reports; return the entries and the reports."""
    reports: list[tuple[int, int]] = []

    def report(written: int, total: int) -> bool:
        reports.append((written, total))
        return len(reports) <= most

    count = export_room(source, target, JsonFormat(TEXTS), NOON, report)
    entries = json.loads(target.read_text("utf-8"))["entries"]
    assert len(entries) == count
    return entries, reports


def test_whole_room_is_written_in_order(archive: Archive, tmp_path: Path) -> None:
    entries, reports = export(ExportSource(archive.path, "net", "#tea"), tmp_path / "tea.json")
    assert [entry["text"] for entry in entries] == [f"#tea {n}" for n in range(COUNT)]
    assert reports == [(0, COUNT), (PAGE, COUNT), (2 * PAGE, COUNT), (COUNT, COUNT)]


def test_only_the_chosen_time_is_written(archive: Archive, tmp_path: Path) -> None:
    source = ExportSource(archive.path, "net", "#tea", NOON + 1000, NOON + 3000)
    entries, reports = export(source, tmp_path / "tea.json")
    assert [entry["text"] for entry in entries] == [f"#tea {n}" for n in range(3, 9)]
    assert reports[0] == (0, 6)


def test_cancelled_export_leaves_the_old_file(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "folder" / "tea.json"
    target.parent.mkdir()
    target.write_text("old")
    for most in range(4):
        with pytest.raises(ExportCancelled):
            export(ExportSource(archive.path, "net", "#tea"), target, most)
        assert target.read_text() == "old"
        assert list(target.parent.iterdir()) == [target]


def test_failed_export_leaves_nothing(archive: Archive, tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(OSError, match="folder"):
        export(ExportSource(archive.path, "net", "#tea"), target)
    assert not list(tmp_path.glob(".folder*"))


def test_unknown_room_is_empty(archive: Archive, tmp_path: Path) -> None:
    entries, _ = export(ExportSource(archive.path, "net", "#nowhere"), tmp_path / "none.json")
    assert entries == []


def test_only_own_messages_are_written(archive: Archive, tmp_path: Path) -> None:
    mine = Entry(archive.next_id(), EntryKind.MESSAGE, NOON + COUNT * 1000, "ann", "mine", own=True)
    archive.add_entries("net", "#tea", [mine])
    done = threading.Event()
    archive.flush(done.set)
    assert done.wait(SECONDS)
    target, reports = tmp_path / "mine.json", list[tuple[int, int]]()

    def report(written: int, total: int) -> bool:
        reports.append((written, total))
        return True

    export_room(ExportSource(archive.path, "net", "#tea", own_only=True), target, JsonFormat(TEXTS), NOON, report)
    assert [entry["text"] for entry in json.loads(target.read_text("utf-8"))["entries"]] == ["mine"]
    assert reports[-1] == (COUNT + 1, COUNT + 1)
