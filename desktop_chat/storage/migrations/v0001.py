"""Version 1: rooms, Entries, channels, identities and seen marks.

Entries have no index but the key. A search for a time relies on times that never decrease with the sequence.
"""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE entry (
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
    """CREATE TABLE resend (
        identity TEXT NOT NULL,
        resend TEXT NOT NULL,
        room INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        PRIMARY KEY (identity, resend)
    ) WITHOUT ROWID""",
    """CREATE TABLE room (
        id INTEGER NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        a TEXT NOT NULL,
        b TEXT NOT NULL,
        sealed INTEGER NOT NULL
    )""",
    "CREATE INDEX room_a ON room (a) WHERE kind = 'direct'",
    "CREATE INDEX room_b ON room (b) WHERE kind = 'direct'",
    """CREATE TABLE channel_state (
        room INTEGER NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        created INTEGER NOT NULL,
        topic TEXT NOT NULL,
        topic_by TEXT NOT NULL,
        topic_at INTEGER NOT NULL,
        modes TEXT NOT NULL,
        join_key TEXT NOT NULL,
        member_limit INTEGER NOT NULL,
        founder TEXT NOT NULL,
        roles TEXT NOT NULL,
        lists TEXT NOT NULL
    )""",
    """CREATE TABLE identity (
        identity TEXT NOT NULL PRIMARY KEY,
        nick TEXT NOT NULL,
        username TEXT NOT NULL,
        host TEXT NOT NULL,
        time INTEGER NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE seen (
        identity TEXT NOT NULL,
        room INTEGER NOT NULL,
        upto INTEGER NOT NULL,
        present INTEGER NOT NULL,
        PRIMARY KEY (identity, room)
    ) WITHOUT ROWID""",
)
