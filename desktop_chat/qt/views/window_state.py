"""Where a window is and how it comes to the front."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtWidgets import QWidget

_TITLE_BAR = 40
"""Pixels that the system puts above a window, before it has said how many."""


def bring_up(window: QWidget) -> None:
    """Show a window in front of the others, no larger than its screen."""
    if not window.isVisible():
        _keep_on_screen(window)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def geometry_of(window: QWidget) -> str:
    """Where and how large it is, as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def restore_geometry(window: QWidget, geometry: str) -> None:
    """Where and how large it was, if that was kept."""
    if geometry:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode())))


def _keep_on_screen(window: QWidget) -> None:
    """Make a window that is larger than its screen smaller; where a person put it, keep all of it in sight."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    now = window.geometry()
    fits = fitted(now, window.screen().availableGeometry())
    if window.testAttribute(Qt.WidgetAttribute.WA_Moved):
        window.setGeometry(fits)
    elif fits.size() != now.size():
        window.resize(fits.size())


def fitted(window: QRect, area: QRect) -> QRect:
    """A window, without its frame, as it fits into this area of the screen."""
    room = area.adjusted(0, _TITLE_BAR, 0, 0)
    width, height = min(window.width(), room.width()), min(window.height(), room.height())
    left = max(room.left(), min(window.left(), room.right() + 1 - width))
    top = max(room.top(), min(window.top(), room.bottom() + 1 - height))
    return QRect(left, top, width, height)
