"""Names of the services, and names that nobody may have because they speak for a server. Pure."""

from __future__ import annotations

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
