"""The question of the away text and its term."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.away_question import AwayQuestion


def test_text_and_term_are_answered(qtbot: QtBot) -> None:
    question = AwayQuestion("Workshop", None)
    question.open()
    assert question.term_box.itemText(0) == "Until I say that I am back"
    QTest.keyClicks(question.text_field, "at lunch")
    question.term_box.setCurrentIndex(2)
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question.text_field, Qt.Key.Key_Return)
    assert answered.args == ["at lunch", 3600]


def test_away_needs_no_text(qtbot: QtBot) -> None:
    question = AwayQuestion("Workshop", None)
    question.open()
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == ["Away", 0]
