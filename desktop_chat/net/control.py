"""The control channel between a running server and its launcher: all requests and reports, and their JSON lines. Pure.

One JSON object a line, UTF-8. The launcher sends `{"id": 7, "do": "kick", "with": {"nick": "Ann", "reason": ""}}` and
gets `{"id": 7, "ok": true, "value": ...}` or `{"id": 7, "ok": false, "error": "one sentence"}`. The server pushes
`{"report": "users", "value": [...]}`. The program that can open the channel acts for the owner of the server.
Beside an English text with a code, `coded` holds the code and the arguments by the name of the text
(`{"error": ["NOBODY_HERE", "Ann"]}`). docs/control-protocol.md is made from this module and from `net/control_values`.
"""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from desktop_chat.net.control_values import (
    BanRow,
    ControlAnswer,
    ControlError,
    ControlReport,
    ControlRequest,
    Counters,
    FileRow,
    FileSpace,
    KnockRow,
    LinkRow,
    LogLine,
    RoleRow,
    RoomRow,
    ServerPhase,
    ServerState,
    SettingRow,
    UserRow,
    WebhookRow,
)
from desktop_chat.texts import CodedText
from desktop_chat.texts import net as texts
from desktop_chat.texts.codes import decode_text, encode_text
from desktop_chat.value_class import value

MAX_LINE_BYTES = 1 << 20
"""Bytes in one line; a longer one is a ControlError."""
_CODED = "coded"


@value
class RequestRow:
    """The effect, the arguments and the answer of a request."""

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
    "modes": "text: mode changes without lists and roles, such as `+is-k`; parameters follow: `+lH 20 7d`",
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
    "owner_link": RequestRow(
        "Make a link by which one further computer becomes the owner's, once, within a day.", (), "text: the token"
    ),
    "revoke_owner": RequestRow("Take back the owner's link, or the ownership of a further computer.", ("identity",)),
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
    "file_space": RequestRow("Tell how much all files take up.", (), "FileSpace"),
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
    "make_words": RequestRow("Make an invitation link with four code words in place of a token.", ("name",), "LinkRow"),
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
    "roles": ("list of RoleRow", "the whole list, at most once a second, when it has changed"),
    "counters": ("Counters", "at most once a second, when more than memory and age has changed; every 10 seconds"),
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
    """Read one line, with or without its LF. Values of reports become the types of `net/control_values`.

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


def file_space(value: Any) -> FileSpace:
    """Return the typed answer to `file_space`.

    Raises: ControlError.
    """
    try:
        space: FileSpace = _read_row(FileSpace, value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.CONTROL_MESSAGE_DAMAGED(str(error))) from error
    return space


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
        case "roles":
            return tuple(_read_row(RoleRow, row) for row in value)
        case "counters":
            return _read_row(Counters, value)
        case "log":
            return tuple(_read_row(LogLine, row) for row in value)
    return value
