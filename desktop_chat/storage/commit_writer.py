"""Writing of submissions as one transaction. Blocks for the disk. Thread: store.

Every statement releases the GIL, and beside two busy threads the GIL comes back after 12 ms. So a commit uses as few
statements as possible: one statement writes many rows, and a single statement is its own transaction. (Row by row, 200
Entries beside two busy threads took 2.4 s; in one statement they take 16 ms.)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path

from desktop_chat.files import remove_old_copies
from desktop_chat.sqlite_erasure import fill_gaps, give_back, is_mostly_free, truncate_log
from desktop_chat.sqlite_page_gaps import Gaps
from desktop_chat.storage import rows
from desktop_chat.storage.preallocate_wal import FRAME, LENGTH, LOG_PIECE, preallocate_wal
from desktop_chat.storage.records import (
    DELETED_KIND,
    TIMELINE_COMMANDS,
    Account,
    Change,
    ChannelState,
    Entry,
    EntryGrant,
    EntryRun,
    IdentitySeen,
    InviteLink,
    LogPosition,
    MetadataValue,
    ReadMarker,
    Redaction,
    Room,
    SeenMark,
    ServerBan,
    SharedFile,
)
from desktop_chat.storage.retention import Chore
from desktop_chat.storage.retention import chore_statements as statements_of
from desktop_chat.storage.webhook_records import IncomingWebhook, OutgoingWebhook

MAX_ROWS = 256
"""Rows in one statement. Eleven values each stay far below SQLite's limit of 32,766."""

LONG_RUN = 16
"""An EntryRun of this many messages gets a statement of its own, with the texts as one JSON array: a third less CPU
time for each message, and half the time beside two busy threads."""

_LEAST_LOG = 256 << 10
"""Bytes to which an emptied write-ahead log is lengthened at least."""

Statement = tuple[str, Sequence[rows.Value]]
State = (
    Room
    | ChannelState
    | IdentitySeen
    | SeenMark
    | Account
    | ReadMarker
    | MetadataValue
    | ServerBan
    | IncomingWebhook
    | OutgoingWebhook
    | SharedFile
    | InviteLink
    | EntryGrant
)
"""Changes of which only the newest value is kept."""


