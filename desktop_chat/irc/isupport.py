"""ISUPPORT (005): what a server says of itself. https://modern.ircdocs.horse/#rplisupport-005. Pure; any thread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from desktop_chat.irc.line_packing import pack_items
from desktop_chat.irc.modes import ModeChange, parse_modes
from desktop_chat.irc.names import folding_of

LOBBY = "desktop-chat/LOBBY"
"""Ours: the room that a client joins when its link names none."""
_LINE_TOKENS = 13  # with the nick before and the text behind them a line has 15 parameters
_LINE_BYTES = 300
_ESCAPED = re.compile(r"\\x([0-9A-Fa-f]{2})")
_MUST_ESCAPE = re.compile(r"[\x00-\x20=\\\x7f]")


def _unescape_value(value: str) -> str:
    """A value as it is meant; `\\xHH` stands for one byte of UTF-8."""
    if "\\x" not in value:
        return value
    raw = _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), value)
    octets = b"".join(bytes([ord(char) - 0xDC00]) if "\udc00" <= char <= "\udcff" else char.encode() for char in raw)
    return octets.decode("utf-8", "replace")


def parse_tokens(params: Sequence[str]) -> dict[str, str | None]:
    """The tokens among the parameters of a 005, its nick and its final text left out.

    `NAME=value` gives the value, `NAME` an empty one, `-NAME` None: the server takes it back.
    """
    tokens: dict[str, str | None] = {}
    for word in params[1:-1]:
        name, _, value = word.partition("=")
        if name.startswith("-"):
            tokens[name[1:]] = None
        elif name:
            tokens[name] = _unescape_value(value)
    return tokens


def format_tokens(values: Mapping[str, str | int]) -> list[tuple[str, ...]]:
    """What the server sends: `NAME=value` words (`NAME` for an empty value), at most 13 a line and no line too long."""
    words = []
    for name, value in values.items():
        text = _MUST_ESCAPE.sub(lambda found: f"\\x{ord(found[0]):02X}", str(value))
        words.append(f"{name}={text}" if text else name)
    return [tuple(line) for line in pack_items(words, lambda word: len(word.encode()) + 1, _LINE_BYTES, _LINE_TOKENS)]


class ISupport:
    """What one server supports, typed, with the specification's defaults for what it did not say. Immutable:
    `updated` gives the next one. Values that make no sense count as not said."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})

    def with_tokens(self, changes: Mapping[str, str | None]) -> ISupport:
        """This one with the tokens of one more 005 (see `parse`)."""
        merged: dict[str, str | None] = {**self._values, **changes}
        return ISupport({name: value for name, value in merged.items() if value is not None})

    @property
    def values(self) -> Mapping[str, str]:
        """All tokens as they were sent."""
        return self._values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text_value(self, name: str, default: str = "") -> str:
        """A token's value as it was sent."""
        return self._values.get(name, default)

    def number_value(self, name: str, default: int) -> int:
        """A token's value as a whole number; `default` when absent, empty or none."""
        value = self._values.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default

    @property
    def network_name(self) -> str:
        """The network's name, or ""."""
        return self.text_value("NETWORK")

    @property
    def lobby_name(self) -> str:
        """Our own servers: the room to join when the user named none, or ""."""
        return self.text_value(LOBBY)

    @property
    def casemapping(self) -> str:
        return self.text_value("CASEMAPPING") or "rfc1459"

    @cached_property
    def fold_name(self) -> Callable[[str], str]:
        """What names on this server are compared by. The last ones are at hand."""
        return lru_cache(4096)(folding_of(self.casemapping))

    @cached_property
    def chantypes(self) -> str:
        return self.text_value("CHANTYPES", "#&")

    def is_channel(self, name: str) -> bool:
        """Whether a target is a channel on this server; with a `@` of STATUSMSG before it, it is not (see `bare`)."""
        return name[:1] != "" and name[0] in self.chantypes

    @cached_property
    def _statusmsg_signs(self) -> str:
        return self.text_value("STATUSMSG")

    def split_status_target(self, target: str) -> tuple[str, str]:
        """(prefix, channel) of a target such as `@#room`, which reaches the operators only; ("", target) otherwise."""
        rest = target.lstrip(self._statusmsg_signs)
        return (target[: -len(rest)], rest) if rest != target and self.is_channel(rest) else ("", target)

    @cached_property
    def _prefix_pairs(self) -> tuple[str, str]:
        value = self._values.get("PREFIX", "(ov)@+")
        letters, _, signs = value.removeprefix("(").partition(")")
        return (letters, signs) if len(letters) == len(signs) else ("ov", "@+")

    @property
    def _prefix_modes(self) -> str:
        """The letters of the member modes, highest first: `ov`."""
        return self._prefix_pairs[0]

    @property
    def _prefix_signs(self) -> str:
        """The signs shown for them, in the same order: `@+`."""
        return self._prefix_pairs[1]

    def prefix_of(self, letter: str) -> str:
        """The sign of a member mode: `@` for `o`; "" for a letter that is none."""
        place = self._prefix_modes.find(letter)
        return self._prefix_signs[place] if letter and place >= 0 else ""

    def split_prefixes(self, name: str) -> tuple[str, str]:
        """(signs, rest) of a member as NAMES and WHO write it: `@+ann`. Signs come out highest first."""
        rest = name.lstrip(self._prefix_signs) if self._prefix_signs else name
        return self.sorted_prefixes(name[: len(name) - len(rest)]), rest

    def sorted_prefixes(self, signs: Iterable[str]) -> str:
        """Each known sign once, highest first."""
        held = set(signs)
        return "".join(sign for sign in self._prefix_signs if sign in held)

    @cached_property
    def chanmodes(self) -> tuple[str, str, str, str]:
        """The letters of types A (lists), B (always an argument), C (an argument when set), D (none)."""
        a, b, c, d, *_ = (*self.text_value("CHANMODES", "b,k,l,imnpst").split(","), "", "", "", "")
        return a, b, c, d

    def parse_mode_changes(self, params: Sequence[str]) -> list[ModeChange]:
        """The changes of a channel's MODE, from the parameters after the channel's name."""
        lists, always, when_set, _ = self.chanmodes
        text, *arguments = params or ("",)
        return parse_modes(
            text, arguments, list_modes=lists, always=always, when_set=when_set, prefix=self._prefix_modes
        )

    @property
    def max_line_bytes(self) -> int:
        """Bytes in a line that the server takes and relays, CR LF included."""
        return max(512, self.number_value("LINELEN", 512))

    @property
    def max_history_page(self) -> int:
        """The most Entries in one CHATHISTORY answer; 0 when the server sets no limit or has no history."""
        return self.number_value("CHATHISTORY", 0) or self.number_value("draft/CHATHISTORY", 0)

    def targets(self, command: str) -> int:
        """The most targets that one line of this command may have; 0 when the server sets no limit, or tells none."""
        for item in self.text_value("TARGMAX").split(","):
            name, _, most = item.partition(":")
            if name.upper() == command and most.isascii() and most.isdigit() and len(most) < 10:
                return int(most)
        return 0

    @property
    def has_whox(self) -> bool:
        return "WHOX" in self

    @property
    def msgref_types(self) -> tuple[str, ...]:
        """How CHATHISTORY may refer to a message, the server's favourite first: `timestamp`, `msgid`."""
        return tuple(kind for kind in self.text_value("MSGREFTYPES").split(",") if kind)
