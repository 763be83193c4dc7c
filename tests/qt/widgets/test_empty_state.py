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


def test_disc_gives_its_place_to_the_texts(qtbot: QtBot) -> None:
    made = EmptyState("message", "Nothing here yet", "Say hello. " * 9)
    qtbot.addWidget(made)
    made.resize(300, 400)
    made.show()
    whole = made._text_label.height()
    assert made._disc.height() == made._disc.width()
    made.resize(300, made._column.totalMinimumHeightForWidth(300))
    qtbot.waitUntil(lambda: made._disc.height() == 0)
    assert made._text_label.height() == whole
