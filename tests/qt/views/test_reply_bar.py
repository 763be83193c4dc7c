"""The bar names the reply or the edit, and its button leaves it."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.reply_bar import ReplyBar


@pytest.fixture
def bar(qtbot: QtBot) -> ReplyBar:
    made = ReplyBar()
    qtbot.addWidget(made)
    made.resize(600, 40)
    return made


def test_it_names_the_person_and_the_message(bar: ReplyBar) -> None:
    assert bar.isHidden()
    bar.show_answer("Bob", "shall we?")
    assert not bar.isHidden()
    assert bar.text_label.text() == "Replying to Bob: shall we?"
    assert bar.cancel_button.toolTip() == "Cancel the reply (Esc)"
    assert not bar.grab().isNull()


def test_an_edit_takes_the_place_of_a_reply(bar: ReplyBar) -> None:
    bar.show_answer("Bob", "shall we?")
    bar.show_edit("at sixe")
    assert bar.text_label.text() == "You are editing: at sixe"
    assert bar.cancel_button.toolTip() == "Cancel editing (Esc)"


def test_the_button_leaves(qtbot: QtBot, bar: ReplyBar) -> None:
    bar.show_edit("at sixe")
    with qtbot.waitSignal(bar.left):
        bar.cancel_button.click()
