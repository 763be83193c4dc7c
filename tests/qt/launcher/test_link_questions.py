from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.link_questions import NewLinkQuestion, RevokeQuestion


def test_new_link_needs_no_name(qtbot: QtBot) -> None:
    question = NewLinkQuestion(None)
    qtbot.addWidget(question)
    question.open()
    with qtbot.waitSignal(question.answered) as asked:
        QTest.keyClicks(question.name_field, " Family ")
        QTest.keyClick(question.name_field, Qt.Key.Key_Return)
    assert asked.args == ["Family", False]


def test_people_of_a_used_link_can_be_locked_out(qtbot: QtBot) -> None:
    used, unused = RevokeQuestion("Family", 2, None), RevokeQuestion("Family", 0, None)
    for question in (used, unused):
        qtbot.addWidget(question)
        question.open()
    assert (used.people_box.isVisible(), unused.people_box.isVisible()) == (True, False)
    used.people_box.click()
    with qtbot.waitSignal(used.answered) as asked:
        used.go_button.click()
    assert asked.args == [True]
    with qtbot.waitSignal(unused.answered) as asked:
        unused.go_button.click()
    assert asked.args == [False]
