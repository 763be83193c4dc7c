"""A calendar from which a person chooses a day, once."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.day_dialog import DayDialog


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def dialog(parent: QWidget) -> DayDialog:
    made = DayDialog("#tea", date(2026, 5, 20), parent)
    made.show()
    return made


def test_calendar_begins_at_the_shown_day(dialog: DayDialog) -> None:
    assert dialog.calendar.selectedDate() == QDate(2026, 5, 20)
    assert dialog.calendar.maximumDate() == QDate.currentDate()
    dialog.close()


def test_keys_choose_a_day(qtbot: QtBot, dialog: DayDialog) -> None:
    table = dialog.calendar.findChild(QTableView)
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_Left)
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert answered.args == [date(2026, 5, 19)]


def test_click_chooses_a_day_once(qtbot: QtBot, dialog: DayDialog) -> None:
    days: list[date] = []
    dialog.answered.connect(days.append)
    dialog.calendar.setSelectedDate(QDate(2026, 5, 3))
    dialog.calendar.clicked.emit(QDate(2026, 5, 3))
    dialog.calendar.activated.emit(QDate(2026, 5, 3))
    assert days == [date(2026, 5, 3)]


def test_cancel_chooses_nothing(qtbot: QtBot, dialog: DayDialog) -> None:
    with qtbot.assertNotEmitted(dialog.answered):
        dialog.cancel_button.click()
    assert not dialog.isVisible()
