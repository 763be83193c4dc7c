"""The look of all windows, as the preferences have it. GUI thread."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_chat.client.preferences import Preferences
from desktop_chat.qt.theme import LookChoices, appearance


def apply_look(app: QApplication, preferences: Preferences) -> None:
    """Show all windows with the theme, size of text, accent, density, form of times and motion."""
    choices = LookChoices(
        accent=preferences.accent,
        density=preferences.density,
        times=preferences.times,
        clock=preferences.clock,
        motion=preferences.motion,
    )
    appearance().apply_mode(app, preferences.look, zoom=preferences.zoom / 100, choices=choices)
