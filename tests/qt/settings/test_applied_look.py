"""The look of the preferences is that of the windows."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from desktop_chat.client.preferences import Preferences
from desktop_chat.qt.settings.applied_look import apply_look
from desktop_chat.qt.theme import LIGHT, LookChoices, appearance
from desktop_chat.qt.theme.accents import accented_theme
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.strings import clock_text


def test_preferences_are_applied(qapp: QApplication) -> None:
    wide = make_geometry(800, 1.0, right_to_left=False)
    preferences = Preferences(
        look="light", zoom=150, accent="teal", density="compact", times="all", clock="12", motion="little"
    )
    apply_look(qapp, preferences)
    look = appearance()
    assert (look.current, look.zoom) == (accented_theme(LIGHT, "teal"), 1.5)
    assert look.choices == LookChoices(accent="teal", density="compact", times="all", clock="12", motion="little")
    assert look.is_calm
    assert clock_text(1_700_000_000_000).endswith("M")
    apply_look(qapp, Preferences(look="light", density="compact", times="all", clock="24"))
    compact = make_geometry(800, 1.0, right_to_left=False)
    assert compact.step < wide.step
    assert compact.avatar < wide.avatar
    assert compact.each_time
    assert not wide.each_time
    assert len(clock_text(1_700_000_000_000)) == 5
