"""WhoWasEntry: a person who has left. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WhoWasEntry:
    """A User who has left or changed nick. `left` is Unix ms; only operators see `addresses`."""

    nick: str
    username: str
    host: str
    realname: str
    left: int
    addresses: tuple[str, ...] = ()
