"""OwnerLink: a link that makes one further computer the owner's, once. Pure; lost at a stop.

What lasts is the grant of the computer (`hub/records/entry_grants`).
"""

from __future__ import annotations

from hmac import compare_digest

from desktop_chat.hub.records.invite_links import make_token, read_token

SECONDS = 86_400
"""How long a link counts."""


class OwnerLink:
    """At most one link at a time. Times are ticks (s)."""

    def __init__(self) -> None:
        self._token = ""
        self._ends = 0

    def make_link(self, secret: bytes, now: int) -> str:
        """Return the token of a new link in place of an older one. `secret`: fresh unguessable bytes."""
        self._token, self._ends = make_token(secret), now + SECONDS
        return self._token

    def is_open(self, now: int) -> bool:
        """Return whether a link waits for its computer."""
        return bool(self._token) and now < self._ends

    def is_token(self, typed: str, now: int) -> bool:
        """Return whether this is the token of the link that waits."""
        return self.is_open(now) and compare_digest(read_token(typed).encode(), self._token.encode())

    def end(self) -> None:
        """The link was used or revoked."""
        self._token = ""
