"""Version 8: webhooks, by which other programs post to rooms, or are told what is said there."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE incoming_webhook (
        id INTEGER PRIMARY KEY,
        room INTEGER NOT NULL,
        name TEXT NOT NULL,
        picture TEXT NOT NULL,
        per_minute INTEGER NOT NULL,
        token_hash TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at INTEGER NOT NULL
    )""",
    """CREATE TABLE outgoing_webhook (
        id INTEGER PRIMARY KEY,
        room INTEGER NOT NULL,
        word TEXT NOT NULL,
        name TEXT NOT NULL,
        address TEXT NOT NULL,
        secret TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at INTEGER NOT NULL
    )""",
)
