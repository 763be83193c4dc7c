"""The question has two answers; Escape gives none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.tray_question import TrayQuestion


@pytest.mark.parametrize(("name", "choice"), [("tray_button", "tray"), ("quit_button", "quit")])
def test_answers(qtbot: QtBot, name: str, choice: str) -> None:
    question = TrayQuestion(None)
    qtbot.addWidget(question)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    question.show()
    with qtbot.waitSignal(question.answered) as answered:
        QTest.mouseClick(getattr(question, name), Qt.MouseButton.LeftButton)
    assert answered.args == [choice]


def test_escape_changes_nothing(qtbot: QtBot) -> None:
    question = TrayQuestion(None)
    qtbot.addWidget(question)
    question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    question.show()
    with qtbot.assertNotEmitted(question.answered), qtbot.waitSignal(question.rejected):
        QTest.keyClick(question, Qt.Key.Key_Escape)
