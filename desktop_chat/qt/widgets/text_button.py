"""TextButton: a line of small text that can be pressed. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_chat.qt.theme import label_edge
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.buttons import PushButton

EDGE = 4
"""Pixels in which the focus is shown: between the edge and where the text of a label would begin."""


class TextButton(PushButton):
    """A text that does not fit ends in an ellipsis, and the tooltip shows the full text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setProperty("role", "text")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def full_text(self) -> str:
        """Return the full text, also if a part is cut off."""
        return self._whole

    def set_full_text(self, text: str) -> None:
        self._whole = " ".join(text.split())
        self.setAccessibleName(self._whole)
        self._elide_to_width()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._whole) + 2 * EDGE + label_edge() + 2, metrics.height() + 4)

    def minimumSizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(
            self.fontMetrics().horizontalAdvance("…") + 2 * EDGE + label_edge(), self.fontMetrics().height() + 4
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide_to_width()

    def _elide_to_width(self) -> None:
        room = max(0, self.width() - 2 * EDGE - label_edge())
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        super().setText(literal_text(shown, TextSink.CAPTION))
        self.setToolTip(literal_text(self._whole, TextSink.TIP) if shown != self._whole else "")
