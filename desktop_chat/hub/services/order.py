"""Those who answer for the server itself: NickServ and ChanServ. They are no Users, and nobody can take their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop_chat.hub.call import Call
from desktop_chat.irc.names import fold_name
from desktop_chat.irc.skeleton import skeletons

NICKSERV = "NickServ"
CHANSERV = "ChanServ"
_FOLDED = {fold_name(name): name for name in (NICKSERV, CHANSERV)}
_NEVER_PEOPLE = (
    NICKSERV, CHANSERV, "BotServ", "Global", "HistServ", "HostServ", "MemoServ", "OperServ", "SaslServ", "server",
    "services", "system",
)  # fmt: skip
"""Who speaks for a server, here, on other networks or at the doors: nobody may seem to be one of them."""
_RESERVED = frozenset(key for name in _NEVER_PEOPLE for key in skeletons(name))


def is_service(name: str) -> bool:
    """Whether this is the name of one, in any case."""
    return fold_name(name) in _FOLDED


def is_reserved(name: str) -> bool:
    """Return whether a name looks like one that speaks for the server."""
    return not _RESERVED.isdisjoint(skeletons(name))


def service_name(name: str) -> str:
    """The name as it is written."""
    return _FOLDED[fold_name(name)]


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
