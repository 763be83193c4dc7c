"""RecentRow: a recent chat as a button, with a small button to forget the chat. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.client.preferences import ServerRecord
from desktop_chat.qt.theme import RADIUS, Space, appearance, qcolor
from desktop_chat.qt.widgets import Avatar, ElidedLabel, IconButton, IconLabel

HEIGHT = 56


class RecentRow(QAbstractButton):
    """A click chooses the chat; the small button removes the row."""

    forgotten = Signal()

    def __init__(self, record: ServerRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = record.name or str(record.address)
        self._hovered = False
        self.setFixedHeight(HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        where = self.tr("on this computer") if record.hosted else str(record.address)
        self.setAccessibleName(self.tr("Join {0}, {1}").format(title, where))
        avatar = Avatar(title, 36)
        name, place = ElidedLabel(title, "strong"), ElidedLabel(where, "small")
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addStretch(1)
        texts.addWidget(name)
        texts.addWidget(place)
        texts.addStretch(1)
        self.forget_button = IconButton("close", self.tr("Forget {0}").format(title), size=16, role="faint")
        self.forget_button.clicked.connect(self.forgotten)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SMALL, 0, Space.TINY, 0)
        row.setSpacing(Space.SMALL + 4)
        row.addWidget(avatar)
        row.addLayout(texts, 1)
        if not record.tls:
            plain = IconLabel("lock-open", "warning", 16)
            plain.setToolTip(self.tr("Not encrypted"))
            row.addWidget(plain)
        row.addWidget(self.forget_button)
        for part in (avatar, name, place):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        appearance().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

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
            if ground:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(qcolor(ground))
                painter.drawRoundedRect(self.rect(), RADIUS, RADIUS)
            if self.hasFocus():
                painter.setPen(QPen(qcolor(theme.focus), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
