"""The spinner."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    Spinner,
)


def test_spinner_turns_only_while_visible(qtbot: QtBot) -> None:
    made = Spinner()
    qtbot.addWidget(made)
    assert made._timer == 0
    made.show()
    qtbot.waitUntil(lambda: made._angle > 0)
    made.hide()
    assert made._timer == 0
