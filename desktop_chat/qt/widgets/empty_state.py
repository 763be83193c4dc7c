"""EmptyState: an icon, a sentence and an action in place of missing content."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.qt.theme import Space, appearance, qcolor
from desktop_chat.qt.theme.icons import icon_pixmap, ratio_of
from desktop_chat.qt.theme.literal_text import TextSink, literal_text
from desktop_chat.qt.widgets.buttons import make_button
from desktop_chat.qt.widgets.labels import breakable_text, make_label
from desktop_chat.qt.widgets.painted import Painted

_DISC, _ICON = 72, 32


class _Disc(Painted):
    """The icon on a soft disc, which gives its place to the texts where the window is low."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.icon = icon
        self.setMaximumSize(_DISC, _DISC)

    def sizeHint(self) -> QSize:
        return QSize(_DISC, _DISC)

    def minimumSizeHint(self) -> QSize:
        return QSize(_DISC, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.height() < _ICON:
            return
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(appearance().current.accent_soft))
            middle = self.rect().center() + QPoint(1, 1)
            painter.drawEllipse(middle, self.height() // 2, self.height() // 2)
            corner = middle - QPoint(_ICON // 2, _ICON // 2)
            painter.drawPixmap(corner, icon_pixmap(self.icon, "link", _ICON, ratio_of(painter)))


class EmptyState(QWidget):
    """Content centred in the available space. The button, shown only with `action`, emits `acted`."""

    acted = Signal()

    def __init__(self, icon: str, title: str, text: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = _Disc(icon)
        self._title_label = make_label("", "heading", wrap=True)
        self._text_label = make_label(text, "muted", wrap=True)
        for part in (self._title_label, self._text_label):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setMaximumWidth(360)
        self._action_button = make_button(action, "primary")
        self._action_button.clicked.connect(self.acted)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addStretch(1)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.SMALL)
        column.addLayout(_centred_row(self._title_label))
        column.addLayout(_centred_row(self._text_label))
        column.addSpacing(Space.SMALL)
        column.addWidget(self._action_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.set_state(icon, title, text, action)

    def set_state(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Replace icon, texts and action."""
        self._disc.icon = icon
        self._disc.update()
        self._title_label.setText(breakable_text(title))
        self._text_label.setText(text)
        self._text_label.setVisible(bool(text))
        self._action_button.setText(literal_text(action, TextSink.CAPTION))
        self._action_button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


def _centred_row(words: QLabel) -> QHBoxLayout:
    """Return a row with a label between stretches. Qt would measure the height of an aligned label at full width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(words, 100)
    row.addStretch(1)
    return row
