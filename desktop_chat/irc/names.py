"""Names: nicks, channels and sources, and masks in full. Pure functions; any thread may call them.

Names compare without regard to ASCII case (CASEMAPPING=ascii, https://modern.ircdocs.horse/#casemapping-parameter);
other networks announce other mappings, see `folding`. Lengths are counted in characters.

Nicks hold letters, marks and digits of any script and `_ - [ ] { } \\ | ^` and the backtick. What means something
elsewhere on the wire (`! @ * ? , . : # & ~ % + $` and the space) never is in one, and neither is what cannot be seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import NamedTuple

NICK_LIMIT = 32
CHANNEL_LIMIT = 64
USER_LIMIT = 16
HOST_LIMIT = 63

_NICK_SIGNS = frozenset("_-[]{}\\|^`")
_MARKS_IN_A_ROW = 4
"""No script stacks more marks on one letter; what does is there to paint over the neighbours."""
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Letters and marks by category that leave no trace: fillers, joiners and variation selectors."""
_EMOJI_JOINTS = frozenset("\u200d\ufe0f")

_ASCII = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_RFC1459_STRICT = _ASCII | {ord("["): ord("{"), ord("]"): ord("}"), ord("\\"): ord("|")}
_RFC1459 = _RFC1459_STRICT | {ord("^"): ord("~")}


class Userhost(NamedTuple):
    """Who a line is from, in its parts; `str()` puts them together again. A server has only a `nick`."""

    nick: str
    user: str = ""
    host: str = ""

    def __str__(self) -> str:
        return self.nick + ("!" + self.user if self.user else "") + ("@" + self.host if self.host else "")


def fold_name(name: str) -> str:
    """What a nick or channel is compared and filed by: its ASCII letters in lower case."""
    return name.lower() if name.isascii() else name.translate(_ASCII)


def folding_of(casemapping: str) -> Callable[[str], str]:
    """The fold that a server announced as its CASEMAPPING; an unknown one is taken for rfc1459, the default."""
    match casemapping.lower():
        case "ascii" | "utf-8" | "utf8mapping":
            return fold_name
        case "rfc1459-strict" | "strict-rfc1459":
            return lambda name: name.translate(_RFC1459_STRICT)
        case "rfc3454" | "rfc7613" | "rfc8265" | "precis":
            return lambda name: unicodedata.normalize("NFKC", name).casefold()
    return lambda name: name.translate(_RFC1459)


def _nick_letter(char: str) -> bool:
    if char < "\x80":
        return char.isalnum() or char in _NICK_SIGNS
    return unicodedata.category(char)[0] in "LMN" and char not in _UNSEEN


def is_nick(name: str, limit: int = NICK_LIMIT) -> bool:
    """Whether `name` may be a nick here. It is in NFC, or two nicks could look the same and differ."""
    if not 0 < len(name) <= limit:
        return False
    first = name[0]
    if first == "-" or first.isnumeric() or unicodedata.category(first)[0] in "MN":
        return False
    if name.isascii():
        return all(map(_nick_letter, name))
    return all(map(_nick_letter, name)) and unicodedata.is_normalized("NFC", name) and _limit_marks(name) == name


def _limit_marks(name: str) -> str:
    """`name` with no more marks on one letter than a script needs."""
    kept: list[str] = []
    marks = 0
    for char in name:
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def nick_from_person(name: str, limit: int = NICK_LIMIT) -> str:
    """A nick for a person's name in any script: spaces become `_`, what a nick cannot hold goes. Never empty."""
    words = "_".join(unicodedata.normalize("NFKC", name).split())
    # Without what stood between, a mark may meet a letter it joins with; two rounds leave nothing to join.
    kept = "".join(filter(_nick_letter, words))
    kept = _limit_marks(unicodedata.normalize("NFC", _limit_marks(kept)))
    while kept and (kept[0] == "-" or unicodedata.category(kept[0])[0] == "M"):
        kept = kept[1:]
    if kept and not is_nick(kept[0], 1):
        kept = "_" + kept
    kept = kept[:limit].rstrip("_")
    return kept if is_nick(kept, limit) else "guest"[:limit]


def user_from(text: str, limit: int = USER_LIMIT) -> str:
    """The user part of a source from what a client gave as its name: never empty, nothing that could end it early."""
    kept = "".join(char for char in text if "!" < char < "\x7f" and char not in "@:*?,&#")[:limit]
    return kept or "user"


def is_channel(name: str, limit: int = CHANNEL_LIMIT) -> bool:
    """Whether `name` may be a channel here: `#` and at least one character, nothing unseen, no space, no comma, NFC."""
    if not (1 < len(name) <= limit and name[0] == "#"):
        return False
    if name.isascii():
        return name.isprintable() and " " not in name and "," not in name
    before = ""
    for char in name:
        if char == "," or unicodedata.category(char)[0] in "ZC" or char in _UNSEEN:
            # A joint within an emoji is part of what is seen; elsewhere it makes a second #room of the same look.
            emoji = unicodedata.category(before)[0] == "S" or before in _EMOJI_JOINTS if before else False
            if not (char in _EMOJI_JOINTS and emoji and char != before):
                return False
        before = char
    return unicodedata.is_normalized("NFC", name)


def is_hostname(name: str, limit: int = HOST_LIMIT) -> bool:
    """Whether `name` may be a server's name: labels of letters, digits and inner hyphens, and at least one dot."""
    if len(name) > limit or not name.isascii() or "." not in name:
        return False
    for label in name.split("."):
        letters = label.replace("-", "")
        if not letters.isalnum() or label[0] == "-" or label[-1] == "-":
            return False
    return True


def split_source(source: str) -> Userhost:
    """The parts of `nick!user@host`; what is missing is empty."""
    rest, _, host = source.partition("@")
    nick, _, user = rest.partition("!")
    return Userhost(nick, user, host)


def complete_mask(mask: str) -> str:
    """A ban mask with all three parts: `ann` is `ann!*@*`, `*@host` is `*!*@host`, `ann!u` is `ann!u@*`."""
    rest, at, host = mask.partition("@")
    nick, bang, user = rest.partition("!")
    if at and not bang:
        nick, user = "", nick
    return f"{nick or '*'}!{user or '*'}@{host or '*'}"
