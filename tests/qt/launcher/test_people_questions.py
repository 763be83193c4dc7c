"""The questions before a ban or a mute give duration, reason and subject."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.people_questions import (
    TERMS,
    AddressQuestion,
    BanQuestion,
    NameQuestion,
    TermQuestion,
    ban_targets,
)
from tests.qt.launcher import example_rows


def test_answer_has_duration_and_trimmed_reason(qtbot: QtBot) -> None:
    question = TermQuestion("mic-off", "Mute?", "Text", "Mute", 3600, None)
    question.open()
    assert question.term_box.currentData() == 3600
    question.term_box.setCurrentIndex(TERMS.index(0))
    question.reason_field.setText("  spam ")
    with qtbot.waitSignal(question.answered) as answered:
        question.go_button.click()
    assert answered.args == [0, "spam"]


@pytest.mark.parametrize(
    ("host", "places"),
    [
        ("127.0.0.1", []),
        ("somewhere.example", []),
        ("10.0.0.7", ["10.0.0.7", "10.0.0.0/24"]),
        ("2001:db8::17:4", ["2001:db8::17:4", "2001:db8::/64"]),
    ],
)
def test_person_name_address_and_network_can_be_banned(host: str, places: list[str]) -> None:
    user = replace(example_rows.people()[1], host=host)
    assert [target.whom for target in ban_targets(user)] == [
        {"nick": "bob"},
        {"mask": "bob!*@*"},
        *({"address": place} for place in places),
    ]


def test_a_ban_of_a_person_with_an_account_is_about_the_account() -> None:
    user = replace(example_rows.people()[1], account="{bob}", nick="{0}")
    assert ban_targets(user)[0].caption == "The account {bob}, under any name"
    assert ban_targets(user)[1].done == "Nobody can join as {0}"


def test_the_chosen_target_is_banned(qtbot: QtBot) -> None:
    user = replace(example_rows.people()[1], host="10.0.0.7")
    question = BanQuestion(user, None)
    question.open()
    assert question.target.whom == {"nick": "bob"}
    question.radios[3].click()
    assert question.target.whom == {"address": "10.0.0.0/24"}
    question.cancel_button.click()


def test_address_and_name_are_needed(qtbot: QtBot) -> None:
    address, name = AddressQuestion(None), NameQuestion(None)
    for question, field in ((address, address.address_field), (name, name.name_field)):
        question.open()
        assert not question.go_button.isEnabled()
        field.setText("10.0.0.7")
        assert question.go_button.isEnabled()
        question.cancel_button.click()
