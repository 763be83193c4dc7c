"""KeptFocus: a window whose focus is never lost. GUI thread."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget


def is_focus_out() -> bool:
    """Return True if the widget with the focus was hidden or disabled, so that Qt moves the focus on."""
    focus = QApplication.focusWidget()
    return focus is not None and not (focus.isVisible() and focus.isEnabled())


class KeptFocus(QObject):
    """Gives the focus to a place of the window's choice once the active window has none.

    So it is if the widget with the focus was deleted, or if it was hidden while another window was active.
    """

    def __init__(self, window: QWidget, take_focus: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._take_focus = take_focus
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self.find_lost)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self.on_focus_changed)
            application.focusWindowChanged.connect(self.on_focus_changed)

    def on_focus_changed(self) -> None:
        """Look for the focus once the change is complete."""
        self._timer.start()

    def find_lost(self) -> None:
        focus = QApplication.focusWidget()
        if QApplication.activeWindow() is self._window and (focus is None or not focus.isVisible()):
            self._take_focus()
