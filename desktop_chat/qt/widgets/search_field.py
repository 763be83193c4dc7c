"""SearchField: a line edit with a lens and a clear button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_chat.qt.theme.icons import set_themed_icon


class SearchField(QLineEdit):
    """A field that emits the trimmed text at each change (`searched`).

    Escape clears the text; in an empty field, or without `clears_by_escape`, the window receives Escape.
    """

    searched = Signal(str)

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clears_by_escape = True
        placeholder = placeholder or self.tr("Search")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setProperty("lens", True)
        lens = QAction(self)
        lens.setText(self.tr("Search"))
        lens.triggered.connect(self.setFocus)
        set_themed_icon(lens, "search", "faint", 16)
        self.addAction(lens, QLineEdit.ActionPosition.LeadingPosition)
        self._clear = QAction(self)
        self._clear.setText(self.tr("Clear"))
        set_themed_icon(self._clear, "close", "muted", 16)
        self._clear.triggered.connect(self.clear)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self.textChanged.connect(self.on_text_changed)

    def on_text_changed(self, text: str) -> None:
        self._clear.setVisible(bool(text))
        self.searched.emit(text.strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() and self.clears_by_escape:
            self.clear()
            return
        if event.key() == Qt.Key.Key_Escape and not self.clears_by_escape:
            event.ignore()
            return
        super().keyPressEvent(event)
