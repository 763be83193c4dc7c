"""The empty state."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    EmptyState,
)


def test_empty_state_offers_an_action(qtbot: QtBot) -> None:
    made = EmptyState("message", "Nothing here yet", "Say hello.", "Invite")
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitSignal(made.acted):
        made._action_button.click()
    made.set_state("search", "Nothing found")
    assert not made._action_button.isVisible()
    assert made.accessibleName() == "Nothing found"
