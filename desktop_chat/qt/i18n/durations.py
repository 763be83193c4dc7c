"""Durations in the person's language. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def duration_text(seconds: int) -> str:
    """Return a duration in two units at most: `40 s`, `5 min`, `2 h 14 min`, `3 d 4 h`."""
    seconds = max(0, seconds)
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    translate = QCoreApplication.translate
    if days:
        return translate("Duration", "{days} d {hours} h").format(days=days, hours=hours % 24)
    if hours:
        return translate("Duration", "{hours} h {minutes} min").format(hours=hours, minutes=minutes % 60)
    if minutes:
        return translate("Duration", "{minutes} min").format(minutes=minutes)
    return translate("Duration", "{seconds} s").format(seconds=seconds)
