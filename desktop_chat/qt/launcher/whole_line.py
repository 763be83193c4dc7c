"""WholeLine: the chosen line of the log in full, below the list that cuts long lines. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space
from desktop_chat.qt.widgets.labels import breakable_text, make_label
from desktop_chat.qt.widgets.page_scroll import PageScroll

_MOST_LINES = 6
"""Higher texts scroll."""


class WholeLine(PageScroll):
    """As high as its text, up to a limit. Hidden without a text. The text can be selected with the mouse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = make_label(wrap=True)
        self.label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self.inside)
        column.setContentsMargins(Space.MEDIUM, 0, Space.MEDIUM, 0)
        column.addWidget(self.label)
        self.hide()

    def set_text(self, text: str) -> None:
        self.label.setText(breakable_text(text))
        self.setVisible(bool(text))
        self._fit_height()

    def _fit_height(self) -> None:
        needed = self.inside.heightForWidth(self.viewport().width())
        self.setFixedHeight(min(needed, _MOST_LINES * self.label.fontMetrics().lineSpacing()) + Space.SMALL)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()
