"""DropHint: covers a room while files are dragged over the room, and says where the files go. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from desktop_chat.qt.theme import RADIUS, Space, Text, appearance, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.widgets.painted import Painted

_ICON = 40
_VEIL = 0.92
"""How much the room behind is covered."""


class DropHint(Painted):
    """Takes no part in the drag: mouse and drag go to the room behind."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._room = parent
        parent.installEventFilter(self)

    def show_text(self, text: str) -> None:
        """Cover the parent, also when its size changes."""
        self._text = text
        self.setAccessibleName(text)
        self.setGeometry(self._room.rect())
        self.raise_()
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._room.rect())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), qcolor(theme.surface, _VEIL))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(qcolor(theme.focus), 2, Qt.PenStyle.DashLine))
            frame = QRectF(self.rect()).adjusted(Space.MEDIUM, Space.MEDIUM, -Space.MEDIUM, -Space.MEDIUM)
            painter.drawRoundedRect(frame, RADIUS * 2, RADIUS * 2)
            painter.setFont(text_font(Text.HEADING))
            painter.setPen(qcolor(theme.text))
            inner = self.rect().adjusted(2 * Space.LARGE, 0, -2 * Space.LARGE, 0)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            words = painter.boundingRect(inner, flags, self._text)
            top = self.height() // 2 - (words.height() + _ICON + Space.MEDIUM) // 2
            pixmap = icon_pixmap("upload", theme.link, _ICON, ratio_of(painter))
            painter.drawPixmap((self.width() - _ICON) // 2, top, pixmap)
            painter.drawText(inner.translated(0, top + _ICON + Space.MEDIUM), flags, self._text)
