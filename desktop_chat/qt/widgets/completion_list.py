"""The list of a QCompleter, below its field. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from desktop_chat.qt.widgets.scroll_bar import ScrollBar


def make_completion_list(name: str) -> QListView:
    """Return a list for QCompleter.setPopup with the frame of a menu. `name` is for screen readers."""
    made = QListView()
    made.setProperty("ground", "menu")
    made.setAccessibleName(name)
    made.setVerticalScrollBar(ScrollBar(ground="raised"))
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return made
