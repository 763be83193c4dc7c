"""The questions before a ban or a mute give duration, reason and subject."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.people_questions import TERMS, AddressQuestion, BanQuestion, NameQuestion, TermQuestion


def test_answer_has_duration_and_trimmed_reason(qtbot: QtBot) -> None:
    question = TermQuestion("mic-off", "Mute?", "Text", "Mute", 3600, None)
    question.open()
    assert question.term_box.currentData() == 3600
    question.term_box.setCurrentIndex(TERMS.index(0))
    question.reason_field.setText("  spam ")
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == [0, "spam"]


@pytest.mark.parametrize("address", ["", "10.0.0.7"])
def test_address_is_a_choice_only_if_it_can_be_banned(qtbot: QtBot, address: str) -> None:
    question = BanQuestion("bob", address, None)
    question.open()
    choices = [radio.text() for radio in question.findChildren(QRadioButton) if radio.isVisible()]
    assert any("10.0.0.7" in choice for choice in choices) is bool(address)
    assert not question.by_address
    if address:
        question.address_radio.click()
        assert question.by_address
    question.cancel_button.click()


def test_address_and_name_are_needed(qtbot: QtBot) -> None:
    address, name = AddressQuestion(None), NameQuestion(None)
    for question, field in ((address, address.address_field), (name, name.name_field)):
        question.open()
        assert not question.go_button.isEnabled()
        field.setText("10.0.0.7")
        assert question.go_button.isEnabled()
        question.cancel_button.click()
