"""ChatRow: a chat of the start window as a button: an avatar, a title and a line below. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.widgets import Avatar, ElidedLabel
from desktop_chat.qt.widgets.buttons import press_by_return

HEIGHT = 56


class ChatRow(QAbstractButton):
    """A subclass adds its marks and buttons to `row`."""

    def __init__(self, title: str, line: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hovered = False
        self._preselected = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.avatar = Avatar(title, 36)
        self.title_label, self.line_label = ElidedLabel(title, "strong"), ElidedLabel(line, "small")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(self.title_label)
        texts.addWidget(self.line_label)
        texts.addStretch(1)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(Space.SMALL, 0, Space.TINY, 0)
        self.row.setSpacing(Space.SMALL + 4)
        self.row.addWidget(self.avatar)
        self.row.addLayout(texts, 1)
        letters = self.title_label.sizeHint().height() + self.line_label.sizeHint().height()
        self.setFixedHeight(max(HEIGHT, letters + Space.SMALL))
        for part in (self.avatar, self.title_label, self.line_label):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance().changed.connect(self.update)

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
        return QSize(240, self.minimumHeight())

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
