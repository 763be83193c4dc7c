"""Person: who is chatting, as a Session is told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Who is chatting. `nick` is what they want to be called on the wire."""

    nick: str
    username: str
    realname: str
    password: str = ""
