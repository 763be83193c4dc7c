"""Cards."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import DARK, LIGHT, Mode, appearance
from desktop_chat.qt.widgets import (
    Card,
    IconLabel,
    Pill,
    make_button,
)
from tests.qt.gallery import picture
from tests.qt.pixels import colours


def test_cards_and_pills_follow_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    card, pill = Card("Invite", tone="danger"), Pill("TLS", "success", "lock")
    card.body.addWidget(pill)
    card.body.addWidget(IconLabel("info"))
    column.addWidget(card)
    column.addWidget(make_button("Stop", "danger", "stop"))
    window.resize(300, 200)
    window.show()
    for mode, theme in ((Mode.LIGHT, LIGHT), (Mode.DARK, DARK)):
        appearance().apply_mode(qapp, mode)
        seen = colours(picture(window, 1))
        assert {theme.danger_soft, theme.success_soft} <= seen
    assert card.accessibleName() == "Invite"
    assert pill.accessibleName() == "TLS"
