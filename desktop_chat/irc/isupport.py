"""ISUPPORT (005): the features and limits that a server announces. Pure; any thread.

Spec: https://modern.ircdocs.horse/#rplisupport-005
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from desktop_chat.irc.line_packing import pack_items
from desktop_chat.irc.modes import ModeChange, parse_modes
from desktop_chat.irc.names import folding_of
from desktop_chat.late_pattern import late_pattern

LOBBY = "desktop-chat/LOBBY"
RETENTION = "desktop-chat/RETENTION"
NODES = "desktop-chat/NODES"
"""Our own token: the room to join if a link names none."""
FILEHOST = "soju.im/FILEHOST"
"""The address to which files are sent.

Spec: https://codeberg.org/emersion/soju/src/branch/master/doc/ext/filehost.md
"""
FILES = "desktop-chat/FILES"
"""Our own token: FILEHOST works. The value is the size of the largest file in bytes, 0 for any."""
PORTRAITS = "desktop-chat/AVATAR"
"""Our own token: FILEHOST AVATAR works. The value is the size of the largest picture in bytes."""
_LINE_TOKENS = 13  # with the nick and the final text, 15 parameters
_LINE_BYTES = 300
_ESCAPED = late_pattern(r"\\x([0-9A-Fa-f]{2})")
_MUST_ESCAPE = late_pattern(r"[\x00-\x20=\\\x7f]")


def _unescape_value(value: str) -> str:
    r"""Return the value with `\xHH` replaced by that byte of UTF-8."""
    if "\\x" not in value:
        return value
    raw = _ESCAPED.sub(lambda found: chr(0xDC00 + int(found[1], 16)), value)
    octets = b"".join(bytes([ord(char) - 0xDC00]) if "\udc00" <= char <= "\udcff" else char.encode() for char in raw)
    return octets.decode("utf-8", "replace")


def parse_tokens(params: Sequence[str]) -> dict[str, str | None]:
    """Return the tokens among the parameters of a 005, without its nick and its final text.

    `NAME=value` gives the value, `NAME` gives "", and `-NAME` gives None: the server withdraws the token.
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
    """Return the lines of tokens that the server sends: at most 13 tokens a line, and no line too long."""
    words = []
    for name, value in values.items():
        text = _MUST_ESCAPE.sub(lambda found: f"\\x{ord(found[0]):02X}", str(value))
        words.append(f"{name}={text}" if text else name)
    return [tuple(line) for line in pack_items(words, lambda word: len(word.encode()) + 1, _LINE_BYTES, _LINE_TOKENS)]