class ChangeBatch:
    """Changes sorted by kind. Of States with the same key the last is written; all Entries are written."""

    __slots__ = (
        "_stated",
        "accounts",
        "bans",
        "channels",
        "entries",
        "events",
        "files",
        "grants",
        "identities",
        "links",
        "log_position",
        "markers",
        "metadata",
        "redactions",
        "rooms",
        "runs",
        "seen",
        "webhooks",
    )  # fmt: skip

    def __init__(self, changes: Iterable[Change]) -> None:
        self.entries: list[Entry] = []
        self.runs: list[EntryRun] = []
        self.events: list[Entry] = []
        self.redactions: list[Redaction] = []
        self.rooms: dict[int, Room] = {}
        self.channels: dict[int, ChannelState] = {}
        self.identities: dict[str, IdentitySeen] = {}
        self.seen: dict[tuple[str, int], SeenMark] = {}
        self.accounts: dict[str, Account] = {}
        self.markers: dict[tuple[str, str], ReadMarker] = {}
        self.metadata: dict[tuple[str, str], MetadataValue] = {}
        self.bans: dict[tuple[str, str], ServerBan] = {}
        self.webhooks: dict[int, IncomingWebhook | OutgoingWebhook] = {}
        self.files: dict[str, SharedFile] = {}
        self.links: dict[str, InviteLink] = {}
        self.grants: dict[str, EntryGrant] = {}
        self.log_position: LogPosition | None = None
        self._stated = False
        for change in changes:
            match change:
                case Entry():
                    (self.entries if change.command in TIMELINE_COMMANDS else self.events).append(change)
                case EntryRun():
                    self.runs.append(change)
                case Redaction():
                    self.redactions.append(change)
                case LogPosition():
                    self.log_position = change
                    self._stated = True
                case _:
                    self._put_state(change)

    def _put_state(self, state: State) -> None:
        self._stated = True
        match state:
            case SeenMark():
                self.seen[state.identity, state.room] = state
            case IdentitySeen():
                self.identities[state.identity] = state
            case ReadMarker():
                self.markers[state.identity, state.target] = state
            case MetadataValue():
                self.metadata[state.owner, state.key] = state
            case Account():
                self.accounts[state.folded_name] = state
            case ChannelState():
                self.channels[state.room] = state
            case ServerBan():
                self.bans[state.kind, state.mask] = state
            case IncomingWebhook() | OutgoingWebhook():
                self.webhooks[state.id] = state
            case SharedFile():
                self.files[state.id] = state
            case InviteLink() | EntryGrant():
                self._put_way_in(state)
            case Room():
                self.rooms[state.id] = state

    def _put_way_in(self, state: InviteLink | EntryGrant) -> None:
        if isinstance(state, InviteLink):
            self.links[state.token] = state
        else:
            self.grants[state.identity] = state

    @property
    def takes_back(self) -> bool:
        """True if text or values are deleted or replaced."""
        replaced = bool(self.redactions) or any(entry.tags and entry.corrected_sequence for entry in self.entries)
        if replaced or not self._stated:
            return replaced
        named = (self.metadata, self.accounts, self.files)
        return any(state.dropped for states in named for state in states.values())

    @property
    def has_due_deletion(self) -> bool:
        """True if Entries of a room are to be deleted: all of them, or those that are older than a new term."""
        return any(room.kind == DELETED_KIND or room.keep_days for room in self.rooms.values())

    def build_statements(self) -> Iterator[Statement]:
        """Yield the statements that write the batch, in order."""
        entries = self.entries
        resent = [(item.identity, item.resend, item.room, item.sequence) for item in entries if item.resend]
        edits = [
            (item.room, item.corrected_sequence, item.sequence)
            for item in entries
            if item.tags and item.corrected_sequence
        ]
        short = [talk for talk in self.runs if len(talk.texts) < LONG_RUN]
        long = [talk for talk in self.runs if len(talk.texts) >= LONG_RUN]
        talked = [row for talk in short for row in rows.run_rows(talk)]
        yield from _insert_statements(rows.WRITE_ENTRY, [rows.entry_row(entry) for entry in entries] + talked)
        yield from ((rows.WRITE_RUN, rows.run_row(talk)) for talk in long)
        yield from _insert_statements(rows.WRITE_RESEND, resent)
        yield from _insert_statements(rows.WRITE_EDIT, edits)
        yield from (statement for edit in edits for statement in _superseded(*edit))
        yield from _insert_statements(rows.WRITE_EVENT, [rows.entry_row(event) for event in self.events])
        yield from (statement for item in self.redactions for statement in _redaction_statements(item))
        if self._stated:
            yield from self._state_statements()

    def _webhook_statements(self) -> Iterator[Statement]:
        kept = [hook for hook in self.webhooks.values() if not hook.dropped]
        incoming = [rows.incoming_webhook_row(hook) for hook in kept if isinstance(hook, IncomingWebhook)]
        outgoing = [rows.outgoing_webhook_row(hook) for hook in kept if isinstance(hook, OutgoingWebhook)]
        yield from _insert_statements(rows.WRITE_INCOMING_WEBHOOK, incoming)
        yield from _insert_statements(rows.WRITE_OUTGOING_WEBHOOK, outgoing)
        dropped = [hook.id for hook in self.webhooks.values() if hook.dropped]
        yield from ((statement, (number,)) for number in dropped for statement in rows.DROP_WEBHOOK)

    def _state_statements(self) -> Iterator[Statement]:
        channels = self.channels.values()
        yield from _insert_statements(
            rows.WRITE_ROOM, [rows.room_row(room) for room in self.rooms.values() if not room.dropped]
        )
        yield from _insert_statements(
            rows.WRITE_CHANNEL, [rows.channel_row(state) for state in channels if not state.dropped]
        )
        dropped = [room.id for room in self.rooms.values() if room.dropped]
        yield from ((statement, (room,)) for room in dropped for statement in rows.DROP_ROOM)
        yield from ((rows.DROP_CHANNEL, (state.room,)) for state in channels if state.dropped)
        yield from _insert_statements(
            rows.WRITE_IDENTITY, [rows.identity_row(known) for known in self.identities.values() if not known.dropped]
        )
        yield from ((rows.DROP_IDENTITY, (known.identity,)) for known in self.identities.values() if known.dropped)
        yield from _insert_statements(
            rows.WRITE_ACCOUNT, [rows.account_row(account) for account in self.accounts.values()]
        )
        markers, metadata = self.markers.values(), self.metadata.values()
        read = [(one.identity, one.target, one.time) for one in markers if not one.dropped]
        yield from _insert_statements(rows.WRITE_MARKER, read)
        yield from ((rows.DROP_MARKER, (one.identity, one.target)) for one in markers if one.dropped)
        set_now = [(one.owner, one.key, one.value) for one in metadata if not one.dropped]
        yield from _insert_statements(rows.WRITE_METADATA, set_now)
        yield from ((rows.DROP_METADATA, (one.owner, one.key)) for one in metadata if one.dropped)
        bans = self.bans.values()
        yield from _insert_statements(rows.WRITE_BAN, [rows.ban_row(ban) for ban in bans if not ban.dropped])
        yield from ((rows.DROP_BAN, (ban.kind, ban.mask)) for ban in bans if ban.dropped)
        yield from self._webhook_statements()
        files = self.files.values()
        yield from _insert_statements(rows.WRITE_FILE, [rows.file_row(file) for file in files if not file.dropped])
        yield from ((rows.DROP_FILE, (file.id,)) for file in files if file.dropped)
        links, grants = self.links.values(), self.grants.values()
        yield from _insert_statements(rows.WRITE_LINK, [rows.link_row(link) for link in links if not link.dropped])
        yield from ((rows.DROP_LINK, (link.token,)) for link in links if link.dropped)
        let_in = [(one.identity, one.way, one.at) for one in grants if not one.dropped]
        yield from _insert_statements(rows.WRITE_GRANT, let_in)
        yield from ((rows.DROP_GRANT, (one.identity,)) for one in grants if one.dropped)
        seen = self.seen.values()
        yield from _insert_statements(rows.WRITE_SEEN, [rows.seen_row(one) for one in seen if not one.dropped])
        yield from ((rows.DROP_SEEN, (one.identity, one.room)) for one in seen if one.dropped)
        if self.log_position is not None:
            place = self.log_position
            row = (0, place.log, place.position, place.chain)
            yield from _insert_statements(rows.WRITE_LOG_POSITION, [row])


