"""Many messages are sent only after an answer."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.flood_question import FloodQuestion


def test_question_has_the_number_and_agreement_is_emitted(qtbot: QtBot) -> None:
    question = FloodQuestion(12, None)
    question.open()
    assert "12" in question.windowTitle()
    with qtbot.waitSignal(question.agreed):
        question.go_button.click()
    refused = FloodQuestion(2, None)
    refused.open()
    with qtbot.assertNotEmitted(refused.agreed):
        refused.cancel_button.click()
