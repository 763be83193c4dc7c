"""Preferences: the settings and the known chats of a profile, in a JSON file that each change rewrites.

GUI thread; a change blocks for the disk for some milliseconds. A copy of a damaged file is kept.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, field, replace
from pathlib import Path
from typing import Any

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.lenient_json import read_json, set_aside, sound_value
from desktop_chat.client.network_options import NO_OPTIONS, NetworkOptions, read_options
from desktop_chat.files import make_private, write_whole
from desktop_chat.net.addresses import AddressError, parse_address
from desktop_chat.net.fingerprints import NO_KEY, KeyPin
from desktop_chat.texts import client as texts
from desktop_chat.value_class import field_names, value

_log = logging.getLogger(__name__)
LOOKS = ("system", "light", "dark", "contrast")
ON_CLOSE = ("ask", "keep", "stop")
NOTIFY_RULES = ("all", "mentions", "none")
CLOSE_TO_TRAY = ("ask", "tray", "quit")
DENSITIES = ("normal", "compact", "roomy")
TIMES = ("groups", "all")
CLOCKS = ("system", "24", "12")
MOTIONS = ("system", "full", "little")
EMOJI_STYLES = ("system", "noto")
QUIET_ALWAYS = 1 << 53
MOST_WORDS = 50
_DAY = 24 * 60
_CHOICES = {
    "look": LOOKS,
    "on_close": ON_CLOSE,
    "notify_rooms": NOTIFY_RULES,
    "close_to_tray": CLOSE_TO_TRAY,
    "density": DENSITIES,
    "times": TIMES,
    "clock": CLOCKS,
    "motion": MOTIONS,
    "emoji_style": EMOJI_STYLES,
}
"""The values of fields with a choice; any other value counts as the default."""
RECENT = 8


@value
class ServerRecord:
    """A chat that was joined."""

    network: str
    """The key of the chat in the archive; it never changes."""
    host: str
    port: int
    tls: bool = True
    name: str = ""
    nick: str = ""
    fingerprint: KeyPin = NO_KEY
    connect: bool = True
    """Join the chat at the next start."""
    hosted: bool = False
    used: int = 0  # Unix ms
    strictness: int = 0
    """Disconnections for flooding (client/pacing)."""
    bouncer_network: str = ""  # a network of a bouncer (client/handlers/bouncers)
    account: str = ""
    """The account to log in to."""
    profile_version: int = 0
    """The version of the profile that the server has."""
    key_name: str = ""  # of the own key for this chat (client/own_keys)
    portrait: str = ""
    """The name of the person's picture that the server has, "" for none."""
    label: str = ""
    """The person's own name for the chat."""
    elsewhere: tuple[str, ...] = ()
    """Further addresses of the chat, from its link (`ChatAddress.elsewhere`)."""
    newcomer: bool = False
    """The person is new in the chat, and is greeted in its lobby."""
    options: NetworkOptions = NO_OPTIONS

    @property
    def address(self) -> ChatAddress:
        found = []
        for text in self.elsewhere:
            with suppress(AddressError):  # the file may be damaged
                found.append(parse_address(text))
        return ChatAddress(self.host, self.port, self.tls, "", self.fingerprint, elsewhere=tuple(found))


@value
class Preferences:
    """The settings of a person."""

    name: str = ""
    look: str = "system"
    language: str = ""
    zoom: int = 100
    """Percent."""
    accent: str = ""
    """The colour of links and buttons (qt/theme/accents), "" for the theme's own."""
    density: str = "normal"
    """How close messages and rows stand (DENSITIES)."""
    times: str = "groups"
    """Which messages show their time (TIMES)."""
    clock: str = "system"
    """How the time of day is written (CLOCKS)."""
    motion: str = "system"
    """How much moves in the windows (MOTIONS)."""
    emoji_style: str = "system"
    """Whose pictures emoji have (EMOJI_STYLES)."""
    timeline_zoom: int = 100
    """The size of text in the timeline, in percent of the size of all text."""
    on_close: str = "ask"
    """What happens to a chat hosted here when the last window closes (ON_CLOSE)."""
    tell_typing: bool = True
    """Send typing notifications."""
    notify: bool = True
    """Show notifications of the system."""
    notify_rooms: str = "mentions"
    """What of a room is notified of, unless the room has a rule of its own (NOTIFY_RULES)."""
    notify_text: bool = True
    """Show the text of a message in its notification."""
    notify_sound: bool = True
    check_spelling: bool = True
    """Underline misspelt words, if the system has dictionaries."""
    mention_words: tuple[str, ...] = ()
    """Own words that count as a mention, beside nick and name."""
    quiet_until: int = 0
    """Do not disturb before this time, Unix ms; QUIET_ALWAYS: until the person ends it."""
    quiet_daily: bool = False
    """Do not disturb each day between `quiet_from` and `quiet_to` (minutes of the local day)."""
    quiet_from: int = 22 * 60
    quiet_to: int = 7 * 60
    quiet_ended: int = 0
    """When the person last ended quiet, Unix ms: a daily time that had begun before does not count."""
    close_to_tray: str = "ask"
    """What the close button of the last window does on a desktop with a tray (CLOSE_TO_TRAY)."""
    one_key: bool = False
    """Use the shared own key on new servers (client/own_keys)."""
    profile: dict[str, str] = field(default_factory=dict)
    """What the person publishes about themselves, by key (client/profiles), beside the name."""
    profile_version: int = 0
    """How often the profile was changed."""
    portrait: str = ""
    """The name of the file with the person's picture, in the folder of the profile; "" for none."""
    link_previews: bool = False
    """Ask the sites of links for previews."""
    shortcuts: dict[str, str] = field(default_factory=dict)  # the keys of a shortcut, if they are not the usual ones
    tell_read: bool = True
    """Tell the person's other devices how far rooms were read."""
    recent_emoji: str = ""
    """The emoji used last (client/recent_emoji)."""
    skin_tone: int = 0
    """Of emoji, as in `Emoji.with_tone`."""
    windows: dict[str, str] = field(default_factory=dict)  # a window's name to its geometry in base 64
    shown_room: tuple[str, ...] = ()
    """Keys of the chat and of the room that the chat window showed last."""
    servers: tuple[ServerRecord, ...] = ()


