"""The control channel between a running server and its launcher: the values on both sides, and their JSON lines. Pure.

One JSON object a line, UTF-8. The launcher sends `{"id": 7, "do": "kick", "with": {"nick": "Ann", "reason": ""}}` and
gets `{"id": 7, "ok": true, "value": ...}` or `{"id": 7, "ok": false, "error": "one sentence"}`. The server pushes
`{"report": "users", "value": [...]}`. The program that can open the channel acts for the owner of the server.
Beside an English text with a code, `coded` holds the code and the arguments by the name of the text
(`{"error": ["NOBODY_HERE", "Ann"]}`). docs/control-protocol.md is made from this module.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from typing import Any

from desktop_chat.net.fingerprints import NO_KEY, KeyPin
from desktop_chat.texts import CodedText
from desktop_chat.texts import net as texts
from desktop_chat.texts.codes import decode_text, encode_text
from desktop_chat.value_class import value

MAX_LINE_BYTES = 1 << 20
"""Bytes in one line; a longer one is a ControlError."""
_CODED = "coded"


class ControlError(Exception):
    """A line that is not of this protocol, or a refused request. The text is one sentence for a person."""


class EntryRule(StrEnum):
    """Who may join: everybody (who knows the password, if there is one), people with an invitation link, or people whom
    the host lets in."""

    OPEN = "open"
    LINK = "link"
    APPROVAL = "approval"


class KnockAnswer(StrEnum):
    """The host's answer to a person who asks to be let in: for this run of the server, for good, or no."""

    ACCEPT = "accept"
    ALWAYS = "always"
    DECLINE = "decline"


class ServerPhase(StrEnum):
    """What a server is doing."""

    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"


@value
class ServerState:
    """A server as a whole."""

    phase: ServerPhase
    since: int
    """The start of the server, in Unix ms."""
    name: str
    version: str
    pid: int
    listening: tuple[str, ...] = ()
    """HOST:PORT texts, IPv6 in brackets."""
    fingerprint: KeyPin = NO_KEY
    """The SHA-256 of the server's public key, in hex."""
    lobby: str = ""
    reason: str = ""
    """Why the server stopped or failed."""
    trouble: str = ""
    """What is wrong while the server runs (the disk is full), in words."""
    data: str = ""
    """The data folder."""
    entry: str = ""
    """Who may join: an EntryRule."""
    browsers: str = ""
    """How browsers may join: the scheme of their links, https or http; "" if they may not."""
    own_certificate: bool = True
    """Whether the server has made its certificate itself."""


@value
class UserRow:
    """A connected user."""

    nick: str
    user: str
    """The user name of nick!user@host."""
    host: str
    account: str
    role: str
    """`owner` (the host), `operator` or empty."""
    rooms: tuple[str, ...]
    since: int
    """The time of connecting, in Unix ms."""
    active: int
    """The time of the last message, in Unix ms."""
    rate: int
    """Messages in the last minute."""
    secure: bool
    away: bool
    realname: str = ""
    muted: bool = False
    moderator: bool = False
    """An operator of the lobby."""


@value
class RoomRow:
    """A room."""

    name: str
    topic: str
    people: int
    modes: str
    """The letters of the modes without a parameter, such as `nt`."""
    password: str
    limit: int
    """Most people; 0 for any number."""
    created: int
    """Unix ms."""
    founder: str
    """The name of the founder, or empty."""
    lobby: bool
    messages: int = 0
    last: int = 0
    """The time of the newest message, in Unix ms; 0 without messages."""


@value
class RoleRow:
    """A role of a person, present or absent."""

    role: str
    """`owner`, `operator`, `founder` (of a room) or `moderator`."""
    name: str
    """The account, or the nick of a guest."""
    room: str = ""
    """The room of a founder or moderator."""
    identity: str = ""
    """For the request `moderator`; empty for a guest without a certificate, who is named by the nick."""
    account: bool = False
    online: bool = False


@value
class BanRow:
    """A ban or a mute."""

    kind: str
    """`mask`, `network` (an address, or a network in CIDR) or `mute`."""
    mask: str
    reason: str
    by: str
    at: int
    """The time of the ban, in Unix ms."""
    until: int
    """The end of the ban, in Unix ms; 0 for a permanent ban."""
    name: str = ""
    """The name of the banned person, if known."""


