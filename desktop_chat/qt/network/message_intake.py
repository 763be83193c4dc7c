"""MessageIntake: hands received messages on in pieces, so a flood never blocks the window. GUI thread."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_chat.irc.message import Message

MOST_MESSAGES = 256
MOST_CHARACTERS = 32_768
"""The limits of one piece. A single message may be longer; a Link's lines are bounded."""
FEWEST_MESSAGES = 8
_FIRST_MESSAGES = 32
"""The size of the first piece, before the cost of a message is known."""
_PAUSE_MS = 8
"""After this time the event loop runs, and the next piece follows behind its events."""

Then = Callable[[], None]
Clock = Callable[[], int]
"""Monotonic milliseconds."""


def _monotonic_ms() -> int:
    return time.monotonic_ns() // 1_000_000


class MessageIntake(QObject):
    """A queue of messages, cut into pieces, with callables between the pieces."""

    taken = Signal(object)  # tuple[Message, ...]

    def __init__(self, parent: QObject | None = None, clock: Clock = _monotonic_ms) -> None:
        super().__init__(parent)
        self._clock = clock
        self._most = _FIRST_MESSAGES
        self._waiting: deque[tuple[Message, ...] | Then] = deque()
        self._handed_on = 0
        """How many messages of the first waiting tuple were handed on."""
        self._running = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self.on_next)

    def put_messages(self, messages: tuple[Message, ...], then: Then) -> None:
        """Append messages, and call `then` after the last of them. The first piece may be handed on at once."""
        if messages:
            self._waiting.append(messages)
        self.run_after(then)

    def run_after(self, do: Then) -> None:
        """Call `do` after everything queued before."""
        self._waiting.append(do)
        if not self._running and not self._next.isActive():
            self.on_next()

    def drop_all(self) -> None:
        """Drop all waiting messages. The callables still run."""
        self._waiting = deque(item for item in self._waiting if not isinstance(item, tuple))
        self._handed_on = 0

    def on_next(self) -> None:
        """Hand on pieces for `_PAUSE_MS`."""
        self._running = True
        begun = now = self._clock()
        try:
            while self._waiting and now - begun < _PAUSE_MS:
                item = self._waiting[0]
                if isinstance(item, tuple):
                    self.taken.emit(self._cut_piece(item))
                    before, now = now, self._clock()
                    self._adapt_size(now - before)
                else:
                    self._waiting.popleft()
                    item()
                    now = self._clock()
        finally:
            self._running = False
            if self._waiting:
                self._next.start()

    def _cut_piece(self, messages: tuple[Message, ...]) -> tuple[Message, ...]:
        """Take the next piece from the first waiting tuple."""
        first, size = self._handed_on, 0
        last = min(first + self._most, len(messages))
        for at in range(first, last):
            size += sum(map(len, messages[at].params))
            if at > first and size > MOST_CHARACTERS:
                last = at
                break
        if last < len(messages):
            self._handed_on = last
        else:
            self._waiting.popleft()
            self._handed_on = 0
        return messages[first:last]

    def _adapt_size(self, took: int) -> None:
        """Choose the size of the next piece. `took`: duration of the last piece in ms."""
        if took > _PAUSE_MS:
            self._most = max(FEWEST_MESSAGES, self._most // 2)
        elif took < _PAUSE_MS // 2:
            self._most = min(MOST_MESSAGES, self._most * 2)
