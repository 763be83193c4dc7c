"""Version 5: metadata and read markers."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE marker (
        identity TEXT NOT NULL,
        target TEXT NOT NULL,
        time INTEGER NOT NULL,
        PRIMARY KEY (identity, target)
    ) WITHOUT ROWID""",
    """CREATE TABLE metadata (
        owner TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (owner, name)
    ) WITHOUT ROWID""",
)
