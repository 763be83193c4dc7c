"""Those who answer for the server itself: NickServ and ChanServ. They are no Users, and nobody can take their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.hub.call import Call


@dataclass(frozen=True, slots=True)
class ServiceOrder:
    """An order given to a service: `words` are what follows its name."""

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
    """`least`: words without which it cannot be obeyed."""

    run: Callable[[ServiceOrder], None]
    usage: str
    about: str
    least: int = 0
