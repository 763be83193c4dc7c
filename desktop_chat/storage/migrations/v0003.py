"""Version 3: forwards of channels, and server bans."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE channel_state ADD COLUMN forward TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE server_ban (
        kind TEXT NOT NULL,
        mask TEXT NOT NULL,
        reason TEXT NOT NULL,
        set_by TEXT NOT NULL,
        set_at INTEGER NOT NULL,
        until INTEGER NOT NULL,
        PRIMARY KEY (kind, mask)
    ) WITHOUT ROWID""",
)
