"""Version 2: accounts."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE account (
        folded TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        identity TEXT NOT NULL,
        registered {integer} NOT NULL,
        password TEXT NOT NULL,
        scram TEXT NOT NULL,
        certificates TEXT NOT NULL,
        always_on {integer} NOT NULL,
        left_at {integer} NOT NULL,
        settings TEXT NOT NULL,
        dropped {integer} NOT NULL
    ) {clustered}""",
)
