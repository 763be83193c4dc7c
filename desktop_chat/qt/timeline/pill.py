"""NewPill: the button that scrolls to the end, with the number of new entries below the visible ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop_chat.qt.theme import Space, Text, appearance, icon_side, qcolor, text_font
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.timeline.strings import new_entries
from desktop_chat.qt.widgets.buttons import press_by_return
from desktop_chat.qt.widgets.mirroring import mirror_rect

_HEIGHT = 32
_ICON = 16


class NewPill(QAbstractButton):
    """An arrow button. With a count it is coloured and shows "3 new"."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._count = 0
        self._hovered = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_count(0)
        self.hide()
        appearance().changed.connect(self.on_look_changed)

    @property
    def count(self) -> int:
        return self._count

    def set_count(self, count: int) -> None:
        self._count = count
        words = new_entries(count)
        self.setText(literal_text(words if count else "", TextSink.CAPTION))
        self.setAccessibleName(words)
        self.setToolTip(literal_text(new_entries(0), TextSink.TIP))
        self.resize(self.sizeHint())
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_return(self, event):
            super().keyPressEvent(event)

    def on_look_changed(self) -> None:
        self.resize(self.sizeHint())
        self.update()

    def sizeHint(self) -> QSize:
        metrics, side = QFontMetrics(text_font(Text.STRONG)), icon_side(_ICON)
        text = metrics.horizontalAdvance(self.text())
        height = max(_HEIGHT, metrics.height() + Space.SMALL)
        return QSize(height if not text else text + 34 + side, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        strong = self._count > 0
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground = (theme.accent_hover if self._hovered else theme.accent) if strong else theme.raised
        letters = theme.accent_text if strong else theme.text
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(qcolor(theme.hover if self._hovered and not strong else ground))
            edge = theme.focus if self.hasFocus() else theme.accent if strong else theme.outline
            painter.setPen(QPen(qcolor(edge), 2 if self.hasFocus() else 1))
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            side = icon_side(_ICON)
            picture = icon_pixmap("arrow-down", letters, side, ratio_of(painter))
            sign = QRect(12 if strong else (self.width() - side) // 2, (self.height() - side) // 2, side, side)
            painter.drawPixmap(mirror_rect(self.layoutDirection(), self.rect(), sign), picture)
            if strong:
                painter.setFont(text_font(Text.STRONG))
                painter.setPen(qcolor(letters))
                painter.setLayoutDirection(self.layoutDirection())
                words = mirror_rect(self.layoutDirection(), self.rect(), self.rect().adjusted(side + 19, 1, -1, -1))
                painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
