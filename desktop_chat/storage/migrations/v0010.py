"""Version 10: invitation links, and the identities that were let in."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE invite_link (
    token TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    uses INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) WITHOUT ROWID""",
    """CREATE TABLE entry_grant (
    identity TEXT PRIMARY KEY,
    way TEXT NOT NULL,
    at INTEGER NOT NULL
) WITHOUT ROWID""",
)
