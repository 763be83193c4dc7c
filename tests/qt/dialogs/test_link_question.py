"""A link to another server is followed only by a press."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.qt.dialogs.link_question import LinkQuestion


@pytest.mark.parametrize("tls", [True, False])
def test_question_names_the_server_and_return_cancels(qtbot: QtBot, tls: bool) -> None:
    question = LinkQuestion(ChatAddress("chat.example.org", 7000, tls=tls), None)
    question.open()
    assert question.where_label.text() == "chat.example.org:7000"
    assert question.warning_label.isVisible() is not tls
    with qtbot.assertNotEmitted(question.agreed):
        QTest.keyClick(question, Qt.Key.Key_Return)
    assert not question.isVisible()


def test_click_follows_the_link(qtbot: QtBot) -> None:
    question = LinkQuestion(ChatAddress("chat.example.org", 7000), None)
    question.open()
    with qtbot.waitSignal(question.agreed):
        QTest.mouseClick(question.go_button, Qt.MouseButton.LeftButton)
