"""The values of an order to a service."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.hub.call import Call


@dataclass(frozen=True, slots=True)
class ServiceOrder:
    """One order that a caller has given. `words`: the words after the name of the order."""

    call: Call
    service: str
    words: tuple[str, ...]

    def reply_text(self, text: str) -> None:
        """Answer with a NOTICE."""
        self.call.reply.add_line(self.call.reply.voice, "NOTICE", self.call.seat.nick, text)

    def word_at(self, index: int) -> str:
        return self.words[index] if index < len(self.words) else ""


@dataclass(frozen=True, slots=True)
class Order:
    """A row of a service's table. `least`: number of words that the order needs."""

    run: Callable[[ServiceOrder], None]
    usage: str
    about: str
    least: int = 0
