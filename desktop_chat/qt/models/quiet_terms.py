"""The terms of "Do not disturb" that a person can choose. GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QLocale, QTime

from desktop_chat.client.preferences import QUIET_ALWAYS, Preferences
from desktop_chat.value_class import value

_MORNING = 8
"""The hour at which quiet "until tomorrow" ends."""


@value
class QuietTerm:
    """A term and a name for people. `end_after` returns the end (Unix ms) for the local time of the beginning."""

    text: str
    end_after: Callable[[datetime], int]


def quiet_terms() -> tuple[QuietTerm, ...]:
    """Return the terms, with texts in the language of the windows."""
    translate = QCoreApplication.translate
    return (
        QuietTerm(translate("QuietTerms", "For 30 minutes"), lambda now: _ms(now + timedelta(minutes=30))),
        QuietTerm(translate("QuietTerms", "For 2 hours"), lambda now: _ms(now + timedelta(hours=2))),
        QuietTerm(translate("QuietTerms", "Until tomorrow morning"), _tomorrow),
        QuietTerm(translate("QuietTerms", "Until I end it"), lambda now: QUIET_ALWAYS),
    )


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _tomorrow(now: datetime) -> int:
    return _ms((now + timedelta(days=1)).replace(hour=_MORNING, minute=0, second=0, microsecond=0))


def quiet_text(preferences: Preferences, now: datetime) -> str:
    """Return the state of a chosen term as a sentence, "" without one. `now` is the local time."""
    translate = QCoreApplication.translate
    until = preferences.quiet_until
    if until <= _ms(now):
        return ""
    if until >= QUIET_ALWAYS:
        return translate("QuietTerms", "Do not disturb, until you end it")
    end = datetime.fromtimestamp(until / 1000)
    clock = QLocale().toString(QTime(end.hour, end.minute), QLocale.FormatType.ShortFormat)
    if end.date() == now.date():
        return translate("QuietTerms", "Do not disturb until {0}").format(clock)
    return translate("QuietTerms", "Do not disturb until tomorrow, {0}").format(clock)
