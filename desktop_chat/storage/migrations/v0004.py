"""Version 4: events, edits, and deleted messages that the full-text index still contains.

Events have no index but the key. `edit` lists the edits of an Entry. `forgotten` holds the text of a deleted Entry
until the index has removed the Entry; `original` is the Entry that was edited.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE event (
        room INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        time INTEGER NOT NULL,
        command TEXT NOT NULL,
        source TEXT NOT NULL,
        target TEXT NOT NULL,
        text TEXT NOT NULL,
        identity TEXT NOT NULL,
        account TEXT NOT NULL,
        resend TEXT NOT NULL,
        tags TEXT NOT NULL,
        PRIMARY KEY (room, sequence)
    ) WITHOUT ROWID""",
    """CREATE TABLE edit (
        room INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        later INTEGER NOT NULL,
        PRIMARY KEY (room, sequence, later)
    ) WITHOUT ROWID""",
    """CREATE TABLE forgotten (
        room INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        original INTEGER NOT NULL,
        source TEXT NOT NULL,
        text TEXT NOT NULL,
        PRIMARY KEY (room, sequence)
    ) WITHOUT ROWID""",
)
