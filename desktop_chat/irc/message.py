"""Message: one parsed line of IRC. Pure functions; any thread.

Spec: https://modern.ircdocs.horse/#message-format, https://ircv3.net/specs/extensions/message-tags
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from desktop_chat.value_class import value


class _NoTags(Mapping[str, str]):
    """An empty mapping for Messages without tags. Unlike `MappingProxyType({})` it can be hashed, as a default of a
    dataclass must."""

    __slots__ = ()

    def __getitem__(self, key: str) -> str:
        raise KeyError(key)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __hash__(self) -> int:
        return 0

    def __repr__(self) -> str:
        return "NO_TAGS"


NO_TAGS: Mapping[str, str] = _NoTags()

_ESCAPES = (("\\:", ";"), ("\\s", " "), ("\\r", "\r"), ("\\n", "\n"))
_UNESCAPES = str.maketrans({";": "\\:", " ": "\\s", "\\": "\\\\", "\r": "\\r", "\n": "\\n"})


_TEXT_FROM: Mapping[str, int] = {
    "AWAY": 0, "ERROR": 0, "ISON": 0, "PASS": 0, "QUIT": 0, "SETNAME": 0, "WALLOPS": 0,
    "KILL": 1, "KNOCK": 1, "NOTICE": 1, "PART": 1, "PRIVMSG": 1, "TOPIC": 1,
    "CAP": 2, "FAIL": 2, "KICK": 2, "NOTE": 2, "REDACT": 2, "REGISTER": 2, "RENAME": 2, "VERIFY": 2, "WARN": 2,
    "METADATA": 3, "USER": 3,
}  # fmt: skip
"""Commands and the index from which on their last parameter is a text or a list of words."""
_WITHOUT_TEXT = frozenset(
    {
        "004", "221", "324", "329", "333", "336", "341", "346", "348", "354", "367", "728", "770", "771", "772", "774",
    }
)  # fmt: skip
"""Numerics whose last parameter is a name, a mode, a time or a key."""


def trailing_colon(command: str, params: Sequence[str]) -> str:
    """Return the text in front of the last of `params` in a line: a colon, or nothing.

    A text or a list gets a colon even if it is one word, because some clients cut off the first letter otherwise. A
    name, a mode or a time gets none.
    """
    last = params[-1]
    if not last or last[0] == ":" or " " in last:
        return ":"
    if command.isdigit():
        return "" if command in _WITHOUT_TEXT else ":"
    first = _TEXT_FROM.get(command)
    if first is None:
        return ""
    if command == "CAP" and params[0] == "REQ":
        first = 1
    return ":" if len(params) > first else ""


class ProtocolError(ValueError):
    """A line that is not IRC.

    `code`: EMPTY, MALFORMED, NOT_UTF8, TOO_LONG or TAGS_TOO_LONG. `command`: the command of the line, "" if unknown.
    """

    def __init__(self, code: str, detail: str, command: str = "") -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.command = command


@value
class Message:
    """One line of IRC.

    `command` is upper case, three digits, or any other word that a peer has made up. `source` is `nick!user@host`, the
    name of a server, or "". A tag without a value has the value "", as the specification demands.
    """

    command: str
    params: tuple[str, ...] = ()
    source: str = ""
    tags: Mapping[str, str] = NO_TAGS

    @property
    def nick(self) -> str:
        """The source up to the `!`: a nick, or the name of a server."""
        return self.source.partition("!")[0]

    def param_at(self, index: int, default: str = "") -> str:
        """Return the parameter at `index`, or `default` if the line has fewer."""
        return self.params[index] if index < len(self.params) else default


def unescape_tag(value: str) -> str:
    """Return the value of a tag without escapes. A backslash in front of an ordinary letter, or at the end, is
    dropped."""
    if "\\" not in value:
        return value
    # Split at escaped backslashes first: in between, every backslash begins an escape.
    parts = value.split("\\\\")
    for escape, meant in _ESCAPES:
        parts = [part.replace(escape, meant) for part in parts]
    return "\\".join([part.replace("\\", "") for part in parts])


def escape_tag(value: str) -> str:
    """Return the value of a tag with escapes."""
    return value.translate(_UNESCAPES)


def parse_tags(text: str) -> dict[str, str]:
    """Parse `key=value;key`, without the leading `@`. Of equal keys, the last one wins."""
    tags: dict[str, str] = {}
    for item in text.split(";"):
        key, _, value = item.partition("=")
        if key:
            tags[key] = unescape_tag(value)
    return tags


def encode_tags(tags: Mapping[str, str]) -> str:
    """Return `key=value;key`, without the leading `@`."""
    return ";".join(f"{key}={escape_tag(value)}" if value else key for key, value in tags.items())


def parse_line(line: str) -> Message:
    """Parse one line without its end.

    Raises: ProtocolError (EMPTY, MALFORMED).
    """
    if "\0" in line or "\n" in line or "\r" in line:
        raise ProtocolError("MALFORMED", "a line holds NUL, CR or LF")
    tags: Mapping[str, str] = NO_TAGS
    source = ""
    rest = line.lstrip(" ")
    if rest.startswith("@"):
        text, _, rest = rest[1:].partition(" ")
        tags = parse_tags(text)
        rest = rest.lstrip(" ")
    if rest.startswith(":"):
        source, _, rest = rest[1:].partition(" ")
        rest = rest.lstrip(" ")
    head, colon, trailing = rest.partition(" :")
    params = head.split(" ")
    if "" in params:
        params = [word for word in params if word]
        if not params:
            raise ProtocolError("EMPTY" if not (tags or source) else "MALFORMED", "a line has no command")
    if colon:
        params.append(trailing)
    command = params.pop(0)
    if not command.isalnum() and (command[0] in ":@" or not command.isprintable()):
        raise ProtocolError("MALFORMED", "a line has no command that could be shown")
    # `str.upper` of letters beyond ASCII could make JOIN of a word that only resembles it.
    return Message(command.upper() if command.isascii() else command, tuple(params), source, tags)


def encode_message(message: Message, encoding: str = "utf-8") -> bytes:
    """Return the line on the wire, with CR LF. Tags are UTF-8 in every `encoding`.

    Raises: ProtocolError (MALFORMED) for a line break or NUL, a space in the source, and a parameter before the last
    one that is empty, begins with `:` or holds a space.
    """
    pieces: list[str] = []
    if message.tags:
        pieces.append("@" + encode_tags(message.tags))
    if message.source:
        if " " in message.source:
            raise ProtocolError("MALFORMED", "a source cannot hold a space")
        pieces.append(":" + message.source)
    pieces.append(message.command)
    if message.params:
        *middle, last = message.params
        for param in middle:
            if not param or param[0] == ":" or " " in param:
                raise ProtocolError("MALFORMED", f"{param!r} cannot stand in the middle of a line")
        pieces.extend(middle)
        pieces.append(trailing_colon(message.command, message.params) + last)
    line = " ".join(pieces)
    if "\0" in line or "\r" in line or "\n" in line:
        raise ProtocolError("MALFORMED", "a line cannot hold NUL, CR or LF")
    if encoding != "utf-8" and message.tags:
        tags, _, rest = line.partition(" ")
        return tags.encode("utf-8", "replace") + b" " + rest.encode(encoding, "replace") + b"\r\n"
    return line.encode(encoding, "replace") + b"\r\n"
