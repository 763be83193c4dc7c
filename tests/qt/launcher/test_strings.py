"""Durations, numbers and moments as texts."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher import strings


def test_idle_time_below_a_minute_is_now(qtbot: QtBot) -> None:
    assert [strings.idle_text(seconds) for seconds in (-1, 59, 61, 3700)] == ["now", "now", "1 min", "1 h 1 min"]


def test_numbers_have_the_separators_of_the_language(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    assert strings.number_text(18204) == "18,204"
    QLocale.setDefault(before)


def test_a_moment_of_another_day_has_its_date(qtbot: QtBot) -> None:
    when = QDateTime(2026, 3, 4, 15, 30, 0).toMSecsSinceEpoch()
    assert "2026" not in strings.moment_text(when, when)
    assert strings.moment_text(when, when + 3 * 86_400_000) != strings.moment_text(when, when)