@value
class FileRow:
    """A file that somebody has sent."""

    id: str
    name: str
    media_type: str
    size: int
    """Bytes."""
    by: str
    """The nick of the person who sent the file, at that time."""
    room: str
    """The name of the room; empty for a file of no room."""
    time: int
    """Unix ms."""


@value
class WebhookRow:
    """An address by which another program posts to a room, or one that is called when something is said there.

    The address for posts is told once, to its maker.
    """

    id: int
    room: str
    name: str
    """The author of the posts, or of the answers."""
    by: str
    """Who made the webhook."""
    since: int
    """The time of the making, in Unix ms."""
    count: int
    """Posts or calls since the start of the server."""
    last: int
    """The time of the last of them, in Unix ms; 0 for none."""
    picture: str = ""
    """The https:// address of the author's picture, or empty."""
    per_minute: int = 0
    """Posts in a minute, at most; 0 for an address that is called."""
    url: str = ""
    """The address that is called; empty for an address by which a program posts."""
    word: str = ""
    """Only messages that begin with this word are told; empty for all messages."""


@value
class KnockRow:
    """A person who waits until the host lets them in."""

    id: int
    nick: str
    realname: str
    host: str
    account: str
    since: int
    """The time of the request, in Unix ms."""


@value
class LinkRow:
    """An invitation link."""

    token: str
    """What the link carries (`token` of `client/chat_address`)."""
    name: str
    """The host's name for the link, or empty."""
    made: int
    """Unix ms."""
    uses: int
    """How many people have come in by the link."""
    used: int
    """The last use, in Unix ms; 0 for an unused link."""


@value
class Counters:
    """The figures of a server."""

    users: int
    peak: int
    """The most users at one time."""
    rooms: int
    messages_minute: int
    """Messages and events in the last 60 seconds."""
    messages_total: int
    database: int
    """The size of the database, in bytes."""
    memory: int
    """The memory of the process, in bytes."""
    uptime: int
    """Seconds since the start."""


@value
class LogLine:
    """A line of the log."""

    time: int
    """Unix ms."""
    level: str
    """DEBUG, INFO, WARNING, ERROR or CRITICAL."""
    text: str


@value
class SettingRow:
    """A setting and everything that the launcher needs to show it. The texts are English; the launcher translates."""

    key: str
    kind: str
    """`text`, `paragraph`, `password`, `number`, `flag`, `choice` or `list`."""
    value: str | int | bool | tuple[str, ...]
    default: str | int | bool | tuple[str, ...]
    help: str
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    restart: bool = False
    """A change has effect at the next start."""
    title: str = ""
    unit: str = ""
    section: str = ""
    advanced: bool = False
    choice_titles: tuple[str, ...] = ()


@value
class ControlRequest:
    """A line from the launcher. `do` is a key of `REQUESTS`."""

    id: int
    do: str
    arguments: dict[str, Any]


@value
class ControlAnswer:
    """The answer to a request. `error` is a sentence for a person."""

    id: int
    ok: bool
    value: Any = None
    error: str = ""


@value
class ControlReport:
    """A line that the server pushes. `what` is a key of `REPORTS`."""

    what: str
    value: Any


@value
class RequestRow:
    """What a request does."""

    summary: str
    arguments: tuple[str, ...] = ()
    """Keys of `ARGUMENTS`."""
    answer: str = "null"
    """The type of the answer's value."""


