"""TrafficLog: the lines of one network in both directions, for a console. GUI thread."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.client.raw_lines import show_raw_line
from desktop_chat.irc.message import Message

MOST_LINES = 500
"""Lines that are kept; a flood pushes the oldest ones out."""
_PAUSE_MS = 100


class TrafficLog(QObject):
    """Keeps the newest lines, and tells them some times a second."""

    added = Signal(object)  # list[str]

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: deque[str] = deque(maxlen=MOST_LINES)
        self._new: deque[tuple[Message, bool]] = deque(maxlen=MOST_LINES)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.on_due)

    def add_messages(self, messages: Sequence[Message], *, sent: bool) -> None:
        """Note Messages that were sent or received."""
        self._new.extend((message, sent) for message in messages)
        if self._new and not self._timer.isActive():
            self._timer.start()

    def on_due(self) -> None:
        lines = [show_raw_line(message, sent=sent) for message, sent in self._new]
        self._new.clear()
        self.lines.extend(lines)
        self.added.emit(lines)
