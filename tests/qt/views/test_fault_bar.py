"""The bar says what is wrong, and offers other uses of the text."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.fault_bar import FaultAction, FaultBar


@pytest.fixture
def bar(qtbot: QtBot) -> FaultBar:
    made = FaultBar()
    qtbot.addWidget(made)
    made.resize(600, 80)
    return made


def test_a_fault_is_shown_and_hidden(bar: FaultBar) -> None:
    assert bar.isHidden()
    bar.show_fault("No such user.")
    assert not bar.isHidden()
    assert bar.text_label.text() == bar.accessibleName() == "No such user."
    assert bar.offers == []
    bar.close_button.click()
    assert bar.isHidden()


def test_each_offer_is_a_button(bar: FaultBar) -> None:
    done: list[str] = []
    bar.show_fault("Unknown command.", [FaultAction("Send as text", lambda: done.append("text"))])
    bar.offers[0].click()
    assert done == ["text"]
    bar.show_fault("Unknown command.", [FaultAction(name, lambda: None) for name in ("one", "two")])
    assert [button.text() for button in bar.offers] == ["one", "two"]


def test_the_focus_stays_where_it_is(qtbot: QtBot, bar: FaultBar) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    bar.show_fault("No such user.", [FaultAction("Send as text", lambda: None)])
    assert field.hasFocus()


def test_reason_that_stands_elsewhere_is_for_screen_readers_alone(bar: FaultBar) -> None:
    bar.show_fault("This message was not sent.", reason="You are muted.")
    assert bar.text_label.text() == "This message was not sent."
    assert bar.accessibleName() == "This message was not sent. You are muted."
