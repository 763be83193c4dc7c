"""ChatRow: a chat of the start window as a button: an avatar, a title and a line below. GUI thread."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, icon_side, qcolor
from desktop_chat.qt.widgets import Avatar, ElidedLabel, make_label
from desktop_chat.qt.widgets.buttons import press_by_return

HEIGHT = 56
_PICTURE = 36


class ChatRow(QAbstractButton):
    """A subclass adds its marks and buttons to `row`. Below stands why the chat could not be joined."""

    def __init__(self, key: str, title: str, line: str, parent: QWidget | None = None) -> None:
        """`key`: no other chat has the same."""
        super().__init__(parent)
        self.key = key
        self._hovered = False
        self._preselected = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.avatar = Avatar(title, _PICTURE)
        self.title_label, self.line_label = ElidedLabel(title, "strong"), ElidedLabel(line, "small")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.title_label)
        texts.addWidget(self.line_label)
        texts.addStretch(1)
        self.row = QHBoxLayout()
        self.row.setContentsMargins(Space.SMALL, 0, Space.TINY, 0)
        self.row.setSpacing(Space.SMALL + 4)
        self.row.addWidget(self.avatar)
        self.row.addLayout(texts, 1)
        letters = self.title_label.sizeHint().height() + self.line_label.sizeHint().height()
        self._plain_height = max(HEIGHT, letters + Space.SMALL)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self.row)
        self.row.addStrut(self._plain_height)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        for part in (self.avatar, self.title_label, self.line_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance().changed.connect(self.update)

    @cached_property
    def fault_label(self) -> QLabel:
        """In line with the title. Made for the first fault."""
        made = make_label("", "small", wrap=True)
        made.setProperty("tone", "danger")
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.setContentsMargins(Space.SMALL + icon_side(_PICTURE) + self.row.spacing(), 0, Space.SMALL, Space.SMALL)
        self._column.addWidget(made, 1)
        return made

    def set_fault(self, text: str) -> None:
        """Show why the chat could not be joined; "" for no such sentence."""
        if text or "fault_label" in vars(self):
            self.fault_label.setText(text)
            self.fault_label.setVisible(bool(text))

    def set_texts(self, title: str, line: str) -> None:
        """Show another title and another line."""
        self.title_label.setText(title)
        self.line_label.setText(line)

    def set_preselected(self, preselected: bool) -> None:
        """Show that Enter chooses this chat."""
        if preselected != self._preselected:
            self._preselected = preselected
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_return(self, event):
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, self._plain_height)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground = theme.pressed if self.isDown() else theme.hover if self._hovered else ""
            if self._preselected and not ground:
                ground = theme.accent_soft
            if ground:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(qcolor(ground))
                painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
            if self.hasFocus() or self._preselected:
                painter.setPen(QPen(qcolor(theme.focus if self.hasFocus() else theme.accent), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
