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

from desktop_chat.client.address import Place
from desktop_chat.files import make_private, write_whole
from desktop_chat.values import value

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
    key_name: str = ""  # the own key it is joined with (client/own_keys)

    @property
    def place(self) -> Place:
        return Place(self.host, self.port, self.tls, "", self.fingerprint)


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
        self.preferences = self._load()

    def change(self, **changes: Any) -> None:
        """Replace some fields and write the file. What cannot be written is said in the log and kept until the end."""
        self.preferences = replace(self.preferences, **changes)
        data = json.dumps(asdict(self.preferences), ensure_ascii=False, indent=1)
        try:
            make_private(self._path.parent)
            write_whole(self._path, data.encode())
        except OSError as error:
            _log.warning("The settings %s cannot be written: %s.", self._path, error)

    def server(self, network: str) -> ServerRecord | None:
        """The chat of this key."""
        return next((record for record in self.preferences.servers if record.network == network), None)

    def keep_server(self, record: ServerRecord) -> None:
        """Add the chat, or replace what was known of it."""
        others = tuple(other for other in self.preferences.servers if other.network != record.network)
        self.change(servers=(*others, record))

    def forget_server(self, network: str) -> None:
        self.change(servers=tuple(record for record in self.preferences.servers if record.network != network))

    def recent(self) -> list[ServerRecord]:
        """The chats used last, newest first."""
        return sorted(self.preferences.servers, key=lambda record: -record.used)[:RECENT]

    def _load(self) -> Preferences:
        try:
            return _preferences(json.loads(self._path.read_text("utf-8")))
        except FileNotFoundError:
            return Preferences()
        except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            aside = self._path.with_suffix(".damaged")
            self.trouble = f"Your settings could not be read, so they begin anew. The old ones are kept as {aside}."
            _log.warning("%s (%s)", self.trouble, error)
            if self._path.exists():
                self._path.replace(aside)
            return Preferences()


def _preferences(data: dict[str, Any]) -> Preferences:
    servers = tuple(_known(ServerRecord, record) for record in data.get("servers", ()))
    made: Preferences = _known(Preferences, data | {"servers": servers})
    look = made.look if made.look in LOOKS else "system"
    on_close = made.on_close if made.on_close in ON_CLOSE else "ask"
    return replace(made, look=look, on_close=on_close, zoom=min(300, max(50, made.zoom)))


def _known(kind: type[Any], data: dict[str, Any]) -> Any:
    """A value of this kind from those of the keys that it has; a newer version may have written more."""
    defaults = kind() if kind is Preferences else None
    values = {}
    for item in fields(kind):
        if item.name in data:
            value = data[item.name]
            if defaults is not None and not isinstance(value, type(getattr(defaults, item.name))):
                raise TypeError(f"{item.name} is {value!r}")
            values[item.name] = value
    return kind(**values)
