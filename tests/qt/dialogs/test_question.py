"""A question emits its answer and closes; Escape leaves all as it is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.question import KeepQuestion, MessageQuestion


def test_return_gives_the_trimmed_message(qtbot: QtBot) -> None:
    question = MessageQuestion("stop", "Stop?", "Text", "Why", "Stop", None)
    question.open()
    question.message_field.setText("  Good night ")
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question.message_field, Qt.Key.Key_Return)
    assert answered.args == ["Good night"]
    assert not question.isVisible()


def test_escape_answers_nothing(qtbot: QtBot) -> None:
    question = MessageQuestion("stop", "Stop?", "Text", "Why", "Stop", None)
    question.open()
    with qtbot.assertNotEmitted(question.answered):
        QTest.keyClick(question, Qt.Key.Key_Escape)
    assert not question.isVisible()


def test_return_on_cancel_answers_nothing(qtbot: QtBot) -> None:
    question = MessageQuestion("stop", "Stop?", "Text", "Why", "Stop", None)
    question.open()
    question.cancel_button.setFocus()
    with qtbot.assertNotEmitted(question.answered):
        QTest.keyClick(question.cancel_button, Qt.Key.Key_Return)
    assert not question.isVisible()


@pytest.mark.parametrize("remember", [True, False])
@pytest.mark.parametrize("keep", [True, False])
def test_keep_question_gives_choice_and_memory(qtbot: QtBot, keep: bool, remember: bool) -> None:
    question = KeepQuestion("Running", "Text", None)
    question.open()
    question.remember_box.setChecked(remember)
    with qtbot.waitSignal(question.answered) as answered:
        (question.keep_button if keep else question.stop_button).click()
    assert answered.args == [keep, remember]


def test_height_fits_the_wrapped_text(qtbot: QtBot) -> None:
    heights = []
    for text in ("Short.", "A long text. " * 40):
        question = MessageQuestion("stop", "Stop?", text, "Why", "Stop", None)
        question.open()
        heights.append(question.height())
        question.reject()
    assert heights[1] > heights[0] + 100
    long = MessageQuestion("stop", "Stop?", "A long text. " * 400, "Why", "Stop", None)
    long.open()
    assert long.height() < long.screen().availableGeometry().height()
    assert not long.go_button.visibleRegion().isEmpty()
    long.go_button.setFocus()
    QTest.keyClick(long.go_button, Qt.Key.Key_PageDown)
    scrolled = long._page.verticalScrollBar().value()
    assert scrolled > 0
    QTest.keyClick(long.go_button, Qt.Key.Key_PageUp)
    assert long._page.verticalScrollBar().value() < scrolled
    long.message_field.setFocus()
    qtbot.waitUntil(lambda: not long.message_field.visibleRegion().isEmpty())
    long.reject()