ARGUMENTS = {
    "answer": "text: `accept`, `always` or `decline`",
    "address": "text: an IP address, or a network in CIDR",
    "identity": "text: the identity of a RoleRow",
    "fingerprint": "text: the SHA-256 of a client certificate, in hex",
    "file": "text: the id of a FileRow",
    "key": "text: the key of a setting",
    "kind": "text: `mask`, `network` or `mute`",
    "link": "text: the token of an invitation link",
    "mask": "text: `nick!user@host` with wildcards, or an extended mask such as `~a:account`",
    "message": "text: the farewell to all users",
    "modes": "text: mode changes without lists and roles, such as `+is-k`; parameters follow, as in `+l 20`",
    "name": "text: the author of the posts, or the host's name for a link",
    "nick": "text",
    "number": "number: the `id` of a row",
    "on": "true or false; true if left out",
    "people": "true or false: also for people who came by it; true if left out",
    "per_minute": "number: posts in a minute, 0 for the usual limit",
    "picture": "text: an https:// address",
    "reason": "text",
    "room": "text: the name of a room",
    "seconds": "number: the duration, 0 for ever",
    "text": "text",
    "token": "text: the token of `control.json`",
    "url": "text: an https:// address, or an http:// address on this network",
    "value": "the new value, of the type that the setting has",
    "word": "text: a word without spaces",
}
"""The arguments of all requests by name. An argument that is left out is empty."""
REQUESTS = {
    "token": RequestRow("Prove the right to use the channel; the first request over TCP.", ("token",)),
    "watch": RequestRow("Send reports on this connection from now on, and the last 5,000 lines of the log."),
    "stop": RequestRow("Send everybody the message, commit, end.", ("message",)),
    "settings": RequestRow("List the settings.", (), "list of SettingRow"),
    "set": RequestRow("Change a setting.", ("key", "value")),
    "announce": RequestRow("Send everybody a server notice.", ("text",)),
    "kick": RequestRow("Disconnect a user.", ("nick", "reason")),
    "ban": RequestRow(
        "Ban a connected user (`nick`), an address or a mask.",
        ("nick", "address", "mask", "seconds", "reason"),
        "BanRow",
    ),
    "mute": RequestRow("Mute a connected user (`nick`) or a mask.", ("nick", "mask", "seconds", "reason"), "BanRow"),
    "unban": RequestRow("Lift a ban or mute.", ("kind", "mask")),
    "unmute": RequestRow("Lift all mutes of a connected user.", ("nick",)),
    "bans": RequestRow("List the bans and mutes.", (), "list of BanRow"),
    "roles": RequestRow("List who owns the chat, and who moderates its rooms.", (), "list of RoleRow"),
    "moderator": RequestRow(
        "Make a person a moderator of a room (by default the lobby), or end all roles there. A person is named by nick,"
        " account or identity.",
        ("nick", "identity", "room", "on"),
    ),
    "free": RequestRow(
        "Free a name that was reserved by a person who is not connected.", ("nick",), "text: the name as it was written"
    ),
    "rooms": RequestRow("List the rooms.", (), "list of RoomRow"),
    "topic": RequestRow("Set the topic of a room.", ("room", "text")),
    "mode": RequestRow("Change the settings of a room.", ("room", "modes")),
    "delete_room": RequestRow(
        "Put everybody out of a room, and delete the room with all that was said in it.", ("room",)
    ),
    "files": RequestRow("List the files that people have sent: the newest 1,000, newest first.", (), "list of FileRow"),
    "delete_file": RequestRow("Delete a file.", ("file",)),
    "webhooks": RequestRow("List the webhooks.", (), "list of WebhookRow"),
    "webhook_add": RequestRow(
        "Make an address by which another program posts to a room.",
        ("room", "name", "picture", "per_minute"),
        "text: the path of the address, told this once",
    ),
    "webhook_call": RequestRow(
        "Call an address when something is said in a room (`*`: in any room), or something that begins with a word.",
        ("room", "name", "url", "word"),
        "text: the secret that signs the calls, told this once",
    ),
    "webhook_delete": RequestRow("Delete a webhook.", ("number",)),
    "answer_knock": RequestRow("Let in a person who waits, or turn them away.", ("number", "answer")),
    "make_link": RequestRow("Make an invitation link.", ("name",), "LinkRow"),
    "revoke_link": RequestRow("Revoke an invitation link.", ("link", "people")),
    "oper": RequestRow(
        "Treat connections from this computer with this certificate as the host until the server stops.",
        ("fingerprint",),
    ),
}
REPORTS = {
    "state": ("ServerState", "when it has changed"),
    "users": ("list of UserRow", "the whole list, at most once a second, when it has changed"),
    "knocks": ("list of KnockRow", "the whole list, at most once a second, when it has changed"),
    "links": ("list of LinkRow", "the whole list, at most once a second, when it has changed"),
    "counters": ("Counters", "once a second"),
    "log": ("list of LogLine", "the lines since the last report"),
}
"""The type and the time of each report by name."""