class ISupport:
    """The features of one server, typed, with the defaults of the specification. Immutable: `with_tokens` returns the
    next one.

    A value that makes no sense counts as absent.
    """

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = dict(values or {})

    def with_tokens(self, changes: Mapping[str, str | None]) -> ISupport:
        """Return the features with the tokens of one more 005 (see `parse_tokens`)."""
        merged: dict[str, str | None] = {**self._values, **changes}
        return ISupport({name: value for name, value in merged.items() if value is not None})

    @property
    def values(self) -> Mapping[str, str]:
        """All tokens as the server sent them."""
        return self._values

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def text_value(self, name: str, default: str = "") -> str:
        """Return the value of a token as the server sent it."""
        return self._values.get(name, default)

    def number_value(self, name: str, default: int) -> int:
        """Return the value of a token as a whole number; `default` if there is no number."""
        value = self._values.get(name, "")
        return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else default

    @property
    def network_name(self) -> str:
        """Name of the network, or ""."""
        return self.text_value("NETWORK")

    @property
    def lobby_name(self) -> str:
        """Room of our own servers to join if the person named none, or ""."""
        return self.text_value(LOBBY)

    @property
    def retention_days(self) -> int | None:
        """Days for which our own servers keep messages, 0 for ever; None if the server does not say."""
        return self.number_value(RETENTION, 0) if RETENTION in self else None

    @property
    def nodes(self) -> tuple[str, ...]:
        """The addresses (HOST:PORT) of all servers of our own cluster; none for a single server."""
        return tuple(filter(None, self.text_value(NODES).split(",")))

    @property
    def casemapping(self) -> str:
        return self.text_value("CASEMAPPING") or "rfc1459"

    @cached_property
    def fold_name(self) -> Callable[[str], str]:
        """Function that folds names on the server, with a cache."""
        return lru_cache(4096)(folding_of(self.casemapping))

    @cached_property
    def chantypes(self) -> str:
        return self.text_value("CHANTYPES", "#&")

    def is_channel(self, name: str) -> bool:
        """Return whether a target is a channel of this server. A target with a STATUSMSG sign (`@#room`) is not; see
        `split_status_target`."""
        return name[:1] != "" and name[0] in self.chantypes

    @cached_property
    def _statusmsg_signs(self) -> str:
        return self.text_value("STATUSMSG")

    def split_status_target(self, target: str) -> tuple[str, str]:
        """Return (sign, channel) of a target such as `@#room`, which reaches the operators only; ("", target) for
        other targets."""
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
        """Return the sign of a member mode: `@` for `o`, "" for an unknown letter."""
        place = self._prefix_modes.find(letter)
        return self._prefix_signs[place] if letter and place >= 0 else ""

    def split_prefixes(self, name: str) -> tuple[str, str]:
        """Return (signs, name) of a member in NAMES and WHO (`@+ann`). The highest sign comes first."""
        rest = name.lstrip(self._prefix_signs) if self._prefix_signs else name
        return self.sorted_prefixes(name[: len(name) - len(rest)]), rest

    def sorted_prefixes(self, signs: Iterable[str]) -> str:
        """Return each known sign once, the highest first."""
        held = set(signs)
        return "".join(sign for sign in self._prefix_signs if sign in held)

    @cached_property
    def chanmodes(self) -> tuple[str, str, str, str]:
        """Letters of the types A (lists), B (always with an argument), C (argument when set) and D (no argument)."""
        a, b, c, d, *_ = (*self.text_value("CHANMODES", "b,k,l,imnpst").split(","), "", "", "", "")
        return a, b, c, d

    def parse_mode_changes(self, params: Sequence[str]) -> list[ModeChange]:
        """Return the changes in a MODE of a channel. `params`: the parameters behind the channel."""
        lists, always, when_set, _ = self.chanmodes
        text, *arguments = params or ("",)
        return parse_modes(
            text, arguments, list_modes=lists, always=always, when_set=when_set, prefix=self._prefix_modes
        )

    @property
    def max_line_bytes(self) -> int:
        """Bytes of a line that the server takes and relays, with CR LF."""
        return max(512, self.number_value("LINELEN", 512))

    @property
    def max_history_page(self) -> int:
        """Most Entries in one answer to CHATHISTORY; 0 if the server has no limit or no history."""
        return self.number_value("CHATHISTORY", 0) or self.number_value("draft/CHATHISTORY", 0)

    def targets(self, command: str) -> int:
        """Return the most targets in a line of a command; 0 if the server announces no limit."""
        for item in self.text_value("TARGMAX").split(","):
            name, _, most = item.partition(":")
            if name.upper() == command and most.isascii() and most.isdigit() and len(most) < 10:
                return int(most)
        return 0

    def allows_client_tag(self, name: str) -> bool:
        """Return whether the server passes a client tag on. `name`: without `+`.

        Spec: https://ircv3.net/specs/extensions/message-tags#rplisupport-tokens
        """
        denied = self.text_value("CLIENTTAGDENY").split(",")
        return name not in denied and ("*" not in denied or f"-{name}" in denied)

    @property
    def has_whox(self) -> bool:
        return "WHOX" in self

    @property
    def msgref_types(self) -> tuple[str, ...]:
        """Ways to name a message in CHATHISTORY (`timestamp`, `msgid`), in the order that the server prefers."""
        return tuple(kind for kind in self.text_value("MSGREFTYPES").split(",") if kind)
