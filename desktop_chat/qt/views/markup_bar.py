"""MarkupBar: buttons for bold, italic and the like above a selection. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit

from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.views.markup_actions import MarkupActions
from desktop_chat.qt.widgets import IconButton
from desktop_chat.qt.widgets.painted import Painted

_GAP = 6
_FRAME = 10
"""Pixels between the text field and the frame around it."""


class MarkupBar(Painted):
    """Floats in the window of a text field while text is selected in it. The field keeps the focus; the keys are in the
    tooltips, and the field's menu has the same actions."""

    def __init__(self, edit: QPlainTextEdit, markup: MarkupActions) -> None:
        super().__init__(edit)
        self._edit = edit
        self.buttons: list[IconButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.TINY, Space.TINY, Space.TINY, Space.TINY)
        row.setSpacing(0)
        for icon, action in zip(markup.icons, markup.actions, strict=True):
            keys = action.shortcut().toString(action.shortcut().SequenceFormat.NativeText)
            button = IconButton(icon, action.text(), size=18)
            button.setToolTip(literal_text(f"{action.text()} ({keys})", TextSink.TIP))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
            self.buttons.append(button)
        self.setVisible(False)
        edit.selectionChanged.connect(self.follow_selection)
        edit.cursorPositionChanged.connect(self.follow_selection)

    def follow_selection(self) -> None:
        """Show the bar above the selection; hide it if nothing is selected or the field has no focus."""
        edit = self._edit
        wanted = edit.textCursor().hasSelection() and edit.hasFocus() and edit.isEnabled()
        if not wanted:
            self.setVisible(False)
            return
        if self.parentWidget() is not edit.window():
            self.setParent(edit.window())
        self.adjustSize()
        self.move(self._place())
        self.setVisible(True)
        self.raise_()

    def _place(self) -> QPoint:
        """Return the place above the selection, over the field if it is wide enough, inside of the window."""
        edit = self._edit
        marked = self._selected_rect()
        top_left = edit.viewport().mapTo(edit.window(), marked.topLeft())
        x = top_left.x() + (marked.width() - self.width()) // 2
        left = edit.mapTo(edit.window(), QPoint(0, 0)).x() - _FRAME
        x = max(left, min(x, left + edit.width() + 2 * _FRAME - self.width()))
        y = top_left.y() - self.height() - _GAP
        if y < 0:
            y = top_left.y() + marked.height() + _GAP
        return QPoint(max(_GAP, min(x, edit.window().width() - self.width() - _GAP)), y)

    def _selected_rect(self) -> QRect:
        edit, cursor = self._edit, self._edit.textCursor()
        start, end = edit.textCursor(), edit.textCursor()
        start.setPosition(cursor.selectionStart())
        end.setPosition(cursor.selectionEnd())
        marked = edit.cursorRect(start).united(edit.cursorRect(end))
        return marked.intersected(edit.viewport().rect())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.outline), 1))
            painter.setBrush(qcolor(theme.raised))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
