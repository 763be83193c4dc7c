"""The spinner."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import LookChoices, appearance
from desktop_chat.qt.widgets import Spinner


@pytest.fixture
def restored(qapp: QApplication) -> Iterator[None]:
    yield
    appearance().follow_system_motion(False)
    appearance().apply_mode(qapp, "light")


def test_spinner_turns_only_while_visible(qtbot: QtBot) -> None:
    made = Spinner()
    qtbot.addWidget(made)
    assert made._timer == 0
    made.show()
    qtbot.waitUntil(lambda: made._angle > 0)
    made.hide()
    assert made._timer == 0


@pytest.mark.usefixtures("restored")
def test_spinner_rests_where_motion_is_unwanted(qtbot: QtBot, qapp: QApplication) -> None:
    made = Spinner()
    qtbot.addWidget(made)
    made.show()
    assert made._timer
    appearance().follow_system_motion(True)
    assert not made._timer
    appearance().apply_mode(qapp, "light", choices=LookChoices(motion="full"))
    assert made._timer
    appearance().apply_mode(qapp, "light", choices=LookChoices(motion="little"))
    appearance().follow_system_motion(False)
    assert not made._timer
    made.hide()
    appearance().apply_mode(qapp, "light")
    assert not made._timer
