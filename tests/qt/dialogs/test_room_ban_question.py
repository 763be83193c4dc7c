"""The question before a ban or a mute in a room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.room_ban_question import RoomBanQuestion

MASKS = (("The account bobby", "~a:bobby"), ("Everybody at h & co", "*!*@h"))


def test_a_mask_and_a_reason_are_chosen(qtbot: QtBot) -> None:
    question = RoomBanQuestion("ban", "Ban Bob?", "Bob cannot come back.", "Ban", MASKS, None, terms=True)
    question.open()
    assert [radio.text() for radio in question.mask_radios] == ["The account bobby", "Everybody at h && co"]
    question.mask_radios[1].click()
    QTest.keyClicks(question.reason_field, " too loud ")
    question.term_box.setCurrentIndex(question.term_box.findText("For 8 hours"))
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question, Qt.Key.Key_Return)
    assert answered.args == ["*!*@h", "too loud", 480]


def test_terms_are_said_in_words(qtbot: QtBot) -> None:
    question = RoomBanQuestion("ban", "Ban Bob?", "Bob cannot come back.", "Ban", MASKS, None, terms=True)
    qtbot.addWidget(question)
    box = question.term_box
    texts = [box.itemText(index) for index in range(box.count())]
    assert [texts[index] for index in (0, 1, 3, 5)] == [
        "Until it is lifted",
        "For 10 minutes",
        "For 8 hours",
        "For 7 days",
    ]
    assert not question.lack_label.isVisibleTo(question)


def test_the_first_mask_is_chosen_and_terms_are_greyed_where_the_server_has_none(qtbot: QtBot) -> None:
    question = RoomBanQuestion("mic-off", "Mute Bob?", "Bob cannot speak.", "Mute", MASKS, None, terms=False)
    question.open()
    assert not question.term_box.isEnabled()
    assert question.lack_label.text() == question.term_box.accessibleDescription() != ""
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == ["~a:bobby", "", 0]
