"""The tables: statements that write and read the `records`, and the rows between. Pure.

Every writing statement may run twice with the same values: a commit that was reported as failed may still have reached
the disk, and is repeated.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_chat.irc.message import NO_TAGS, encode_tags, parse_tags
from desktop_chat.storage.records import (
    Account,
    ChannelState,
    Entry,
    EntryRun,
    IdentitySeen,
    InviteLink,
    PasswordSecret,
    Room,
    SeenMark,
    ServerBan,
    SharedFile,
)
from desktop_chat.storage.webhook_records import IncomingWebhook, OutgoingWebhook

Value = str | int
Row = tuple[Value, ...]

ENTRY_COLUMNS = "room, sequence, time, command, source, target, text, identity, account, resend, tags"
ROOM_COLUMNS = "id, kind, a, b, sealed"
_CHANNEL_COLUMNS = (
    "room, name, created, topic, topic_by, topic_at, modes, join_key, member_limit, founder, roles, lists, forward"
)

_BAN_COLUMNS = "kind, mask, reason, set_by, set_at, until"
_INCOMING_WEBHOOK_COLUMNS = "id, room, name, picture, per_minute, token_hash, made_by, made_at"
_OUTGOING_WEBHOOK_COLUMNS = "id, room, word, name, address, secret, made_by, made_at"
_FILE_COLUMNS = "id, content, name, media_type, size, owner, source, room, reader, time, link_until, sequence"
_ACCOUNT_COLUMNS = (
    "folded, name, identity, registered, password, scram, certificates, always_on, left_at, settings, dropped"
)


@dataclass(frozen=True, slots=True, eq=False)
class Insert:
    """A statement that inserts rows. The key is the first `keys` columns.

    A row with an existing key replaces the older row, or is ignored. Compared by identity: a cache uses it as a key.

    OR ROLLBACK: after an error the whole transaction is undone, as the caller would do. So SQLite keeps no copy of each
    changed page for undoing this statement alone: the copies, in a temporary file, took a third of a commit's time.
    """

    table: str
    columns: str
    keys: int
    replace: bool

    def build_statement(self, count: int) -> str:
        """Return the statement for `count` rows."""
        names = self.columns.split(", ")
        key = ", ".join(names[: self.keys])
        changes = ", ".join(f"{name} = excluded.{name}" for name in names[self.keys :])
        marks = ", ".join([f"({', '.join('?' * len(names))})"] * count)
        then = f"UPDATE SET {changes}" if self.replace else "NOTHING"
        return f"INSERT OR ROLLBACK INTO {self.table} ({self.columns}) VALUES {marks} ON CONFLICT ({key}) DO {then}"


WRITE_ENTRY = Insert("entry", ENTRY_COLUMNS, 2, replace=False)
WRITE_RUN = f"""INSERT OR ROLLBACK INTO entry ({ENTRY_COLUMNS})
    SELECT ?, ? + number, ?, 'PRIVMSG', ?, ?, text, ?, ?, '', ''
    FROM (SELECT key AS number, value AS text FROM json_each(?)) words WHERE true
    ON CONFLICT (room, sequence) DO NOTHING"""
WRITE_EVENT = Insert("event", ENTRY_COLUMNS, 2, replace=False)
WRITE_EDIT = Insert("edit", "room, sequence, later", 3, replace=False)
WRITE_RESEND = Insert("resend", "identity, resend, room, sequence", 2, replace=False)
WRITE_ROOM = Insert("room", f"{ROOM_COLUMNS}, keep_days", 1, replace=True)
WRITE_CHANNEL = Insert("channel_state", _CHANNEL_COLUMNS, 1, replace=True)
WRITE_IDENTITY = Insert("identity", "identity, nick, username, host, time, visits", 1, replace=True)
WRITE_SEEN = Insert("seen", "identity, room, upto, present, entered", 2, replace=True)
WRITE_MARKER = Insert("marker", "identity, target, time", 2, replace=True)
DROP_SEEN = "DELETE FROM seen WHERE identity = ? AND room = ?"
DROP_MARKER = "DELETE FROM marker WHERE identity = ? AND target = ?"
WRITE_METADATA = Insert("metadata", "owner, name, value", 2, replace=True)
DROP_METADATA = "DELETE FROM metadata WHERE owner = ? AND name = ?"
WRITE_ACCOUNT = Insert("account", _ACCOUNT_COLUMNS, 1, replace=True)
_VERSIONS = (
    "room = ? AND (sequence = ? OR sequence IN (SELECT later FROM edit WHERE edit.room = ? AND edit.sequence = ?))"
)
REDACT = (
    # Values: original, then room and original twice.
    f"""INSERT INTO forgotten (room, sequence, original, source, text)
    SELECT room, sequence, ?, source, text FROM entry WHERE {_VERSIONS} AND command <> 'REDACT'
    ON CONFLICT (room, sequence) DO NOTHING""",
    f"DELETE FROM entry WHERE {_VERSIONS} AND command <> 'REDACT'",
    "DELETE FROM edit WHERE room = ? AND sequence = ?",
    "DELETE FROM event WHERE room = ? AND sequence = ?",
)
SUPERSEDE = (
    # Values: original, room and original twice, edit. The old text goes to `forgotten`, for the index.
    f"""INSERT INTO forgotten (room, sequence, original, source, text)
    SELECT room, sequence, ?, source, text FROM entry WHERE {_VERSIONS} AND sequence < ?
    ON CONFLICT (room, sequence) DO NOTHING""",
    # Values: room and edit, room and original twice, edit.
    f"""UPDATE entry SET text = (SELECT text FROM entry later WHERE later.room = ? AND later.sequence = ?)
    WHERE {_VERSIONS} AND sequence < ? AND EXISTS (
        SELECT 1 FROM entry later WHERE later.room = entry.room AND later.sequence = ?
    )""",
)
WRITE_BAN = Insert("server_ban", _BAN_COLUMNS, 2, replace=True)
DROP_BAN = "DELETE FROM server_ban WHERE kind = ? AND mask = ?"
WRITE_INCOMING_WEBHOOK = Insert("incoming_webhook", _INCOMING_WEBHOOK_COLUMNS, 1, replace=True)
WRITE_OUTGOING_WEBHOOK = Insert("outgoing_webhook", _OUTGOING_WEBHOOK_COLUMNS, 1, replace=True)
DROP_WEBHOOK = ("DELETE FROM incoming_webhook WHERE id = ?", "DELETE FROM outgoing_webhook WHERE id = ?")
WRITE_FILE = Insert("shared_file", _FILE_COLUMNS, 1, replace=True)
DROP_FILE = "DELETE FROM shared_file WHERE id = ?"
_LINK_COLUMNS = "token, name, made_at, uses, used_at"
WRITE_LINK = Insert("invite_link", _LINK_COLUMNS, 1, replace=True)
DROP_LINK = "DELETE FROM invite_link WHERE token = ?"
WRITE_GRANT = Insert("entry_grant", "identity, way, at", 1, replace=True)
WRITE_LOG_POSITION = Insert("log_position", "id, log, position, chain", 1, replace=True)
READ_LOG_POSITION = "SELECT log, position, chain FROM log_position"
DROP_LOG_POSITION = "DELETE FROM log_position"
DROP_GRANT = "DELETE FROM entry_grant WHERE identity = ?"
DROP_IDENTITY = "DELETE FROM identity WHERE identity = ?"
DROP_ROOM = ("DELETE FROM room WHERE id = ?", "DELETE FROM event WHERE room = ?")
DROP_CHANNEL = "DELETE FROM channel_state WHERE room = ?"
LEAVE_ALL = (
    "UPDATE seen SET upto = CASE WHEN upto < ? THEN ? ELSE upto END, present = 0 WHERE present = 1"
    " AND identity NOT IN (SELECT identity FROM account WHERE always_on = 1 AND dropped = 0)"
)

# From room to room by the key, two look-ups each: no scan over Entries.
READ_NEWEST = """
    WITH RECURSIVE spoken (room) AS (
        SELECT min(room) FROM entry
        UNION ALL
        SELECT (SELECT min(entry.room) FROM entry WHERE entry.room > spoken.room) FROM spoken WHERE room IS NOT NULL
    )
    SELECT sequence, time FROM spoken JOIN entry ON entry.room = spoken.room AND sequence = (
        SELECT max(sequence) FROM entry WHERE entry.room = spoken.room
    )
    ORDER BY sequence DESC LIMIT 1"""
READ_NEWEST_EVENT = READ_NEWEST.replace("entry", "event")
READ_ROOMS = f"SELECT {ROOM_COLUMNS}, keep_days FROM room ORDER BY id"
READ_SILENT = """SELECT id FROM room WHERE sealed = 0 AND NOT EXISTS (
    SELECT 1 FROM entry WHERE entry.room = room.id
)"""
READ_LAST_ROOM = """SELECT max(coalesce((SELECT max(id) FROM room), 0), coalesce((SELECT max(room) FROM entry), 0),
    coalesce((SELECT max(room) FROM event), 0), coalesce((SELECT max(room) FROM seen), 0),
    coalesce((SELECT max(room) FROM channel_state), 0))"""
READ_CHANNELS = f"SELECT {_CHANNEL_COLUMNS} FROM channel_state ORDER BY room"
READ_IDENTITIES = "SELECT identity, nick, username, host, time, visits FROM identity ORDER BY time, identity"
READ_SEEN = "SELECT identity, room, upto, present, entered FROM seen ORDER BY identity, room"

READ_MARKERS = "SELECT identity, target, time FROM marker ORDER BY identity, time"
READ_METADATA = "SELECT owner, name, value FROM metadata ORDER BY owner, name"
READ_BANS = f"SELECT {_BAN_COLUMNS} FROM server_ban ORDER BY set_at, kind, mask"
READ_INCOMING_WEBHOOKS = f"SELECT {_INCOMING_WEBHOOK_COLUMNS} FROM incoming_webhook ORDER BY id"
READ_OUTGOING_WEBHOOKS = f"SELECT {_OUTGOING_WEBHOOK_COLUMNS} FROM outgoing_webhook ORDER BY id"
READ_FILES = f"SELECT {_FILE_COLUMNS} FROM shared_file ORDER BY time, id"
READ_LINKS = f"SELECT {_LINK_COLUMNS} FROM invite_link ORDER BY made_at, token"
READ_GRANTS = "SELECT identity, way, at FROM entry_grant ORDER BY at, identity"
READ_ACCOUNTS = f"SELECT {_ACCOUNT_COLUMNS} FROM account ORDER BY folded"


def entry_row(entry: Entry) -> Row:
    """Return the row of an Entry. Tags are written as on the wire."""
    tags = encode_tags(entry.tags) if entry.tags else ""
    return (
        entry.room, entry.sequence, entry.time, entry.command, entry.source, entry.target, entry.text,
        entry.identity, entry.account, entry.resend, tags,
    )  # fmt: skip


def run_rows(talk: EntryRun) -> list[Row]:
    """Return the rows of the Entries of an EntryRun."""
    room, time, source, target = talk.room, talk.time, talk.source, talk.target
    identity, account = talk.identity, talk.account
    return [
        (room, sequence, time, "PRIVMSG", source, target, text, identity, account, "", "")
        for sequence, text in enumerate(talk.texts, talk.sequence)
    ]


def run_row(talk: EntryRun) -> Row:
    """Return the values of WRITE_RUN."""
    return (
        talk.room, talk.sequence, talk.time, talk.source, talk.target, talk.identity, talk.account,
        json.dumps(talk.texts, ensure_ascii=False),
    )  # fmt: skip


def entry_of(
    room: int, sequence: int, time: int, command: str, source: str, target: str, text: str,
    identity: str, account: str, resend: str, tags: str, edited: int | None = None, current: str | None = None,
) -> Entry:  # fmt: skip
    """Return the Entry of a row: ENTRY_COLUMNS, then the time and the text of the last edit if the query reads them."""
    kept = parse_tags(tags) if tags else NO_TAGS
    # By position: keywords take a quarter more time, and a page has hundreds of rows.
    return Entry(
        room, sequence, time, command, source, target, text, identity, account, resend, kept, edited or 0, current or ""
    )


def room_row(room: Room) -> Row:
    return (room.id, room.kind, room.a, room.b, int(room.sealed), room.keep_days)


def room_of(number: int, kind: str, a: str, b: str, sealed: int, keep_days: int = 0) -> Room:
    """Return the Room of a row. A query that reads no `keep_days` leaves it out."""
    return Room(number, kind, a, b, bool(sealed), keep_days=keep_days)


def channel_row(state: ChannelState) -> Row:
    """Return the row of a ChannelState that is not dropped."""
    return (
        state.room, state.name, state.created, state.topic, state.topic_by, state.topic_at, state.modes, state.key,
        state.limit, state.founder, _compact_json(dict(state.roles)), _compact_json(dict(state.lists)), state.forward,
    )  # fmt: skip


def channel_of(row: Sequence[Any]) -> ChannelState:
    """Return the ChannelState of a row of READ_CHANNELS."""
    column = dict(zip(_CHANNEL_COLUMNS.split(", "), row, strict=True))
    lists: dict[str, list[tuple[str, str, int]]] = json.loads(column["lists"])
    return ChannelState(
        room=column["room"],
        name=column["name"],
        created=column["created"],
        topic=column["topic"],
        topic_by=column["topic_by"],
        topic_at=column["topic_at"],
        modes=column["modes"],
        key=column["join_key"],
        limit=column["member_limit"],
        founder=column["founder"],
        roles=json.loads(column["roles"]),
        lists={letter: tuple((mask, by, at) for mask, by, at in masks) for letter, masks in lists.items()},
        forward=column["forward"],
    )


def ban_row(ban: ServerBan) -> Row:
    """Return the row of a ServerBan that is not dropped."""
    return (ban.kind, ban.mask, ban.reason, ban.by, ban.at, ban.until)


def incoming_webhook_row(hook: IncomingWebhook) -> Row:
    """Return the row of an IncomingWebhook that is not dropped."""
    return (
        hook.id, hook.room, hook.name, hook.picture, hook.per_minute, hook.token_hash, hook.made_by, hook.made_at,
    )  # fmt: skip


def incoming_webhook_of(row: Sequence[Any]) -> IncomingWebhook:
    """Return the IncomingWebhook of a row of READ_INCOMING_WEBHOOKS."""
    return IncomingWebhook(**dict(zip(_INCOMING_WEBHOOK_COLUMNS.split(", "), row, strict=True)))


def outgoing_webhook_row(hook: OutgoingWebhook) -> Row:
    """Return the row of an OutgoingWebhook that is not dropped."""
    return (hook.id, hook.room, hook.word, hook.name, hook.address, hook.secret, hook.made_by, hook.made_at)


def outgoing_webhook_of(row: Sequence[Any]) -> OutgoingWebhook:
    """Return the OutgoingWebhook of a row of READ_OUTGOING_WEBHOOKS."""
    return OutgoingWebhook(**dict(zip(_OUTGOING_WEBHOOK_COLUMNS.split(", "), row, strict=True)))


def file_row(file: SharedFile) -> Row:
    """Return the row of a SharedFile that is not dropped."""
    return (
        file.id, file.content, file.name, file.media_type, file.size, file.owner, file.source, file.room, file.reader,
        file.time, file.link_until, file.sequence,
    )  # fmt: skip


def link_row(link: InviteLink) -> Row:
    """Return the row of an InviteLink that is not dropped."""
    return (link.token, link.name, link.made_at, link.uses, link.used_at)


def identity_row(known: IdentitySeen) -> Row:
    return (known.identity, known.nick, known.user, known.host, known.time, known.visits)


def seen_row(seen: SeenMark) -> Row:
    return (seen.identity, seen.room, seen.upto, int(seen.present), seen.entered)


def seen_of(identity: str, room: int, upto: int, present: int, entered: int) -> SeenMark:
    return SeenMark(identity, room, upto, bool(present), entered)


def account_row(account: Account) -> Row:
    return (
        account.folded_name, account.name, account.identity, account.registered, account.secret.argon2_hash,
        account.secret.scram_verifier, " ".join(account.certificates), int(account.always_on), account.seen_until,
        _compact_json(dict(account.settings)), int(account.dropped),
    )  # fmt: skip


def account_of(row: Sequence[Any]) -> Account:
    """Return the Account of a row of READ_ACCOUNTS."""
    column = dict(zip(_ACCOUNT_COLUMNS.split(", "), row, strict=True))
    return Account(
        name=column["name"],
        identity=column["identity"],
        registered=column["registered"],
        secret=PasswordSecret(column["password"], column["scram"]),
        certificates=tuple(column["certificates"].split()),
        always_on=bool(column["always_on"]),
        seen_until=column["left_at"],
        settings=json.loads(column["settings"]),
        dropped=bool(column["dropped"]),
    )


def _compact_json(value: Mapping[str, str] | Mapping[str, Sequence[tuple[str, str, int]]]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
