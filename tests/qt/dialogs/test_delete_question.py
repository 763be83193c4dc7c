"""A message is deleted only after an answer, and the question shows which message."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.delete_question import DeleteQuestion
from tests.qt.timeline.scenes import entry


def test_question_quotes_the_message_on_one_line(qtbot: QtBot) -> None:
    question = DeleteQuestion(entry(1, "Tea\nat five? " + "x" * 500, nick="bob"), None)
    question.open()
    assert question.quote_label.text().startswith("bob: Tea at five? ")
    assert len(question.quote_label.text()) < 300
    with qtbot.waitSignal(question.agreed):
        question.go_button.click()


def test_cancel_deletes_nothing(qtbot: QtBot) -> None:
    question = DeleteQuestion(entry(1, "Tea?"), None)
    question.open()
    with qtbot.assertNotEmitted(question.agreed):
        question.cancel_button.click()
