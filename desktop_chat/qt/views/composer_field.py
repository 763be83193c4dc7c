"""ComposerField: the text field of the composer, as high as its text. GUI thread."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from desktop_chat.qt.views.edit_text import BREAKS
from desktop_chat.qt.widgets import ScrollBar
from desktop_chat.qt.widgets.labels import leading_alignment

ROWS_MAX = 8
"""Visible lines at most; further lines scroll."""
LONG_PASTE = 1_500
"""Characters of a paste that is shown before it is inserted."""
LONGEST = 16_000
"""Characters at most; a longer paste is cut, and the person is told."""


class ComposerField(QPlainTextEdit):
    """The text field, as high as the text. Keys go to the composer first."""

    pressed = Signal(QKeyEvent)
    menu_requested = Signal(QContextMenuEvent)
    focused = Signal()
    cut_off = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hint = ""
        """What may be typed while the field is empty, as `set_hint` was told."""
        self.preview: Callable[[str], bool] = lambda text: False
        """Shows a long text to the person before it is inserted. Returns False if it is to be inserted at once."""
        self.take_files: Callable[[QMimeData], bool] = lambda mime: False
        """Takes files and pictures. Returns False if there are none, so that the text is inserted."""
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(False)
        self.setVerticalScrollBar(ScrollBar(ground="raised"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(1)  # room for the caret at the far edge
        option = self.document().defaultTextOption()
        option.setAlignment(leading_alignment())
        self.document().setDefaultTextOption(option)
        self.setViewportMargins(0, 0, 0, 0)
        self.setStyleSheet(
            "QPlainTextEdit, QPlainTextEdit:focus { background: transparent; border: none; padding: 0; }"
        )
        self.textChanged.connect(self.fit_height)
        self.document().documentLayout().documentSizeChanged.connect(lambda _size: self.fit_height())

    def set_hint(self, text: str) -> None:
        """Show what may be typed while the field is empty. A hint that does not fit ends in an ellipsis."""
        self.hint = text
        self._show_hint()

    def _show_hint(self) -> None:
        # an empty field has no scroll bar; the viewport is of a class that PySide6 would have to look for (20 ms)
        width = self.contentsRect().width() - 2 * int(self.document().documentMargin())
        shown = self.fontMetrics().elidedText(self.hint, Qt.TextElideMode.ElideRight, width)
        if shown != self.placeholderText():
            self.setPlaceholderText(shown)

    def fit_height(self) -> None:
        """Fit the height to the text, up to `ROWS_MAX` lines."""
        lines = max(1, int(self.document().size().height()))
        many = lines > ROWS_MAX
        by_font = self.fontMetrics().lineSpacing() * min(ROWS_MAX, lines)
        self.setFixedHeight((by_font if many else max(by_font, self._text_height())) + 2)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if many else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(policy)

    def _text_height(self) -> int:
        """Return the height of the text, whose lines may be higher than the font says: by emoji, or by rounding."""
        height, block = 0.0, self.document().firstBlock()
        while block.isValid():
            height += self.blockBoundingRect(block).height()
            block = block.next()
        return math.ceil(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_hint()
        self.fit_height()  # Qt does not tell of a text that becomes lower because the field becomes wider

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.setAccepted(False)
        self.pressed.emit(event)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the exact text. Qt would replace no-break spaces by spaces."""
        made = QMimeData()
        made.setText(self.textCursor().selectedText().translate(BREAKS))
        return made

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText() or source.hasUrls() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert plain text, up to the limit. A long text is shown first. Files are sent."""
        if (source.hasUrls() or source.hasImage()) and self.take_files(source):
            return
        if is_long_paste(source.text()) and self.preview(source.text().replace("\r\n", "\n").replace("\0", "")):
            return
        self.insert_up_to_limit(source.text())

    def insert_up_to_limit(self, text: str) -> None:
        """Insert a text. What is over the limit is cut off."""
        room = LONGEST - self.document().characterCount() + self.textCursor().selectedText().__len__()
        text = text.replace("\r\n", "\n").replace("\0", "")
        if len(text) > room:
            self.cut_off.emit()
        self.insertPlainText(text[: max(0, room)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focused.emit()


def is_long_paste(text: str) -> bool:
    """Return True if a pasted or dropped text is worth a look before it is inserted."""
    return len(text) > LONG_PASTE or text.count("\n") >= ROWS_MAX
