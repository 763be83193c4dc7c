"""Terms of quiet, and how the windows call them."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QApplication

from desktop_chat.client.preferences import QUIET_ALWAYS, Preferences
from desktop_chat.qt.models.quiet_terms import quiet_terms, quiet_text

NOON = datetime(2026, 5, 4, 12, 0)


def ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def test_each_term_has_its_end(qapp: QApplication) -> None:
    ends = [term.end_after(NOON) for term in quiet_terms()]
    assert ends == [
        ms(NOON + timedelta(minutes=30)),
        ms(NOON + timedelta(hours=2)),
        ms(datetime(2026, 5, 5, 8, 0)),
        QUIET_ALWAYS,
    ]


def test_a_running_term_is_said(qapp: QApplication) -> None:
    assert quiet_text(Preferences(), NOON) == ""
    assert quiet_text(Preferences(quiet_until=ms(NOON)), NOON) == ""
    assert "until you end it" in quiet_text(Preferences(quiet_until=QUIET_ALWAYS), NOON)
    later = quiet_text(Preferences(quiet_until=ms(NOON + timedelta(hours=2))), NOON)
    assert later == f"Do not disturb until {clock(14)}"
    tomorrow = quiet_text(Preferences(quiet_until=ms(datetime(2026, 5, 5, 8, 0))), NOON)
    assert tomorrow == f"Do not disturb until tomorrow, {clock(8)}"


def clock(hour: int) -> str:
    return QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat)
