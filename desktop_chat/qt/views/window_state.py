"""Where a window is and how it comes to the front."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtWidgets import QWidget


def bring_up(window: QWidget) -> None:
    """Show a window in front of the others."""
    window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
    window.show()
    window.raise_()
    window.activateWindow()


def geometry_of(window: QWidget) -> str:
    """Where and how large it is, as text."""
    return bytes(window.saveGeometry().toBase64().data()).decode()


def restore(window: QWidget, geometry: str) -> None:
    """Where and how large it was, if that was kept."""
    if geometry:
        window.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode())))
