"""A long text is seen, and perhaps changed, before it is inserted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.paste_question import PasteQuestion

TEXT = "\n".join(f"line {number}" for number in range(20))


def test_changed_text_is_answered(qtbot: QtBot) -> None:
    assert PasteQuestion(f"{TEXT}\n", None).windowTitle() == "Insert 20 lines?"
    question = PasteQuestion(TEXT, None)
    question.open()
    assert question.windowTitle() == "Insert 20 lines?"
    QTest.keyClicks(question.text_field, "first ")
    with qtbot.waitSignal(question.answered) as answered:
        question.insert_button.click()
    assert answered.args == [f"first {TEXT}"]


def test_text_becomes_a_block_of_code(qtbot: QtBot) -> None:
    question = PasteQuestion("\nx = 1\n\ny\n", None)
    question.open()
    with qtbot.waitSignal(question.answered) as answered:
        question.code_button.click()
    assert answered.args == ["```\nx = 1\n\ny\n```"]


def test_escape_inserts_nothing(qtbot: QtBot) -> None:
    question = PasteQuestion(TEXT, None)
    question.open()
    with qtbot.assertNotEmitted(question.answered):
        QTest.keyClick(question, Qt.Key.Key_Escape)
