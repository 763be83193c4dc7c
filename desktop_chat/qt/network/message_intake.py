"""Intake: what a Link received is handed on in pieces, so that a server that says much never stops the window.
GUI thread.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from desktop_chat.irc.message import Message

MOST_MESSAGES = 256
MOST_CHARACTERS = 32_768
"""Of one piece. One line alone may be longer; a Link's lines are bounded."""
_PAUSE_MS = 8
"""After so long the window has its turn, and the next piece comes behind what it does."""

Then = Callable[[], None]


class MessageIntake(QObject):
    """In order: pieces of what was put in, and behind them what is to be done then."""

    taken = Signal(object)  # tuple[Message, ...]

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: deque[tuple[Message, ...] | Then] = deque()
        self._running = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self.on_next)

    def put_messages(self, messages: tuple[Message, ...], then: Then) -> None:
        """Hand on these, behind what waits; at once while that takes no time."""
        self._waiting.extend(_cut_pieces(messages))
        self.run_after(then)

    def run_after(self, do: Then) -> None:
        """Do this once all that was put in before has been handed on."""
        self._waiting.append(do)
        if not self._running and not self._next.isActive():
            self.on_next()

    def drop_all(self) -> None:
        """Nobody wants these messages any more. What is to be done behind them is done."""
        self._waiting = deque(one for one in self._waiting if not isinstance(one, tuple))

    def on_next(self) -> None:
        """Hand on pieces until it is the window's turn."""
        clock = QElapsedTimer()
        clock.start()
        self._running = True
        try:
            while self._waiting and clock.elapsed() < _PAUSE_MS:
                one = self._waiting.popleft()
                if isinstance(one, tuple):
                    self.taken.emit(one)
                else:
                    one()
        finally:
            self._running = False
            if self._waiting:
                self._next.start()


def _cut_pieces(messages: tuple[Message, ...]) -> Iterator[tuple[Message, ...]]:
    first = size = 0
    for at, message in enumerate(messages):
        size += sum(map(len, message.params))
        if at > first and (at - first >= MOST_MESSAGES or size > MOST_CHARACTERS):
            yield messages[first:at]
            first, size = at, sum(map(len, message.params))
    if first < len(messages):
        yield messages[first:]
