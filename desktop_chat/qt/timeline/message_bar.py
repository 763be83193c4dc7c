"""MessageBar: the buttons over an entry under the mouse, or over the entry that the keyboard chose. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.timeline.context_menu import Choices
from desktop_chat.qt.widgets.buttons import IconButton
from desktop_chat.qt.widgets.painted import Painted

_EDGE = 8


class MessageBar(Painted):
    """React, reply, edit and more. Tab goes from the timeline to the buttons, the arrows from button to button, Escape
    back."""

    left = Signal()  # Escape
    focus_changed = Signal()

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._viewport = viewport
        self._choices: Choices | None = None
        self.react_button = IconButton("smile", self.tr("React"), size=18, padding=10)
        self.reply_button = IconButton("reply", self.tr("Reply"), size=18, padding=10)
        self.edit_button = IconButton("edit", self.tr("Edit"), size=18, padding=10)
        self.more_button = IconButton("more", self.tr("More"), size=18, padding=10)
        self.buttons = (self.react_button, self.reply_button, self.edit_button, self.more_button)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.HAIR, Space.HAIR, Space.HAIR, Space.HAIR)
        row.setSpacing(0)
        for button in self.buttons:
            button.installEventFilter(self)
            button.clicked.connect(self.on_clicked)
            row.addWidget(button)
        self.setAccessibleName(self.tr("Actions for this message"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setVisible(False)

    @property
    def has_focus(self) -> bool:
        """True if one of the buttons has the focus."""
        return any(button.hasFocus() for button in self.buttons)

    def show_choices(self, choices: Choices, row: QRect) -> None:
        """Show the possible actions at the far upper corner of a row of the viewport."""
        self._choices = choices
        self.react_button.setVisible(choices.react is not None or bool(choices.react_reason))
        self.react_button.setEnabled(choices.react is not None)
        self.react_button.set_name(choices.react_reason or self.tr("React"))
        self.reply_button.setVisible(choices.reply is not None or bool(choices.reply_refusal))
        self.reply_button.setEnabled(choices.reply is not None)
        self.reply_button.set_name(choices.reply_refusal or self.tr("Reply"))
        self.edit_button.setVisible(choices.edit is not None)
        self.adjustSize()
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = row.left() + _EDGE if right_to_left else row.right() - self.width() - _EDGE
        lowest = self._viewport.height() - self.height()
        self.move(x, max(0, min(row.top() - self.height() // 2, lowest)))
        self.setVisible(True)
        self.raise_()

    def hide_choices(self) -> None:
        self._choices = None
        self.setVisible(False)

    def on_clicked(self) -> None:
        choices = self._choices
        if choices is None:
            return
        pressed = self.sender()
        for button, action in (
            (self.react_button, choices.react),
            (self.reply_button, choices.reply),
            (self.edit_button, choices.edit),
            (self.more_button, choices.more),
        ):
            if pressed is button and action is not None:
                action()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_changed.emit()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            event.accept()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.outline), 1))
            painter.setBrush(qcolor(theme.raised))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
