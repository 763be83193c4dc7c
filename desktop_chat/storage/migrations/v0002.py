"""Version 2: accounts."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE account (
        folded TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        identity TEXT NOT NULL,
        registered INTEGER NOT NULL,
        password TEXT NOT NULL,
        scram TEXT NOT NULL,
        certificates TEXT NOT NULL,
        always_on INTEGER NOT NULL,
        left_at INTEGER NOT NULL,
        settings TEXT NOT NULL,
        dropped INTEGER NOT NULL
    ) WITHOUT ROWID""",
)
