"""The records of webhooks: addresses by which a program posts to a room, or that are called. Pure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingWebhook:
    """An address by which another program posts to a room. A new value replaces the older value of the same id."""

    id: int
    room: int
    name: str
    """The author of the posts, as people read it."""
    picture: str
    """The https:// address of the author's picture, or ""."""
    per_minute: int
    """Posts in a minute, at most."""
    token_hash: str
    """The SHA-256 of the secret part of the address, in hex."""
    made_by: str
    made_at: int
    """Unix ms."""
    dropped: bool = False
    """Delete the webhook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutgoingWebhook:
    """An address that is called when something is said. A new value replaces the older value of the same id."""

    id: int
    room: int
    """0 for all rooms that everybody may enter; then there is a word."""
    word: str
    """Only messages that begin with this word are told; "" for all messages."""
    name: str
    """The author of the answers, as people read it."""
    address: str
    secret: str
    """The key of the signature, as text."""
    made_by: str
    made_at: int
    """Unix ms."""
    dropped: bool = False
    """Delete the webhook."""
