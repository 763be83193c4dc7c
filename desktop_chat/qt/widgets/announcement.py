"""Words that a screen reader says at once, wherever the focus is. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent


def announce_text(owner: QObject, text: str) -> None:
    """Let a screen reader say a text about `owner`. The focus stays where it is."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(owner, text))
