"""Position and size of windows, and bringing a window to the front."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRect, Qt
from PySide6.QtWidgets import QWidget

_TITLE_BAR = 40
"""Height of a title bar in pixels, while the system's is unknown."""


def bring_up(window: QWidget) -> None:
    """Show a window in front of the others, fitted to its screen."""
    if not window.isVisible():
        _keep_on_screen(window)
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def geometry_of(window: QWidget) -> str:
    """Return the position and size as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def restore_geometry(window: QWidget, geometry: str) -> None:
    """Restore a kept position and size."""
    if geometry:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode())))


def _keep_on_screen(window: QWidget) -> None:
    """Shrink a window to its screen. A window placed by the person is moved into sight."""
    if window.windowState() & (Qt.WindowState.WindowMaximized | Qt.WindowState.WindowFullScreen):
        return
    now = window.geometry()
    fits = fitted(now, window.screen().availableGeometry())
    if window.testAttribute(Qt.WidgetAttribute.WA_Moved):
        window.setGeometry(fits)
    elif fits.size() != now.size():
        window.resize(fits.size())


def fitted(window: QRect, area: QRect) -> QRect:
    """Return the rectangle of a frameless window, fitted into this area of the screen."""
    room = area.adjusted(0, _TITLE_BAR, 0, 0)
    width, height = min(window.width(), room.width()), min(window.height(), room.height())
    left = max(room.left(), min(window.left(), room.right() + 1 - width))
    top = max(room.top(), min(window.top(), room.bottom() + 1 - height))
    return QRect(left, top, width, height)
