"""The log page scrolls, pauses, copies and saves."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import LogLine
from desktop_chat.qt.launcher.log_model import KEPT
from desktop_chat.qt.launcher.log_page import LogPage


def lines(count: int, first: int = 0, level: str = "INFO") -> tuple[LogLine, ...]:
    return tuple(LogLine(number, level, f"line {number}") for number in range(first, first + count))


@pytest.fixture
def page(qtbot: QtBot) -> LogPage:
    made = LogPage()
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


def top(page: LogPage) -> str:
    return str(page.lines.index(page.view.verticalScrollBar().value(), 0).data())


def test_new_lines_scroll_only_from_the_end(page: LogPage) -> None:
    page.add_lines(lines(200))
    QApplication.processEvents()
    bar = page.view.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0
    page.add_lines(lines(50, 200))
    QApplication.processEvents()
    assert bar.value() == bar.maximum()
    bar.setValue(30)
    page.add_lines(lines(50, 250))
    assert top(page) == "line 30"


def test_lines_on_screen_stay_when_old_lines_are_dropped(page: LogPage) -> None:
    page.add_lines(lines(KEPT))
    page.view.verticalScrollBar().setValue(3000)
    page.add_lines(lines(100, KEPT))
    assert top(page) == "line 3000"
    page.add_lines(lines(4000, KEPT + 100))
    assert top(page) == f"line {4100}"


def test_paused_page_keeps_new_lines_back(page: LogPage) -> None:
    page.add_lines(lines(3))
    page.pause_button.click()
    page.add_lines(lines(2, 3))
    assert page.model.rowCount() == 3
    assert "2" in page.held_label.text()
    page.pause_button.click()
    assert page.model.rowCount() == 5
    assert page.held_label.text() == ""


def test_copy_takes_selected_lines_or_all(qtbot: QtBot, page: LogPage) -> None:
    page.add_lines((*lines(3), *lines(1, 3, "ERROR")))
    page.view.setCurrentIndex(page.lines.index(1, 0))
    page.copy_button.click()
    assert QGuiApplication.clipboard().text().endswith("line 1\n")
    page.view.clearSelection()
    page.level_box.setCurrentIndex(3)
    with qtbot.waitSignal(page.message_requested):
        page.copy_button.click()
    assert QGuiApplication.clipboard().text().count("\n") == 1


def test_chosen_line_that_is_cut_is_shown_whole_below(page: LogPage) -> None:
    long = "Somebody at 203.0.113.9 was turned away: Wrong password. " * 40
    page.add_lines((*lines(50), LogLine(50, "INFO", long)))
    for row, shown in ((3, ""), (50, long)):
        page.view.setCurrentIndex(page.lines.index(row, 0))
        QApplication.processEvents()
        assert page.whole_line.isVisible() is bool(shown)
        assert page.whole_line.label.text().replace("\u200b", "") == shown
    assert page.view.visualRect(page.view.currentIndex()).bottom() < page.view.viewport().height()
    assert page.whole_line.height() < page.height() // 2
    assert page.whole_line.verticalScrollBar().maximum() > 0, "it scrolls rather than take the page"
    page.resize(60 * 60 * 10, 300)
    QApplication.processEvents()
    assert not page.whole_line.isVisible(), "the list shows all of it"
    page.resize(500, 300)
    page.view.clearSelection()
    assert not page.whole_line.isVisible()


def test_save_writes_shown_lines(qtbot: QtBot, page: LogPage, tmp_path: Path) -> None:
    page.add_lines(lines(3))
    with qtbot.waitSignal(page.message_requested) as said:
        page.on_file_selected(str(tmp_path / "chat.log"))
    assert said.args == ["Saved as chat.log"]
    assert (tmp_path / "chat.log").read_text("utf-8").count("\n") == 3
    with qtbot.waitSignal(page.message_requested) as said:
        page.on_file_selected(str(tmp_path / "no" / "folder.log"))
    assert said.args is not None
    assert str(said.args[0]).startswith("The log cannot be saved")


def test_empty_log_says_why(page: LogPage) -> None:
    assert page.empty.accessibleName() == "Nothing yet"
    page.add_lines(lines(3, level="DEBUG"))
    assert page.empty.accessibleName() == "Nothing found"
    page.level_box.setCurrentIndex(0)
    assert page.view.isVisible()
    page.search_field.setText("nowhere")
    assert page.empty.isVisible()
