"""Version 11: how far a cluster's log is written. The table has one row, or none on a single machine."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE log_position (
    id INTEGER PRIMARY KEY CHECK (id = 0),
    log TEXT NOT NULL,
    position INTEGER NOT NULL,
    chain TEXT NOT NULL
)""",
)
