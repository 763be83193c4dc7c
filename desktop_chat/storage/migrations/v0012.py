"""Version 12: when an identity first entered a room, and where in the history a file came. 0 for all that is older."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    "ALTER TABLE seen ADD COLUMN entered INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE shared_file ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0",
)
