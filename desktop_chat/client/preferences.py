"""What a person chose, and where they have been: one JSON file in the profile, written as a whole at each change.

GUI thread; a change blocks for the disk for some milliseconds. A file that cannot be read is set aside, never thrown
away.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, field, fields, replace
from pathlib import Path
from typing import Any

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.lenient_json import read_json, set_aside, sound_value
from desktop_chat.files import make_private, write_whole
from desktop_chat.texts import client as texts
from desktop_chat.value_class import value

_log = logging.getLogger(__name__)
LOOKS = ("system", "light", "dark", "contrast")
ON_CLOSE = ("ask", "keep", "stop")
RECENT = 8


@value
class ServerRecord:
    """A chat that was joined. `network` is its key in the archive and never changes; `connect`: join it at the next
    start; `strictness`: how carefully it is spoken to since it threw us out for a flood (client/pacing)."""

    network: str
    host: str
    port: int
    tls: bool = True
    name: str = ""
    nick: str = ""
    fingerprint: str = ""
    connect: bool = True
    hosted: bool = False
    used: int = 0  # Unix ms
    strictness: int = 0
    bouncer_network: str = ""  # which of a bouncer's networks this is (client/handlers/bouncers)
    key_name: str = ""  # the own key it is joined with (client/own_keys)

    @property
    def address(self) -> ChatAddress:
        return ChatAddress(self.host, self.port, self.tls, "", self.fingerprint)


@value
class Preferences:
    """`zoom` in percent. `on_close`: what becomes of a chat hosted here when the last window closes. `tell_typing`:
    others are told when one is writing. `notify`: the system tells of what is meant for one. `one_key`: new servers
    recognise one by the same key."""

    name: str = ""
    look: str = "system"
    language: str = ""
    zoom: int = 100
    on_close: str = "ask"
    tell_typing: bool = True
    notify: bool = True
    one_key: bool = False
    windows: dict[str, str] = field(default_factory=dict)  # a window's name to its geometry in base 64
    servers: tuple[ServerRecord, ...] = ()


class Settings:
    """The Preferences of a profile. `trouble` says in one sentence what was wrong with the file, "" when nothing
    was."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self.preferences = self._load_file()

    def change_fields(self, **changes: Any) -> None:
        """Replace some fields and write the file. What cannot be written is said in the log and kept until the end."""
        self.preferences = replace(self.preferences, **changes)
        data = json.dumps(asdict(self.preferences), ensure_ascii=False, indent=1)
        try:
            make_private(self._path.parent)
            write_whole(self._path, data.encode())
        except OSError as error:
            _log.warning("The settings %s cannot be written: %s.", self._path, error)

    def find_server(self, network: str) -> ServerRecord | None:
        """The chat of this key."""
        return next((record for record in self.preferences.servers if record.network == network), None)

    def keep_server(self, record: ServerRecord) -> None:
        """Add the chat, or replace what was known of it."""
        others = tuple(other for other in self.preferences.servers if other.network != record.network)
        self.change_fields(servers=(*others, record))

    def forget_server(self, network: str) -> None:
        self.change_fields(servers=tuple(record for record in self.preferences.servers if record.network != network))

    def recent_chats(self) -> list[ServerRecord]:
        """The chats used last, newest first."""
        return sorted(self.preferences.servers, key=lambda record: -record.used)[:RECENT]

    def _load_file(self) -> Preferences:
        try:
            found, lost = _read_preferences(read_json(self._path))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError) as error:
            found, lost = Preferences(), [str(error)]
        if lost:
            self._say_lost(lost, everything=found == Preferences())
        return found

    def _say_lost(self, lost: list[str], *, everything: bool) -> None:
        try:
            aside = set_aside(self._path)
        except OSError:
            aside = self._path
        if everything:
            self.trouble = texts.PREFERENCES_RESET(str(aside))
        else:
            self.trouble = texts.PREFERENCES_PARTLY_RESET(str(aside))
        _log.warning("%s (%s)", self.trouble, "; ".join(lost[:20]))


def _read_preferences(data: Any) -> tuple[Preferences, list[str]]:
    """As much as can be read, and what cannot. A newer version may have written more: that is no fault."""
    if not isinstance(data, dict):
        return Preferences(), ["it holds no settings"]
    values, lost = _read_fields(Preferences(), data)
    values.pop("servers", None)
    records = data.get("servers", [])
    servers: dict[str, ServerRecord] = {}
    for record in records if isinstance(records, list) else []:
        found, wrong = _read_fields(_NOWHERE, record) if isinstance(record, dict) else ({}, ["a server"])
        lost += wrong
        if found.get("network") and found.get("host") and 0 < found.get("port", 0) < 65536:
            servers[found["network"]] = ServerRecord(**found)
        else:
            lost.append(f"a server {str(record)[:80]!r}")
    if not isinstance(records, list):
        lost.append("servers")
    made = Preferences(**values, servers=tuple(servers.values()))
    look = made.look if made.look in LOOKS else "system"
    on_close = made.on_close if made.on_close in ON_CLOSE else "ask"
    return replace(made, look=look, on_close=on_close, zoom=min(300, max(50, made.zoom))), lost


_NOWHERE = ServerRecord("", "", 0)


def _read_fields(defaults: Preferences | ServerRecord, data: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The values that are of the right kind, and the names of those that are not."""
    values: dict[str, Any] = {}
    lost: list[str] = []
    for item in fields(defaults):
        if item.name not in data or item.name == "servers":
            continue
        value = data[item.name]
        sound = sound_value(value, getattr(defaults, item.name))
        if sound is not None:
            values[item.name] = sound
        if sound is None or (isinstance(value, dict) and len(sound) < len(value)):
            lost.append(item.name)
    return values, lost
