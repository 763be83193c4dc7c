"""The question before a ban or a mute in a room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.room_ban_question import RoomBanQuestion

MASKS = (("The account bobby", "~a:bobby"), ("Everybody at h & co", "*!*@h"))


def test_a_mask_and_a_reason_are_chosen(qtbot: QtBot) -> None:
    question = RoomBanQuestion("ban", "Ban Bob?", "Bob cannot come back.", "Ban", MASKS, None, reason=True)
    question.open()
    assert [radio.text() for radio in question.mask_radios] == ["The account bobby", "Everybody at h && co"]
    question.mask_radios[1].click()
    QTest.keyClicks(question.reason_field, " too loud ")
    with qtbot.waitSignal(question.answered) as answered:
        QTest.keyClick(question, Qt.Key.Key_Return)
    assert answered.args == ["*!*@h", "too loud"]


def test_the_first_mask_is_chosen_and_a_mute_has_no_reason(qtbot: QtBot) -> None:
    question = RoomBanQuestion("mic-off", "Mute Bob?", "Bob cannot speak.", "Mute", MASKS, None, reason=False)
    question.open()
    assert not question.reason_field.isVisible()
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == ["~a:bobby", ""]
