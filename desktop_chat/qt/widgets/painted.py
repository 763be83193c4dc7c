"""Painted: the base of widgets that paint themselves in the colours of the theme."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_chat.qt.theme import appearance


class Painted(QWidget):
    """Repaints and updates its size hint when the theme or the font size changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        appearance().changed.connect(self.on_look_changed)

    def on_look_changed(self) -> None:
        self.updateGeometry()
        self.update()
