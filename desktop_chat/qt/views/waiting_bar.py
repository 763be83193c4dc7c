"""WaitingBar: the number of messages waiting for the server's pace, the time left, and a stop button. GUI thread."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_chat.qt.i18n.durations import duration_text
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import Space, appearance, fill_area, qcolor
from desktop_chat.qt.widgets import IconLabel, make_button, make_label
from desktop_chat.qt.widgets.painted import Painted

_SHORTEST_SECONDS = 2
"""A shorter wait is not shown."""
_LOOK_MS = 1_000


class WaitingBar(Painted):
    """Hidden while no message of the shown room waits."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._network: Network | None = None
        self._room: Room | None = None
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.show_progress)
        self.words_label = make_label("", wrap=True)
        self.stop_button = make_button(self.tr("Stop sending"), "secondary")
        self.stop_button.clicked.connect(self.on_stop_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MEDIUM, Space.SMALL, Space.MEDIUM, Space.SMALL)
        row.setSpacing(Space.SMALL)
        row.addWidget(IconLabel("clock", "link", 20))
        row.addWidget(self.words_label, 1)
        row.addWidget(self.stop_button)
        self.setVisible(False)

    def show_room(self, network: Network | None, room: Room | None) -> None:
        """Show another room, or no room."""
        self._network, self._room = network, room
        self.show_progress()

    def show_progress(self) -> None:
        """Show the waiting messages, and check again until none waits."""
        if self._network is None or self._room is None:
            self._timer.stop()
            self.setVisible(False)
            return
        waiting = self._network.progress_of(self._room)
        if waiting.seconds < _SHORTEST_SECONDS:
            self._timer.stop()
            self.setVisible(False)
            return
        lines = self.tr("%n message(s) waiting for this server.", "", waiting.lines)
        left = self.tr("{0} left").format(duration_text(waiting.seconds))
        self.words_label.setText(f"{lines} {left}")
        self.setVisible(True)
        if not self._timer.isActive():
            self._timer.start()

    def on_stop_clicked(self) -> None:
        """Cancel the waiting messages. Each can be retried."""
        if self._network is not None and self._room is not None:
            self._network.cancel_waiting(self._room)
        self.show_progress()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = appearance().current
        with QPainter(self) as painter:
            fill_area(painter, self.rect(), qcolor(theme.accent_soft))
            painter.setPen(qcolor(theme.line))
            painter.drawLine(0, 0, self.width(), 0)