def _ignore_rooms(rooms: set[int], taken_back: bool) -> None:
    del rooms, taken_back


def _ignore_deletion() -> None:
    pass


class CommitWriter:
    """The only connection that writes. Thread: one at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._log_length = LENGTH
        self._giving_back = False
        self.rooms_changed: Callable[[set[int], bool], None] = _ignore_rooms
        """Called after a commit with the rooms of changed messages, and whether deleted text may stand in the log."""
        self.deletion_due: Callable[[], None] = _ignore_deletion
        """Called after a commit that leaves Entries of a room to be deleted."""

    def commit_changes(self, changes: Iterable[Change]) -> None:
        """Commit `changes`, synced. After an exception the database is unchanged."""
        batch = ChangeBatch(changes)
        self._run_statements(batch.build_statements())
        rooms = {entry.room for entry in batch.entries}
        rooms.update(talk.room for talk in batch.runs)
        rooms.update(item.room for item in batch.redactions)
        if rooms or batch.takes_back:
            self.rooms_changed(rooms, batch.takes_back)
        if batch.has_due_deletion:
            self.deletion_due()

    def commit_chore(self, chore: Chore) -> None:
        """Commit a chore, as `commit_changes` does."""
        self._run_statements(statements_of(chore))

    def erase_log(self, path: Path) -> bool:
        """Empty the write-ahead log. Return False while a reader uses the log; try again then."""
        remove_old_copies(path)
        pages = truncate_log(self._connection)
        if pages is not None:
            self._log_length = min(LENGTH, 2 * pages * FRAME + _LEAST_LOG)
            preallocate_wal(path, min(self._log_length, LOG_PIECE))
        return pages is not None

    def fill_gaps(self, gaps: Gaps, pages: Sequence[int]) -> bool:
        """Overwrite the gaps of these pages of the database. Return False while a reader uses them."""
        return fill_gaps(self._connection, gaps, pages)

    def lengthen_log(self, path: Path) -> bool:
        """Lengthen the log by a piece, up to its likely length. Return True if more is missing."""
        return preallocate_wal(path, self._log_length, LOG_PIECE)

    def give_back(self) -> bool:
        """Return some free pages to the file system if most pages are free. Return True if more are left."""
        return (self._giving_back or is_mostly_free(self._connection)) and self._give_back()

    def _give_back(self) -> bool:
        self._giving_back = give_back(self._connection)
        return self._giving_back

    def _run_statements(self, texts: Iterable[Statement]) -> None:
        statements = list(texts)
        if len(statements) > 1:
            self._run_in_transaction(statements)
        elif statements:
            self._connection.execute(*statements[0])

    def _run_in_transaction(self, statements: Sequence[Statement]) -> None:
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        try:
            for text, values in statements:
                connection.execute(text, values)
            connection.execute("COMMIT")
        except BaseException:
            # Some errors (a full disk) have already rolled back.
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _redaction_statements(item: Redaction) -> Iterator[Statement]:
    """Yield the statements of a Redaction. The text goes to `forgotten`, for the index; all else is deleted."""
    versions = (item.room, item.sequence) * 2
    copy, delete, forget_edits, forget_event = rows.REDACT
    yield copy, (item.sequence, *versions)
    yield delete, versions
    yield forget_edits, versions[:2]
    yield forget_event, versions[:2]


def _superseded(room: int, original: int, correction: int) -> Iterator[Statement]:
    """Yield the statements of an edit: all older versions get the new text."""
    versions = (room, original) * 2
    keep, overwrite = rows.SUPERSEDE
    yield keep, (original, *versions, correction)
    yield overwrite, (room, correction, *versions, correction, correction)


def _insert_statements(insert: rows.Insert, values: Sequence[rows.Row]) -> Iterator[Statement]:
    """Yield statements for 1, 2, 4 ... 256 rows. So few kinds of statements stay prepared.

    If existing rows are ignored, the last row is repeated up to the next size. If they are replaced, the rows are
    divided by the bits of their number, so that no statement replaces a row twice.
    """
    start = 0
    while start < len(values):
        left = min(len(values) - start, MAX_ROWS)
        size = 1 << (left.bit_length() - 1 if insert.replace else (left - 1).bit_length())
        piece = values[start : start + size]
        padding = (size - len(piece)) * piece[-1]
        yield _prepared_insert(insert, size), [*chain.from_iterable(piece), *padding]
        start += len(piece)


@cache
def _prepared_insert(insert: rows.Insert, count: int) -> str:
    return insert.build_statement(count)
