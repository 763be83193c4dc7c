"""Version 9: files that people have sent; the contents are in a folder beside the database."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE shared_file (
        id TEXT PRIMARY KEY, content TEXT NOT NULL, name TEXT NOT NULL, media_type TEXT NOT NULL, size INTEGER NOT NULL,
        owner TEXT NOT NULL, source TEXT NOT NULL, room INTEGER NOT NULL, reader TEXT NOT NULL, time INTEGER NOT NULL,
        link_until INTEGER NOT NULL
    ) WITHOUT ROWID""",
)
