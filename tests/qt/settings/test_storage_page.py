"""What is kept is said, exported, and deleted from closed rooms only."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.dialogs.clear_question import ClearQuestion
from desktop_chat.qt.dialogs.export_dialog import ExportDialog
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.settings.storage_page import StoragePage, archive_size
from tests.qt.scenes import Scene


def test_sizes_and_rooms_are_shown(qtbot: QtBot, network: Network, made: Scene, context: SettingsContext) -> None:
    archive = made.controller.archive
    qtbot.waitUntil(lambda: archive.whole_count()[0] > 0)
    page = StoragePage(context, "Storage")
    qtbot.addWidget(page)
    rooms = [page.room_box.itemText(index) for index in range(page.room_box.count())]
    assert f"#lobby · {network.display_name}" in rooms
    assert f"{archive.whole_count()[0]} messages" in page._size_row.help_text
    assert not page.clear_button.isEnabled()
    page.export_button.click()
    assert page.findChild(ExportDialog) is not None


def test_messages_of_closed_rooms_are_deleted(
    qtbot: QtBot, network: Network, made: Scene, context: SettingsContext
) -> None:
    archive = made.controller.archive
    old = [
        Entry(archive.next_id(), EntryKind.MESSAGE, number, "Bob", f"giraffe {number}", msgid=f"m{number}")
        for number in range(2_500)
    ]
    archive.open_room("gone", "#old", "#old", "channel", joined=True)
    archive.add_entries("gone", "#old", old)
    archive.close_room("gone", "#old")
    qtbot.waitUntil(lambda: archive.whole_count()[1] == 2_500)
    page = StoragePage(context, "Storage")
    qtbot.addWidget(page)
    kept = archive.whole_count()[0] - 2_500
    assert archive.find_by_msgid("gone", "#old", "m1") is not None
    page.clear_button.click()
    asked = page.findChild(ClearQuestion)
    assert asked is not None
    QTest.mouseClick(asked.go_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: archive.whole_count()[1] == 0)
    assert archive.whole_count()[0] >= kept
    assert archive.find_by_msgid("gone", "#old", "m1") is None
    assert archive.entry_count("gone", "#old") == 0
    qtbot.waitUntil(lambda: not page.clear_button.isEnabled())


def test_loaded_files_are_measured_and_cleared(
    qtbot: QtBot, network: Network, made: Scene, context: SettingsContext
) -> None:
    loader = made.controller.file_loader
    part = loader.cache.make_part()
    part.write_bytes(b"x" * 1500)
    loader.cache.keep_part(part, "https://a.example/1")
    page = StoragePage(context, "Storage")
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: page._files_row.help_text == "1.5 kB of 500.0 MB at most")
    page.empty_button.click()
    qtbot.waitUntil(lambda: page._files_row.help_text == "0 bytes of 500.0 MB at most")
    assert not page.empty_button.isEnabled()
    assert loader.status_of("https://a.example/1") is None


def test_missing_files_have_no_size(tmp_path: Path) -> None:
    assert archive_size(tmp_path / "archive.db") == 0
    (tmp_path / "archive.db").write_bytes(b"x" * 10)
    (tmp_path / "archive.db-wal").write_bytes(b"x" * 5)
    assert archive_size(tmp_path / "archive.db") == 15
