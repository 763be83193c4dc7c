"""The page of files shows what there is and how much space is taken, and offers to open, save and delete."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import FileSpace
from desktop_chat.qt.launcher.window import FILES, LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting


def test_files_are_shown_sorted_chosen_and_deleted_by_key(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    page = window.files
    window.navigation.choose_page(FILES)
    assert page.empty.accessibleName() == "The chat is not running"
    hosting.set_state(example_rows.running())
    assert page.empty.accessibleName() == "No file yet"
    assert not page.open_button.isEnabled()
    page.set_files(example_rows.files(), example_rows.now())
    page.set_space(FileSpace(5, 54_608_812, 2_000_000_000))
    assert page.space_label.text().replace("\xa0", " ") == "5 files · 54.6 MB of 2.0 GB"
    page.set_space(FileSpace(1, 812, 0))
    assert page.space_label.text().endswith(" · 812 bytes")
    page.choose_row(2)
    chosen = page.chosen_file()
    assert chosen is not None
    page.order_box.setCurrentIndex(1)
    page.order_box.activated.emit(1)
    assert [file.id for file in page.model.items] == list("dcaeb")
    assert page.chosen_file() == chosen
    page.choose_row(0)
    assert not page.open_button.isEnabled()
    assert page.open_button.accessibleDescription().startswith("Save this kind of file")
    assert page.copy_button.isEnabled()
    page.deletion_requested.disconnect()
    window.activateWindow()
    page.view.setFocus()
    qtbot.waitUntil(page.view.hasFocus)
    with qtbot.waitSignal(page.deletion_requested) as asked:
        QTest.keyClick(page.view, Qt.Key.Key_Delete)
    assert asked.args == [page.model.items[0]]
    page.search_field.setText("nothing at all")
    assert page.empty.accessibleName() == "No file found"
