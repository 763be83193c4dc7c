"""Services: programs that speak where people do: NickServ and its kind, and the voices of bouncers. Pure."""

from __future__ import annotations

import re

_SERVICE = re.compile(r"\*.+|.*[a-z]serv|.+@.+", re.IGNORECASE)
_TELLERS = frozenset({"HistServ!HistServ@localhost", "*buffextras!znc@znc.in"})
"""Ergo's and ZNC's: they say in words who came and went, among what people have said. Nobody else can be called so."""
_MARKERS = frozenset({"***!znc@znc.in"})


def is_service(nick: str) -> bool:
    """Whether this is a program that takes orders. ("NickServ", ZNC's "*status", "Q@CServe.quakenet.org")"""
    return _SERVICE.fullmatch(nick) is not None


def tells_events(source: str) -> bool:
    """Whether what this source says are events of the room and nobody's words."""
    return source in _TELLERS


def marks_playback(source: str) -> bool:
    """Whether this source only says that a playback begins or ends."""
    return source in _MARKERS
