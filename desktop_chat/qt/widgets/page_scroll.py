"""PageScroll: a page that scrolls vertically. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets.scroll_bar import ScrollBar


class _Bar(ScrollBar):
    @property
    def ground_colour(self) -> str:
        return appearance().current.window


class PageScroll(QScrollArea):
    """A scroll area whose content, `inside`, has the width of the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inside = QWidget()
        self.inside.setProperty("ground", "window")
        self.setWidgetResizable(True)
        self.setVerticalScrollBar(_Bar(parent=self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.inside)
