"""GapBar: tells that messages from an absence are missing in the room, and loads them. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets import IconLabel, make_button, make_label
from desktop_chat.qt.widgets.painted import Painted

_PATIENCE_MS = 2_000
"""Most gaps are filled automatically within this time, so the bar waits."""


class GapBar(Painted):
    """Hidden without a gap."""

    more_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE_MS)
        self._timer.timeout.connect(lambda: self.setVisible(True))
        self.more_button = make_button(self.tr("Load more"), "secondary")
        self.more_button.clicked.connect(self.on_more_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(IconLabel("clock", "link", 20))
        row.addWidget(make_label(self.tr("Some messages from while you were away are still missing."), wrap=True), 1)
        row.addWidget(self.more_button)
        self.setVisible(False)

    def set_gap(self, *, gap: bool) -> None:
        """Show the bar if there is a gap."""
        if not gap:
            self._timer.stop()
            self.setVisible(False)
        elif not self.isVisible() and not self._timer.isActive():
            self._timer.start()

    def on_more_clicked(self) -> None:
        """Hide the bar, which comes back if the gap remains."""
        self.setVisible(False)
        self._timer.start()
        self.more_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.accent_soft))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
