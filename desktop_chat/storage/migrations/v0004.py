"""Version 4: what happens beside the words, corrections, and what the full-text index has yet to forget.

An event's rows have no index but their key either. `edit` names the Entries that correct one, `forgotten` holds the
words of Entries that are gone until the index has let go of them too; its `original` is the Entry that one corrected.
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
