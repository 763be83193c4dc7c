"""Write submissions as one transaction. Runs on the store's thread, blocks on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from desktop_chat.storage import rows
from desktop_chat.storage.dialect import Dialect
from desktop_chat.storage.port import Change, ChannelState, Entry, IdentitySeen, Room, Seen


class Batch:
    """Changes sorted by kind. Of states with the same key the last one counts; Entries are all kept."""

    __slots__ = ("channels", "entries", "identities", "rooms", "seen")

    def __init__(self, changes: Iterable[Change]) -> None:
        self.entries: list[Entry] = []
        self.rooms: dict[int, Room] = {}
        self.channels: dict[int, ChannelState] = {}
        self.identities: dict[str, IdentitySeen] = {}
        self.seen: dict[tuple[str, int], Seen] = {}
        for change in changes:
            match change:
                case Entry():
                    self.entries.append(change)
                case Seen():
                    self.seen[change.identity, change.room] = change
                case IdentitySeen():
                    self.identities[change.identity] = change
                case ChannelState():
                    self.channels[change.room] = change
                case Room():
                    self.rooms[change.id] = change


class Writer:
    """The one connection that writes. One thread at a time."""

    def __init__(self, connection: sqlite3.Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    def write(self, changes: Iterable[Change]) -> None:
        """Commit `changes`, synced, or raise and leave the database as it was."""
        batch = Batch(changes)
        connection = self._connection
        connection.execute(self._dialect.begin_write)
        try:
            self._fill(batch)
            connection.execute("COMMIT")
        except BaseException:
            # Some errors (a full disk) have already rolled back.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise

    def _fill(self, batch: Batch) -> None:
        entries = batch.entries
        if entries:
            newest = max(entries, key=lambda entry: entry.sequence)
            self._many(rows.WRITE_ENTRY, [rows.entry_row(entry) for entry in entries])
            resent = [(item.identity, item.resend, item.room, item.sequence) for item in entries if item.resend]
            self._many(rows.WRITE_RESEND, resent)
            self._many(rows.WRITE_NEWEST, [(newest.sequence, newest.time, newest.sequence)])
        self._many(rows.WRITE_ROOM, [rows.room_row(room) for room in batch.rooms.values()])
        channels = batch.channels.values()
        self._many(rows.WRITE_CHANNEL, [rows.channel_row(state) for state in channels if not state.dropped])
        self._many(rows.DROP_CHANNEL, [(state.room,) for state in channels if state.dropped])
        self._many(rows.WRITE_IDENTITY, [rows.identity_row(known) for known in batch.identities.values()])
        self._many(rows.WRITE_SEEN, [rows.seen_row(seen) for seen in batch.seen.values()])

    def _many(self, statement: str, values: Sequence[rows.Row]) -> None:
        if values:
            self._connection.executemany(self._dialect.sql(statement), values)
