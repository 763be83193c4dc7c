from __future__ import annotations

from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets.soft_card import SoftCard


def test_ground_has_the_soft_accent_inside_and_the_surface_around(qtbot: QtBot) -> None:
    card = SoftCard()
    qtbot.addWidget(card)
    card.resize(120, 80)
    image, theme = card.grab().toImage(), appearance().current
    assert image.pixelColor(60, 40) == QColor(theme.accent_soft)
    assert image.pixelColor(1, 1) == QColor(theme.surface)
