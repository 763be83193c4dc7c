"""A room is exported in the background, with progress, and may be cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.export_formats import TextFormat
from desktop_chat.client.room_export import PAGE, ExportSource
from desktop_chat.qt.network.room_exporter import RoomExporter
from tests.client.test_export_formats import NOON, TEXTS
from tests.patience import MILLISECONDS

COUNT = PAGE + 1


class Exports:
    """Exports a room whose entries are still on their way to the disk, and keeps what is reported."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self._qtbot = qtbot
        self._owner = QObject()
        self.archive = Archive(folder / "archive.db")
        self.reports: list[tuple[int, int]] = []
        self._results: list[tuple[bool, str]] = []

    def make_exporter(self, target: Path) -> RoomExporter:
        entries = [Entry(self.archive.next_id(), EntryKind.MESSAGE, NOON + n, "bob", f"text {n}") for n in range(COUNT)]
        self.archive.add_entries("net", "#tea", entries)
        source = ExportSource(self.archive.path, "net", "#tea")
        exporter = RoomExporter(self.archive, source, target, TextFormat(TEXTS), self._owner)
        exporter.progressed.connect(lambda written, total: self.reports.append((written, total)))
        exporter.finished.connect(lambda complete, reason: self._results.append((complete, reason)))
        return exporter

    def wait_for_result(self) -> tuple[bool, str]:
        self._qtbot.waitUntil(lambda: bool(self._results), timeout=MILLISECONDS)
        return self._results.pop()


@pytest.fixture
def exports(qtbot: QtBot, tmp_path: Path) -> Iterator[Exports]:
    made = Exports(qtbot, tmp_path)
    yield made
    made.archive.close()


def test_export_has_what_was_queued_before_it(exports: Exports, tmp_path: Path) -> None:
    target = tmp_path / "tea.txt"
    exports.make_exporter(target).start()
    assert exports.wait_for_result() == (True, "")
    assert exports.reports == [(0, COUNT), (PAGE, COUNT), (COUNT, COUNT)]
    assert target.read_text("utf-8").count("<bob> text") == COUNT


def test_cancelled_export_ends_without_a_file(exports: Exports, tmp_path: Path) -> None:
    exporter = exports.make_exporter(tmp_path / "tea.txt")
    exporter.cancel()
    exporter.start()
    assert exports.wait_for_result() == (False, "")
    assert not (tmp_path / "tea.txt").exists()


def test_failure_is_reported_with_its_reason(exports: Exports, tmp_path: Path) -> None:
    exports.make_exporter(tmp_path / "missing" / "tea.txt").start()
    complete, reason = exports.wait_for_result()
    assert not complete
    assert reason
