"""The names of those who answer for the server itself: NickServ and ChanServ. Nobody can take them."""

from __future__ import annotations

from desktop_chat.irc.names import fold

NICKSERV = "NickServ"
CHANSERV = "ChanServ"
_FOLDED = {fold(name): name for name in (NICKSERV, CHANSERV)}


def is_service(name: str) -> bool:
    """Whether this is the name of one, in any case."""
    return fold(name) in _FOLDED
