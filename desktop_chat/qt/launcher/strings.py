"""Numbers, durations and times as texts in the person's language. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop_chat.net.addresses import Reach
from desktop_chat.qt.i18n.durations import duration_text


def idle_text(seconds: int) -> str:
    """Return the time since the last message of a person."""
    if seconds < 60:
        return QCoreApplication.translate("Launcher", "now")
    return duration_text(seconds if seconds < 3600 else seconds // 60 * 60)


def number_text(count: int) -> str:
    """Return a number with the separators of the language."""
    return QLocale().toString(count)


def moment_text(milliseconds: int, now: int) -> str:
    """Return a time of day, with the date unless it is today. Arguments: Unix ms."""
    when, today = QDateTime.fromMSecsSinceEpoch(milliseconds), QDateTime.fromMSecsSinceEpoch(now)
    short = QLocale.FormatType.ShortFormat
    if when.date() == today.date():
        return QLocale().toString(when.time(), short)
    return QLocale().toString(when, short)


def reach_text(kind: Reach) -> str:
    """Return from where an address can be reached."""
    match kind:
        case Reach.NETWORK:
            return QCoreApplication.translate("Launcher", "On this network")
        case Reach.INTERNET:
            return QCoreApplication.translate("Launcher", "From anywhere")
        case Reach.COMPUTER:
            return QCoreApplication.translate("Launcher", "On this computer")


def term_text(seconds: int) -> str:
    """Return the duration of a ban for a list of choices. `seconds`: 0 is for good."""
    translate = QCoreApplication.translate
    match seconds:
        case 0:
            return translate("Launcher", "For good")
        case 600:
            return translate("Launcher", "10 minutes")
        case 3600:
            return translate("Launcher", "1 hour")
        case 86400:
            return translate("Launcher", "1 day")
        case 604800:
            return translate("Launcher", "1 week")
    return duration_text(seconds)


def time_left_text(until: int, now: int) -> str:
    """Return the time until a ban ends. Arguments: Unix ms; `until` 0 is for good."""
    if not until:
        return QCoreApplication.translate("Launcher", "for good")
    return QCoreApplication.translate("Launcher", "for another {time}").format(
        time=duration_text((until - now) // 1000)
    )
