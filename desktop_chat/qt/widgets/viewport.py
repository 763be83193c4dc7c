"""Viewports of lists. Thread: GUI."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QWidget


def use_known_viewport(area: QAbstractItemView) -> None:
    """Replace Qt's own viewport by a type known to Python: for an unknown one, PySide6 creates all widget types.

    Text fields crash without their own viewport.
    """
    viewport = QWidget()
    viewport.setObjectName("qt_scrollarea_viewport")
    viewport.setBackgroundRole(QPalette.ColorRole.Base)
    viewport.setAutoFillBackground(True)
    area.setViewport(viewport)
