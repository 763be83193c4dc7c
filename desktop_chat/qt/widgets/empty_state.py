"""EmptyState: what stands where there is nothing yet: an icon, a sentence, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.qt.icons import pixmap, ratio_of
from desktop_chat.qt.letters import Sink, as_written
from desktop_chat.qt.theme import Space, look, qcolor
from desktop_chat.qt.widgets.buttons import button
from desktop_chat.qt.widgets.labels import label
from desktop_chat.qt.widgets.painted import Painted

_DISC, _ICON = 72, 32


class _Disc(Painted):
    """The icon on a soft disc."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.icon = icon
        self.setFixedSize(_DISC, _DISC)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(look().current.accent_soft))
            painter.drawEllipse(self.rect())
            at = (_DISC - _ICON) // 2
            painter.drawPixmap(at, at, pixmap(self.icon, "link", _ICON, ratio_of(painter)))


class EmptyState(QWidget):
    """Centred in whatever room it gets. `acted` is emitted by the button, which is there only with `action`."""

    acted = Signal()

    def __init__(self, icon: str, title: str, text: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._disc = _Disc(icon)
        self._title = label(title, "heading", wrap=True)
        self._text = label(text, "muted", wrap=True)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            part.setMaximumWidth(360)
        self._action = button(action, "primary")
        self._action.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.LARGE, Space.LARGE, Space.LARGE, Space.LARGE)
        column.setSpacing(Space.SMALL)
        column.addStretch(1)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(Space.SMALL)
        column.addLayout(_centred(self._title))
        column.addLayout(_centred(self._text))
        column.addSpacing(Space.SMALL)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.set_state(icon, title, text, action)

    def set_state(self, icon: str, title: str, text: str = "", action: str = "") -> None:
        """Say something else."""
        self._disc.icon = icon
        self._disc.update()
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._action.setText(as_written(action, Sink.CAPTION))
        self._action.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)


def _centred(words: QLabel) -> QHBoxLayout:
    """A row with words in its middle. Aligned, their height would be measured for the whole width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(words, 100)
    row.addStretch(1)
    return row
