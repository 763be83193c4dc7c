"""MessageIntake: hands received messages on in pieces, so a flood never blocks the window. GUI thread."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from desktop_chat.irc.message import Message

MOST_MESSAGES = 256
MOST_CHARACTERS = 16_384
"""The limits of one piece. A single message may be longer; a Link's lines are bounded."""
FEWEST_MESSAGES = 8
_FIRST_MESSAGES = 16
"""The size of the first piece, before the cost of a message is known."""
_TURN_MS = 6.0
"""After this time the event loop runs, and the next piece follows behind its events. All networks share it."""
_FRAME_MS = 11.0
"""What a turn may take together with the work of the window before it, which is mostly a frame: a turn after a costly
frame is shorter."""
_LEAST_TURN_MS = 2.0
"""A turn is never shorter, so a window that always has work takes messages in all the same."""
_AT_ONCE_MS = 2.0
"""What is handed on before the events that wait, so that a single message is not late."""
_PIECE_MS = 2.0
"""What one piece may take."""

Then = Callable[[], None]
Clock = Callable[[], float]
"""Monotonic milliseconds."""


def _monotonic_ms() -> float:
    return time.perf_counter() * 1000


class IntakeTurns(QObject):
    """The time of the GUI thread that all MessageIntakes share: at most `_TURN_MS` in each turn of the event loop.

    Without the sharing a window with twenty busy networks would be blocked for twenty times as long.
    """

    def __init__(self, parent: QObject | None = None, clock: Clock = _monotonic_ms) -> None:
        super().__init__(parent)
        self.clock = clock
        self._due: deque[MessageIntake] = deque()
        self._used = 0.0
        """Ms used before the next turn."""
        self._ended = clock()
        """When the last piece was done."""
        self._running = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self.on_next)

    def add(self, intake: MessageIntake) -> None:
        """Let an intake hand on its pieces: at once if there is time, otherwise in turn with the others."""
        self._due.append(intake)
        if self._running:
            return
        if self._used < _AT_ONCE_MS:
            self._used += self._hand_on(_AT_ONCE_MS - self._used)
        self._next.start()

    def on_next(self) -> None:
        """Take the next turn, behind the events that waited."""
        if self._running:
            return  # a piece has opened a dialog, and the turn goes on behind the dialog
        if self._due:
            since = self.clock() - self._ended
            self._hand_on(max(_LEAST_TURN_MS, min(_TURN_MS, _FRAME_MS - since)) - self._used)
        self._used = 0.0

    def _hand_on(self, budget: float) -> float:
        """Hand on pieces for about `budget` ms, one at least. Return the ms that they took."""
        self._running = True
        begun = now = self.clock()
        try:
            while self._due:
                intake = self._due.popleft()
                if isValid(intake):  # its network may be gone
                    try:
                        intake.hand_on()
                    finally:
                        if intake.is_due:
                            self._due.append(intake)
                now = self.clock()
                if now - begun >= budget:
                    break
        finally:
            self._running = False
            self._ended = now
            if self._due:
                self._next.start()
        return now - begun


class MessageIntake(QObject):
    """A queue of messages, cut into pieces, with callables between the pieces."""

    taken = Signal(object)  # tuple[Message, ...]

    def __init__(self, turns: IntakeTurns, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._turns = turns
        self._most = _FIRST_MESSAGES
        self._waiting: deque[tuple[Message, ...] | Then] = deque()
        self._handed_on = 0
        """How many messages of the first waiting tuple were handed on."""
        self.is_due = False
        """Whether the turns know that something waits here."""

    def put_messages(self, messages: tuple[Message, ...], then: Then) -> None:
        """Append messages, and call `then` after the last of them. The first piece may be handed on at once."""
        if messages:
            self._waiting.append(messages)
        self.run_after(then)

    def run_after(self, do: Then) -> None:
        """Call `do` after everything queued before."""
        self._waiting.append(do)
        if not self.is_due:
            self.is_due = True
            self._turns.add(self)

    def drop_all(self) -> None:
        """Drop all waiting messages. The callables still run."""
        self._waiting = deque(item for item in self._waiting if not isinstance(item, tuple))
        self._handed_on = 0

    def hand_on(self) -> None:
        """Hand on the next piece, or call the next callable."""
        item = self._waiting[0]
        try:
            if isinstance(item, tuple):
                begun = self._turns.clock()
                self.taken.emit(self._cut_piece(item))
                self._adapt_size(self._turns.clock() - begun)
            else:
                self._waiting.popleft()
                item()
        finally:
            self.is_due = bool(self._waiting)

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

    def _adapt_size(self, took: float) -> None:
        """Choose the size of the next piece. `took`: duration of the last piece in ms."""
        if took > _PIECE_MS:
            self._most = max(FEWEST_MESSAGES, self._most // 2)
        elif took < _PIECE_MS / 2:
            self._most = min(MOST_MESSAGES, self._most * 2)
