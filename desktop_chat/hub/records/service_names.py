"""Names of the services, and reserved names that seem to speak for a server. Pure."""

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
"""Names that speak for a server, here, on other networks or at gateways. No person may have a similar name."""


_RESERVED = frozenset(key for name in _NEVER_PEOPLE for key in skeletons(name))


def is_service(name: str) -> bool:
    """Return whether this is the name of a service, in any case."""
    return fold_name(name) in _FOLDED


def is_reserved(name: str) -> bool:
    """Return whether a name looks like a reserved name."""
    return not _RESERVED.isdisjoint(skeletons(name))


def service_name(name: str) -> str:
    """Return the service's name in its usual spelling."""
    return _FOLDED[fold_name(name)]