class Settings:
    """The Preferences of a profile. `trouble`: a sentence about a damaged file, or ""."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self.preferences = self._load_file()

    @property
    def folder(self) -> Path:
        """The folder of the profile's files."""
        return self._path.parent

    def change_fields(self, **changes: Any) -> None:
        """Replace some fields and write the file. If writing fails, the change lasts until the program ends."""
        self.preferences = replace(self.preferences, **changes)
        data = json.dumps(asdict(self.preferences), ensure_ascii=False, indent=1)
        try:
            make_private(self._path.parent)
            write_whole(self._path, data.encode())
        except OSError as error:
            _log.warning("The settings %s cannot be written: %s.", self._path, error)

    def set_quiet(self, until: int, now: int) -> None:
        """Do not disturb before `until`; 0 ends quiet, a daily time that has begun included. Times are Unix ms."""
        self.change_fields(quiet_until=until, quiet_ended=self.preferences.quiet_ended if until else now)

    def find_server(self, network: str) -> ServerRecord | None:
        """Return the chat of the key, or None."""
        return next((record for record in self.preferences.servers if record.network == network), None)

    def keep_server(self, record: ServerRecord) -> None:
        """Add or replace the chat."""
        others = tuple(other for other in self.preferences.servers if other.network != record.network)
        self.change_fields(servers=(*others, record))

    def forget_server(self, network: str) -> None:
        self.change_fields(servers=tuple(record for record in self.preferences.servers if record.network != network))

    def recent_chats(self) -> list[ServerRecord]:
        """Return the chats used last, newest first."""
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


_LIMITS: dict[str, Callable[[Any], Any]] = {
    "zoom": lambda zoom: min(300, max(50, zoom)),
    "mention_words": lambda words: words[:MOST_WORDS],
    "quiet_from": lambda minute: minute % _DAY,
    "quiet_to": lambda minute: minute % _DAY,
}
"""What bounds a number or a list of the file, by the name of the field."""


def _read_preferences(data: Any) -> tuple[Preferences, list[str]]:
    """Return the readable Preferences and the names of damaged fields. Fields of a newer version are ignored."""
    if not isinstance(data, dict):
        return Preferences(), ["it holds no settings"]
    values, lost = _read_fields(Preferences(), data)
    values.pop("servers", None)
    records = data.get("servers", [])
    servers: dict[str, ServerRecord] = {}
    for record in records if isinstance(records, list) else []:
        found, wrong = _read_fields(_NOWHERE, record) if isinstance(record, dict) else ({}, ["a server"])
        lost += wrong
        if isinstance(record, dict) and "options" in record:
            found["options"], wrong = read_options(record["options"])
            lost += wrong
        if found.get("network") and found.get("host") and 0 < found.get("port", 0) < 65536:
            servers[found["network"]] = ServerRecord(**found)
        else:
            lost.append(f"a server {str(record)[:80]!r}")
    if not isinstance(records, list):
        lost.append("servers")
    for name, choices in _CHOICES.items():
        if values.get(name, choices[0]) not in choices:
            del values[name]
    values |= {name: limit(values[name]) for name, limit in _LIMITS.items() if name in values}
    return Preferences(**values, servers=tuple(servers.values())), lost


_NOWHERE = ServerRecord("", "", 0)


def _read_fields(defaults: Preferences | ServerRecord, data: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Return the values of the right type, and the names of damaged fields."""
    values: dict[str, Any] = {}
    lost: list[str] = []
    for name in field_names(type(defaults)):
        if name not in data or name in ("servers", "options"):
            continue
        value = data[name]
        sound = sound_value(value, getattr(defaults, name))
        if sound is not None:
            values[name] = sound
        if sound is None or (isinstance(value, dict | list) and len(sound) < len(value)):
            lost.append(name)
    return values, lost
