"""Services: NickServ and other programs that write like people, bouncers' own nicks included. Pure."""

from __future__ import annotations

import re

NICKSERV = "NickServ"
"""The service of most networks that looks after names and accounts."""
_SERVICE = re.compile(r"\*.+|.*[a-z]serv|.+@.+", re.IGNORECASE)
_TELLERS = frozenset({"HistServ!HistServ@localhost", "*buffextras!znc@znc.in"})
"""Sources in Ergo's and ZNC's histories that tell joins and parts as messages. No person can have these names."""
_MARKERS = frozenset({"***!znc@znc.in"})


def is_service(nick: str) -> bool:
    """Return True if this is a program that takes commands ("NickServ", ZNC's "*status", "Q@CServe.quakenet.org")."""
    return _SERVICE.fullmatch(nick) is not None


def tells_events(source: str) -> bool:
    """Return True if messages of this source are events of the room."""
    return source in _TELLERS


def marks_playback(source: str) -> bool:
    """Return True if messages of this source only mark the begin or end of a playback."""
    return source in _MARKERS
