"""The control channel between a running server and its launcher: the values on both sides, and their JSON lines.

One JSON object a line, UTF-8. The launcher asks `{"id": 7, "do": "kick", "with": {"nick": "Ann", "reason": ""}}` and is
answered `{"id": 7, "ok": true, "value": ...}` or `{"id": 7, "ok": false, "error": "one sentence"}`. The server reports
`{"report": "users", "value": [...]}`. Beside an English text with a code, `coded` holds the code and the arguments by
the name of the text (`{"error": ["NOBODY_HERE", "Ann"]}`). Whoever can open the channel is the owner. Pure; any thread.
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
    """A line that is not of this protocol, or a request that was refused; the text is one sentence for a person."""


class ServerPhase(StrEnum):
    STOPPED = "stopped"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    FAILED = "failed"


@value
class ServerState:
    """`since` in Unix ms. `listening` holds `HOST:PORT` texts (IPv6 in brackets); `trouble` is what is wrong while it
    runs (the disk is full), in words; `fingerprint` is the SHA-256 of the server's public key in hex."""

    phase: ServerPhase
    since: int
    name: str
    version: str
    pid: int
    listening: tuple[str, ...] = ()
    fingerprint: KeyPin = NO_KEY
    lobby: str = ""
    reason: str = ""
    trouble: str = ""
    data: str = ""


@value
class UserRow:
    """One connected user. Times in Unix ms; `rate` is messages in the last minute; `role` "owner" (the host),
    "operator" or ""; `moderator`: leads the lobby."""

    nick: str
    user: str
    host: str
    account: str
    role: str
    rooms: tuple[str, ...]
    since: int
    active: int
    rate: int
    secure: bool
    away: bool
    realname: str = ""
    muted: bool = False
    moderator: bool = False


@value
class BanRow:
    """Who is kept out, or may not speak. `kind`: "mask" (who they are), "network" (an address, or a network in CIDR) or
    "mute". Times in Unix ms; `until` is 0 for good. `name`: whom a mask means, as people know them, or ""."""

    kind: str
    mask: str
    reason: str
    by: str
    at: int
    until: int
    name: str = ""


@value
class Counters:
    """`messages_minute` counts Entries in the last 60 s, sizes are in bytes, `uptime` in seconds."""

    users: int
    peak: int
    rooms: int
    messages_minute: int
    messages_total: int
    database: int
    memory: int
    uptime: int


@value
class LogLine:
    """`time` in Unix ms; `level` is DEBUG, INFO, WARNING, ERROR or CRITICAL."""

    time: int
    level: str
    text: str


@value
class SettingRow:
    """A setting and everything that the launcher needs to show it.

    `kind`: text, paragraph, password, number, flag, choice or list. The texts (`help`, `title`, `unit`, `section`,
    `choice_titles`) are English; the launcher translates them.
    """

    key: str
    kind: str
    value: str | int | bool | tuple[str, ...]
    default: str | int | bool | tuple[str, ...]
    help: str
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    restart: bool = False
    title: str = ""
    unit: str = ""
    section: str = ""
    advanced: bool = False
    choice_titles: tuple[str, ...] = ()


@value
class ControlRequest:
    """What the launcher asks: `do` is one of `REQUESTS`."""

    id: int
    do: str
    arguments: dict[str, Any]


@value
class ControlAnswer:
    id: int
    ok: bool
    value: Any = None
    error: str = ""


@value
class ControlReport:
    """Pushed by the server without being asked: `what` is one of `REPORTS`."""

    what: str
    value: Any


REQUESTS = {
    "watch": "send reports on this channel from now on: state, users, counters, and the last 5,000 log lines",
    "stop": "tell everyone `message`, commit, end",
    "kick": "disconnect `nick` with `reason`",
    "settings": "the list of SettingRow",
    "set": "change `key` to `value`",
    "announce": "say `text` to everybody as a server notice",
    "ban": "keep out `nick` (who is here), `address` (or a network) or `mask`, for `seconds` (0: for good): its BanRow",
    "mute": "take the words of `nick` (who is here) or `mask`, for `seconds`, with `reason`: its BanRow",
    "unban": "lift the ban or mute of this `kind` and `mask`",
    "unmute": "lift whatever mutes `nick` (who is here)",
    "bans": "the list of BanRow",
    "moderator": "make `nick` (who is here) an operator of the lobby, or no more (`on`: false)",
    "free": "free the name `nick`, which somebody who is not here has reserved: the name as it was written",
    "oper": "whoever shows the certificate of `fingerprint` at this computer is the host, and an operator, in this run",
}
REPORTS = {
    "state": "ServerState",
    "users": "list of UserRow, whole, at most once a second and only when changed",
    "counters": "Counters, once a second",
    "log": "list of LogLine, those new since the last report",
}


def encode_line(value: ControlRequest | ControlAnswer | ControlReport) -> bytes:
    """One line, its LF included."""
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
    """One line without regard to its end. Raises ControlError. Values of reports come back as the types above."""
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
    """The answer to `settings`, typed. Raises ControlError."""
    try:
        return tuple(_read_row(SettingRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.SETTING_ROWS_DAMAGED(str(error))) from error


def ban_rows(value: Any) -> tuple[BanRow, ...]:
    """The answer to `bans`, typed. Raises ControlError."""
    try:
        return tuple(_read_row(BanRow, row) for row in value)
    except (TypeError, KeyError, AttributeError) as error:
        raise ControlError(texts.BAN_ROWS_DAMAGED(str(error))) from error


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
        case "counters":
            return _read_row(Counters, value)
        case "log":
            return tuple(_read_row(LogLine, row) for row in value)
    return value
