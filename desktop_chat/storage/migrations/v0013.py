"""Version 13: for how many days a room keeps its Entries. 0: as the settings say."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE room ADD COLUMN keep_days INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX room_kept ON room (keep_days) WHERE keep_days > 0",
)
