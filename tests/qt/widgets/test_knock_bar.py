from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import KnockAnswer, KnockRow
from desktop_chat.qt.widgets.knock_bar import KnockBar

ANN = KnockRow(1, "ann", "Ann", "192.168.1.7", "", 5)
BOB = KnockRow(2, "bob", "Bob", "192.168.1.8", "bob", 6)


@pytest.fixture
def bar(qtbot: QtBot) -> KnockBar:
    made = KnockBar()
    qtbot.addWidget(made)
    made.set_knocks((ANN, BOB))
    return made


def test_first_person_is_shown_and_the_others_are_counted(bar: KnockBar) -> None:
    bar.set_knocks((ANN, BOB, KnockRow(3, "cid", "Cid", "192.168.1.9", "", 7)))
    assert bar.text_label.text() == bar.accessibleName() == "ann asks to be let in"
    assert bar.details_label.text() == "From 192.168.1.7 · 2 more wait"
    bar.set_knocks((BOB,))
    assert bar.details_label.text() == "Account bob, from 192.168.1.8"
    bar.set_knocks(())
    assert not bar.isVisible()


def test_answer_is_told_and_the_next_person_is_shown(qtbot: QtBot, bar: KnockBar) -> None:
    with qtbot.waitSignal(bar.answered) as asked:
        bar.accept_button.click()
    assert asked.args == [ANN, KnockAnswer.ACCEPT]
    with qtbot.waitSignal(bar.answered) as asked:
        bar.decline_button.click()
    assert asked.args == [BOB, KnockAnswer.DECLINE]
    assert not bar.isVisible()
    bar.set_knocks((ANN,))
    with qtbot.waitSignal(bar.answered) as asked:
        bar.always_button.click()
    assert asked.args == [ANN, KnockAnswer.ALWAYS]
