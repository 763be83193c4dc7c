"""The question names the chat, and only a click on its button agrees."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.forget_question import ForgetQuestion


def test_agreement_and_escape(qtbot: QtBot) -> None:
    for key, agrees in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)):
        question = ForgetQuestion("Café", None)
        qtbot.addWidget(question)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        agreed: list[bool] = []
        question.agreed.connect(lambda agreed=agreed: agreed.append(True))
        question.show()
        assert question.windowTitle() == "Forget Café?"
        QTest.keyClick(question, key)
        assert bool(agreed) is agrees
