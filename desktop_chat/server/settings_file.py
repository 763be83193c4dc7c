"""The settings of a server: one table with types, ranges and words, read from TOML and the command line, and kept.

`settings.toml` in the data folder holds what was changed in the launcher; `--config FILE` and `--set` come on top of
it.
"""

from __future__ import annotations

import difflib
import getpass
import json
import os
import socket
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from desktop_chat.files import decode_text, write_whole
from desktop_chat.hub.live import cloak
from desktop_chat.hub.settings import HubSettings
from desktop_chat.irc.names import is_channel, is_hostname
from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.net.control import SettingRow
from desktop_chat.server.errors import StartError

Value = str | int | bool | tuple[str, ...]
FILE = "settings.toml"
_MOST_LIST_ITEMS = 10_000
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One setting. `restart`: a change has effect at the next start."""

    key: str
    default: Value
    help: str
    choices: tuple[str, ...] = ()
    minimum: int = 0
    maximum: int = 1 << 31
    restart: bool = False


def _own_name() -> str:
    given = os.environ.get("DESKTOP_CHAT_NAME", "")
    if given:
        return given[:_NAME_LENGTH]
    try:
        return f"{getpass.getuser()}'s chat"
    except (KeyError, OSError):
        return "Desktop Chat"


def _own_host() -> str:
    name = socket.gethostname().lower()
    return name if is_hostname(name) else "desktop.chat"


ROWS = (
    Row("server.name", _own_name(), "What this chat is called"),
    Row("server.host", _own_host(), "The server's name in IRC, with a dot", restart=True),
    Row("server.welcome", "", "What newcomers are told"),
    Row("server.lobby", "#lobby", "The room that newcomers enter"),
    Row("server.icon", "", "The address of a picture of this chat, https://..."),
    Row("server.admin", "", "How to reach whoever runs this chat"),
    Row("listen.addresses", ("0.0.0.0:6697", "[::]:6697"), "Where to listen, as HOST:PORT", restart=True),
    Row(
        "listen.plain",
        "loopback",
        "Who may connect without encryption: this computer's programs, or anyone",
        ("loopback", "anyone"),
    ),
    Row("tls.certificate", "", "A certificate of an authority, as a PEM file; empty: this server's own", restart=True),
    Row("tls.key", "", "The key of that certificate, as a PEM file", restart=True),
    Row("tls.sts_days", 0, "Days for which clients shall insist on encryption; only with an authority's certificate"),
    Row("webirc.password", "", "The password of gateways that connect for others, empty for none"),
    Row("webirc.addresses", "", "The addresses or networks of these gateways, parted by commas"),
    Row("doors.websocket", False, "Whether web pages may connect, and browsers are shown how to join"),
    Row("doors.origins", "", "The pages that may connect, as https://chat.example, parted by commas; empty for any"),
    Row("doors.text", "", "Where programs connect that know no IRC, only plain text, as HOST:PORT", restart=True),
    Row("doors.json", "", "Where programs connect that send JSON objects, as HOST:PORT", restart=True),
    Row("access.password", "", "The password that everybody needs to enter"),
    Row(
        "access.cloak",
        cloak.INTERNET,
        "Whose addresses others are not shown: of those who come over the internet, everybody's, or nobody's",
        cloak.KINDS,
    ),
    Row("history.replay_on_join", 50, "How much old IRC clients are shown on entering a room", maximum=1000),
    Row("history.days", 0, "How many days what is said is kept, 0 for ever", maximum=36_500),
    Row("history.redact_minutes", 0, "How long own messages can be deleted, in minutes, 0 for ever", maximum=1 << 24),
    Row("history.edit_minutes", 0, "How long own messages can be corrected, in minutes, 0 for ever", maximum=1 << 24),
    Row("limits.message_lines", 100, "Lines in one message", minimum=2, maximum=1000),
    Row("limits.message_bytes", 16_384, "Bytes in a message of several lines", minimum=1024, maximum=1 << 18),
    Row("history.page", 100, "How much is read from history at once", minimum=1, maximum=1000),
    Row("limits.enabled", True, "Whether limits against floods are on"),
    Row("limits.registration_seconds", 30, "How long a connection may take to say who it is", minimum=1),
    Row("limits.connections_per_address", 64, "Connections from one address at a time, 0 for any number"),
    Row("limits.connections_per_minute", 120, "New connections from one address in a minute, 0 for any number"),
    Row("limits.burst", 20, "Lines that somebody may send at once", minimum=1),
    Row("limits.per_second", 5, "Lines a second after that", minimum=1),
    Row("limits.outbox_bytes", 1 << 20, "What may wait for somebody who reads slowly, in bytes", minimum=4096),
    Row("limits.channels_per_user", 100, "Rooms that one person may be in", minimum=1),
    Row(
        "limits.list_items",
        100,
        "Bans, exceptions and invitations in one room, each",
        minimum=10,
        maximum=_MOST_LIST_ITEMS,
    ),
    Row("limits.ping_seconds", 90, "After how much silence somebody is asked for a sign of life", minimum=5),
    Row("accounts.register", True, "Whether anybody may make an account"),
    Row("accounts.register_before_connect", True, "Whether an account may be made before entering"),
    Row("accounts.email_required", False, "Whether an account needs an email address, which only you see"),
    Row("accounts.always_on", False, "Whether new accounts stay in their rooms while nobody is connected for them"),
    Row("accounts.password_length", 8, "The fewest characters in a password", minimum=1, maximum=100),
    Row("limits.login_attempts", 5, "Wrong passwords after which a connection is closed", minimum=1),
    Row("limits.login_attempts_per_address", 30, "Wrong passwords from one address in ten minutes", minimum=1),
    Row("limits.registrations_per_address", 10, "New accounts from one address in an hour", minimum=1),
    Row("oper.name", "", "The name for the OPER command, empty for none"),
    Row("oper.password", "", "The password for the OPER command"),
    Row(
        "threads.io",
        0,
        "Threads that read and write connections; 0 for as many as suit this computer",
        minimum=0,
        maximum=16,
        restart=True,
    ),
)
_BY_KEY = {row.key: row for row in ROWS}


class ServerSettings:
    """The settings in force. Raises StartError for whatever cannot be understood."""

    def __init__(self, data: Path, file: Path | None = None, overrides: Iterable[str] = ()) -> None:
        self._path = data / FILE
        self._sources = data, file, tuple(overrides)
        self._kept: dict[str, Value] = {}
        self._values: dict[str, Value] = {row.key: row.default for row in ROWS}
        if self._path.exists():
            self._kept = self._read_file(self._path)
            self._values.update(self._kept)
        if file is not None:
            self._values.update(self._read_file(file))
        for text in self._sources[2]:
            key, equals, value = text.partition("=")
            if not equals:
                raise StartError(f"--set {text!r} cannot be understood: write section.key=value.")
            self._values[key.strip()] = _from_text(_find_row(key.strip()), value)
        self._started = {row.key: self._values[row.key] for row in ROWS if row.restart}

    def reload(self) -> None:
        """Read the files again. Raises StartError, and changes nothing then."""
        again = ServerSettings(*self._sources)
        self._kept, self._values = again._kept, again._values

    def __getitem__(self, key: str) -> Value:
        """The value in force: that of the start for what changes at the next one only."""
        return self._started[key] if key in self._started else self._values[key]

    def text_value(self, key: str) -> str:
        return str(self[key])

    def number_value(self, key: str) -> int:
        value = self[key]
        assert isinstance(value, int)
        return value

    def list_value(self, key: str) -> tuple[str, ...]:
        value = self[key]
        assert isinstance(value, tuple)
        return value

    def is_default(self, key: str) -> bool:
        return self[key] == _BY_KEY[key].default

    def changed_at_restart(self) -> tuple[str, ...]:
        """The settings that have been changed and are not in force before the next start."""
        return tuple(key for key, value in self._started.items() if self._values[key] != value)

    def save_setting(self, key: str, value: object) -> None:
        """Change a setting and write it down. Raises StartError for what cannot be, OSError for a full disk."""
        checked = _check_value(_find_row(key), value)
        kept = self._kept | {key: checked}
        write_whole(self._path, _write_toml(kept).encode())
        self._kept = kept
        self._values[key] = checked

    def setting_rows(self) -> tuple[SettingRow, ...]:
        """All settings as they were chosen, for the launcher."""
        return tuple(
            SettingRow(
                row.key, _kind_of(row), self._values[row.key], row.default, row.help, row.choices,
                row.minimum if _kind_of(row) == "number" else None, row.maximum if _kind_of(row) == "number" else None,
                row.restart,
            )
            for row in ROWS
        )  # fmt: skip

    def hub_settings(self, version: str) -> HubSettings:
        """The part that the hub lives by."""
        return HubSettings(
            name=self.text_value("server.name"), host=self.text_value("server.host"), version=version,
            welcome=self.text_value("server.welcome"), lobby=self.text_value("server.lobby"),
            admin=self.text_value("server.admin"),
            password=self.text_value("access.password"), oper_name=self.text_value("oper.name"),
            oper_password=self.text_value("oper.password"), replay_on_join=self.number_value("history.replay_on_join"),
            page=self.number_value("history.page"), limits_enabled=bool(self["limits.enabled"]),
            registration_seconds=self.number_value("limits.registration_seconds"),
            ping_seconds=self.number_value("limits.ping_seconds"),
            channels_per_user=self.number_value("limits.channels_per_user"),
            list_items=self.number_value("limits.list_items") if self["limits.enabled"] else _MOST_LIST_ITEMS,
            register_accounts=bool(self["accounts.register"]),
            register_before_connect=bool(self["accounts.register_before_connect"]),
            email_required=bool(self["accounts.email_required"]), always_on=bool(self["accounts.always_on"]),
            password_length=self.number_value("accounts.password_length"),
            login_attempts=self.number_value("limits.login_attempts"),
            login_attempts_per_address=self.number_value("limits.login_attempts_per_address"),
            registrations_per_address=self.number_value("limits.registrations_per_address"),
            icon=self.text_value("server.icon"), webirc_password=self.text_value("webirc.password"),
            webirc_addresses=self.trusted_proxies(), cloak=self.text_value("access.cloak"),
            redact_seconds=60 * self.number_value("history.redact_minutes"),
            edit_seconds=60 * self.number_value("history.edit_minutes"),
            multiline_lines=self.number_value("limits.message_lines"),
            multiline_bytes=self.number_value("limits.message_bytes"),
        )  # fmt: skip

    def trusted_proxies(self) -> tuple[str, ...]:
        """The addresses and networks of those who may connect for others."""
        listed = self.text_value("webirc.addresses").replace(",", " ").split()
        return tuple(listed) if self.text_value("webirc.password") else ()

    def _read_file(self, path: Path) -> dict[str, Value]:
        try:
            data = tomllib.loads(decode_text(path.read_bytes()))
        except OSError as error:
            raise StartError(f"The settings {path} cannot be read: {error.strerror or error}.") from error
        except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise StartError(f"The settings {path} are not TOML: {error}.") from error
        values: dict[str, Value] = {}
        for section, items in data.items():
            if not isinstance(items, Mapping):
                raise StartError(f"The settings {path} have {section!r} outside a section.")
            for name, value in items.items():
                row = _find_row(f"{section}.{name}")
                values[row.key] = _check_value(row, value)
        return values


def _find_row(key: str) -> Row:
    row = _BY_KEY.get(key)
    if row is None:
        near = difflib.get_close_matches(key, _BY_KEY, 1, 0.4)
        hint = f" The nearest one is {near[0]}." if near else ""
        raise StartError(f"There is no setting {key!r}.{hint}")
    return row


def _kind_of(row: Row) -> str:
    if row.choices:
        return "choice"
    if isinstance(row.default, bool):
        return "flag"
    if isinstance(row.default, int):
        return "number"
    return "list" if isinstance(row.default, tuple) else "text"


def _from_text(row: Row, text: str) -> Value:
    """A value as it is typed on the command line."""
    kind = _kind_of(row)
    text = text.strip()
    if kind == "flag":
        flag = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
        if text.lower() not in flag:
            raise StartError(f"{row.key} is true or false, not {text!r}.")
        return flag[text.lower()]
    if kind == "number":
        try:
            return _check_value(row, int(text))
        except ValueError:
            raise StartError(f"{row.key} is a whole number, not {text!r}.") from None
    if kind == "list":
        return _check_value(row, [part.strip() for part in text.split(",") if part.strip()])
    return _check_value(row, text)


def _check_value(row: Row, value: object) -> Value:
    """The value, if the setting may have it. Raises StartError."""
    kind = _kind_of(row)
    if kind == "flag" and isinstance(value, bool):
        return value
    if kind == "number" and isinstance(value, int) and not isinstance(value, bool):
        if not row.minimum <= value <= row.maximum:
            raise StartError(f"{row.key} is a number from {row.minimum} to {row.maximum}, not {value}.")
        return value
    if kind == "list" and isinstance(value, list | tuple) and value:
        return tuple(_checked_address(row, item) for item in value)
    if kind in ("text", "choice") and isinstance(value, str):
        return _checked_text(row, value)
    words = {"flag": "true or false", "number": "a number", "list": "a list with something in it"}
    raise StartError(f"{row.key} is {words.get(kind, 'a text')}, not {value!r}.")


def _checked_address(row: Row, value: object) -> str:
    try:
        return str(parse_address(str(value)))
    except AddressError as error:
        raise StartError(f"{row.key}: {error}") from None


def _checked_text(row: Row, value: str) -> str:
    if row.choices and value not in row.choices:
        raise StartError(f"{row.key} is one of {', '.join(row.choices)}, not {value!r}.")
    if len(value.encode("utf-8", "replace")) > 10_000 or "\0" in value or "\r" in value:
        raise StartError(f"{row.key} is too long or holds what no text does.")
    if row.key in ("doors.text", "doors.json") and value:
        return _checked_address(row, value)
    if row.key != "server.welcome" and "\n" in value:
        raise StartError(f"{row.key} is one line.")
    if row.key == "server.host" and not is_hostname(value):
        raise StartError(f"server.host is a name with a dot in it, for example desktop.chat, not {value!r}.")
    if row.key == "server.lobby" and value and not is_channel(value):
        raise StartError(f"server.lobby is the name of a room, for example #lobby, not {value!r}.")
    return value


def _write_toml(values: Mapping[str, Value]) -> str:
    """Our own rows as TOML. JSON's strings, numbers, flags and lists of strings are TOML's."""
    sections: dict[str, list[str]] = {}
    for key, value in values.items():
        section, _, name = key.partition(".")
        plain: Any = list(value) if isinstance(value, tuple) else value
        text = json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")
        sections.setdefault(section, []).append(f"{name} = {text}")
    return "\n\n".join("\n".join([f"[{section}]", *lines]) for section, lines in sections.items()) + "\n"
