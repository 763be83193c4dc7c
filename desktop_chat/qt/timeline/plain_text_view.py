"""PlainTimeline: the newest entries as plain text, for reading with a caret and a screen reader. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_chat.qt.timeline.model import TimelineModel
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.strings import spoken_text
from desktop_chat.qt.timeline.styled_text import audible_text

LINES_MAX = 500
"""The number of shown entries; a text field lays out its whole text."""

_CHARACTERS_MAX = 20_000
"""The shown characters of an entry."""


class PlainTimeline(QPlainTextEdit):
    """A text view of a TimelineModel. The caret stays in place when entries are added."""

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Messages as text"))
        self.setMaximumBlockCount(LINES_MAX)
        model.inserted.connect(self.on_inserted)
        model.changed.connect(self.on_changed)
        model.reset.connect(self.on_reset)
        self.on_reset()

    def _line_text(self, index: int) -> str:
        plan = RowPlan(self._model.entry_at(index), names=self._model.name_of, knows=self._model.knows_person)
        return " ".join(spoken_text(plan.entry, audible_text(plan, _CHARACTERS_MAX), plan.names).split())

    def on_inserted(self, first: int, count: int) -> None:
        if first + count == self._model.count():
            for index in range(max(first, first + count - LINES_MAX), first + count):
                self.appendPlainText(self._line_text(index))
        else:
            self.on_reset()

    def on_changed(self, first: int, count: int) -> None:
        """Replace changed lines without moving the caret."""
        hidden = self._model.count() - self.document().blockCount()
        for index in range(max(first, hidden), first + count):
            block = self.document().findBlockByNumber(index - hidden)
            text = self._line_text(index)
            if block.isValid() and block.text() != text:
                cursor = self.textCursor()
                cursor.setPosition(block.position())
                cursor.movePosition(cursor.MoveOperation.EndOfBlock, cursor.MoveMode.KeepAnchor)
                cursor.insertText(text)

    def on_reset(self) -> None:
        count = self._model.count()
        self.setPlainText("\n".join(self._line_text(index) for index in range(max(0, count - LINES_MAX), count)))
        self.moveCursor(self.textCursor().MoveOperation.End)
