"""A text is checked before it is accepted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.text_question import TextQuestion


def test_text_is_checked_before_it_is_accepted(qtbot: QtBot) -> None:
    question = TextQuestion(
        "hash", "Room", "Which?", "Name", "Go", None, check=lambda text: "No spaces." if " " in text else ""
    )
    question.open()
    assert not question.go_button.isEnabled()
    QTest.keyClicks(question.field, "a b")
    with qtbot.assertNotEmitted(question.answered):
        QTest.keyClick(question.field, Qt.Key.Key_Return)
    assert question.fault_label.text() == "No spaces."
    question.field.setText(" ab ")
    assert question.fault_label.text() == ""
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question.field, Qt.Key.Key_Return)
    assert answered.args == ["ab"]
