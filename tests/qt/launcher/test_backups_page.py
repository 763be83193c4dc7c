"""The page of backups shows them and asks for what the host wants."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop_chat.qt.hosting.backup_process import BackupRow
from desktop_chat.qt.launcher.backups_page import BackupsPage

ROW = BackupRow(Path("/data/backups/chat.zip"), "Tea", 1_700_000_000_000, 2, 1_234, 2_300_000)


@pytest.fixture
def page(qtbot: QtBot) -> BackupsPage:
    made = BackupsPage()
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_said_of_backups_until_the_list_is_read(page: BackupsPage) -> None:
    assert page.reading_label.isVisible()
    assert not page.empty.isVisible()
    page.show_fault("The backup program has failed.")
    assert page.empty.isVisible()
    assert page.empty.accessibleName() == "The backups cannot be listed"
    assert page.empty.accessibleDescription() == "The backup program has failed."
    page.show_backups((ROW,))
    page.show_fault("The backup program has failed.")
    assert page.view.isVisible(), "an earlier list stays"
    page.show_backups(())
    assert page.empty.accessibleName() == "No backup yet"


def test_a_chat_without_backups_offers_one(qtbot: QtBot, page: BackupsPage) -> None:
    page.show_backups(())
    assert page.empty.isVisible()
    assert not page.restore_button.isEnabled()
    with qtbot.waitSignal(page.backup_requested) as asked:
        page.empty.acted.emit()
    assert asked.args == [None]


def test_a_row_tells_when_and_how_much(page: BackupsPage) -> None:
    page.show_backups((ROW,))
    first, second = page.view.item(0).text().split("\n")
    assert "2023" in first
    assert second == f"2 rooms · {QLocale().toString(1234)} messages · 2.3 MB"


def test_the_newest_is_chosen_and_restored(qtbot: QtBot, page: BackupsPage) -> None:
    page.show_backups((ROW, ROW))
    assert page.view.currentRow() == 0
    with qtbot.waitSignal(page.restore_requested) as asked:
        page.restore_button.click()
    assert asked.args == [ROW.path]


def test_buttons_rest_while_something_is_under_way(page: BackupsPage) -> None:
    page.show_backups((ROW,))
    page.set_busy("Writing…")
    assert not any(button.isEnabled() for button in (page.now_button, page.restore_button, page.other_button))
    assert page.state_label.text() == "Writing…"
    page.set_busy("")
    assert page.restore_button.isEnabled()
    assert page.state_label.text() == ""


def test_files_are_chosen_by_a_dialog(qtbot: QtBot, page: BackupsPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("/media/stick/a.zip", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("/media/stick/b.zip", ""))
    with qtbot.waitSignal(page.backup_requested) as asked:
        page.save_button.click()
    assert asked.args == [Path("/media/stick/a.zip")]
    with qtbot.waitSignal(page.restore_requested) as wanted:
        page.other_button.click()
    assert wanted.args == [Path("/media/stick/b.zip")]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    page.save_button.click()