def encode_line(value: ControlRequest | ControlAnswer | ControlReport) -> bytes:
    """Return one line with its LF."""
    line: dict[str, Any]
    if isinstance(value, ControlRequest):
        line = {"id": value.id, "do": value.do, "with": value.arguments}
    elif isinstance(value, ControlReport):
        line = {"report": value.what, "value": _to_json(value.value)}
    elif value.ok:
        line = {"id": value.id, "ok": True, "value": _to_json(value.value)}
    else:
        line = {"id": value.id, "ok": False, "error": value.error}
        if coded := encode_text(value.error):
            line[_CODED] = {"error": coded}
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def decode_line(line: bytes) -> ControlRequest | ControlAnswer | ControlReport:
    """Read one line, with or without its LF. Values of reports become the types above.

    Raises: ControlError.
    """
    try:
        data = json.loads(line)
        match data:
            case {"report": str(what), "value": value}:
                return ControlReport(what, _read_report(what, value))
            case {"id": int(id_), "do": str(do)}:
                arguments = data.get("with") or {}
                if not isinstance(arguments, dict):
                    raise ControlError(texts.ARGUMENTS_NOT_AN_OBJECT)
                return ControlRequest(id_, do, arguments)
            case {"id": int(id_), "ok": bool(ok)}:
                return ControlAnswer(id_, ok, data.get("value"), _read_error(data))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ControlError(texts.CONTROL_MESSAGE_DAMAGED(str(error))) from error
    raise ControlError(texts.UNKNOWN_CONTROL_MESSAGE)


def setting_rows(value: Any) -> tuple[SettingRow, ...]:
    """Return the typed answer to `settings`.

    Raises: ControlError.
    """
    try:
        return tuple(_read_row(SettingRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.SETTING_ROWS_DAMAGED(str(error))) from error


def ban_rows(value: Any) -> tuple[BanRow, ...]:
    """Return the typed answer to `bans`.

    Raises: ControlError.
    """
    try:
        return tuple(_read_row(BanRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.BAN_ROWS_DAMAGED(str(error))) from error


def room_rows(value: Any) -> tuple[RoomRow, ...]:
    """Return the typed answer to `rooms`.

    Raises: ControlError.
    """
    try:
        return tuple(_read_row(RoomRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.ROOM_ROWS_DAMAGED(str(error))) from error


def role_rows(value: Any) -> tuple[RoleRow, ...]:
    """Return the typed answer to `roles`.

    Raises: ControlError.
    """
    try:
        return tuple(_read_row(RoleRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.ROLE_ROWS_DAMAGED(str(error))) from error


def file_rows(value: Any) -> tuple[FileRow, ...]:
    """Return the typed answer to `files`.

    Raises: ControlError.
    """
    try:
        return tuple(_read_row(FileRow, row) for row in value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.CONTROL_MESSAGE_DAMAGED(str(error))) from error


def webhook_rows(value: Any) -> tuple[WebhookRow, ...]:
    """Return the typed answer to `webhooks`.

    Raises: ControlError.
    """
    try:
        return tuple(_read_row(WebhookRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.WEBHOOK_ROWS_DAMAGED(str(error))) from error


def _to_json(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        data = dataclasses.asdict(value)
        coded = {name: encode_text(text) for name, text in data.items() if isinstance(text, CodedText)}
        known = {name: code for name, code in coded.items() if code}
        return data | {_CODED: known} if known else data
    if isinstance(value, list | tuple):
        return [_to_json(item) for item in value]
    return value


def _read_row(kind: type[Any], data: dict[str, Any]) -> Any:
    known = {field.name for field in dataclasses.fields(kind)}
    values = {key: tuple(item) if isinstance(item, list) else item for key, item in data.items() if key in known}
    for name, coded in (data.get(_CODED) or {}).items():
        english = values.get(name)
        if isinstance(english, str):
            values[name] = decode_text(coded, english)
    return kind(**values)


def _read_error(data: dict[str, Any]) -> str:
    return decode_text((data.get(_CODED) or {}).get("error"), str(data.get("error", "")))


def _read_report(what: str, value: Any) -> Any:
    match what:
        case "state":
            return _read_row(ServerState, value | {"phase": ServerPhase(value["phase"])})
        case "users":
            return tuple(_read_row(UserRow, row) for row in value)
        case "knocks":
            return tuple(_read_row(KnockRow, row) for row in value)
        case "links":
            return tuple(_read_row(LinkRow, row) for row in value)
        case "counters":
            return _read_row(Counters, value)
        case "log":
            return tuple(_read_row(LogLine, row) for row in value)
    return value
