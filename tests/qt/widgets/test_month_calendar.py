"""The calendar of one month: which days are pale, and its arrows in each theme."""

from __future__ import annotations

from PySide6.QtCore import QDate
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import DARK, LIGHT, appearance, contrast_ratio
from desktop_chat.qt.widgets.month_calendar import MonthCalendar


def test_days_are_told_apart_and_arrows_are_seen_in_each_theme(qtbot: QtBot, qapp: QApplication) -> None:
    calendar = MonthCalendar()
    qtbot.addWidget(calendar)
    calendar.setMaximumDate(QDate(2026, 5, 20))
    calendar.setSelectedDate(QDate(2026, 5, 6))
    days = [QDate(2026, 5, 6), QDate(2026, 5, 9), QDate(2026, 4, 30), QDate(2026, 5, 21)]
    assert [calendar.day_colour(day) for day in days] == ["accent_text", "text", "faint", "faint"]
    assert [calendar.is_choosable(day) for day in days] == [True, True, True, False]
    button = calendar.findChild(QToolButton, "qt_calendar_prevmonth")
    assert button is not None
    for theme in (DARK, LIGHT):
        appearance().apply_mode(qapp, theme.name)
        assert _darkest_contrast(button.icon().pixmap(18).toImage(), theme.raised) > 3
        assert not calendar.grab().isNull()


def _darkest_contrast(picture: QImage, ground: str) -> float:
    """Return the contrast of the most opaque pixel of a picture."""
    pixels = (picture.pixelColor(x, y) for x in range(picture.width()) for y in range(picture.height()))
    strongest = max(pixels, key=QColor.alpha)
    return contrast_ratio(strongest.name(), ground)
