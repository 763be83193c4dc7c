r"""Names of users, channels and servers, sources and masks. Pure functions; any thread.

Our server compares names without regard to ASCII case (CASEMAPPING=ascii); `folding_of` has the mappings of other
servers. Lengths are counted in characters.

Nicks hold letters, marks and digits of any script and `_ - [ ] { } \ | ^` and the backtick. Characters with a meaning
on the wire (`! @ * ? , . : # & ~ % + $` and the space) and invisible characters are not allowed.

Spec: https://modern.ircdocs.horse/#casemapping-parameter
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
"""Most marks on one letter. No script needs more; more would paint over the neighbouring lines."""
_UNSEEN = frozenset(
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    + "".join(map(chr, (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Invisible letters and marks by category: fillers, joiners and variation selectors."""
_EMOJI_JOINTS = frozenset("\u200d\ufe0f")

_ASCII = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
_RFC1459_STRICT = _ASCII | {ord("["): ord("{"), ord("]"): ord("}"), ord("\\"): ord("|")}
_RFC1459 = _RFC1459_STRICT | {ord("^"): ord("~")}


class Userhost(NamedTuple):
    """The parts of a source; `str()` joins them. A server has a `nick` only."""

    nick: str
    user: str = ""
    host: str = ""

    def __str__(self) -> str:
        return self.nick + ("!" + self.user if self.user else "") + ("@" + self.host if self.host else "")


def fold_name(name: str) -> str:
    """Return the form by which nicks and channels are compared: with ASCII letters in lower case."""
    return name.lower() if name.isascii() else name.translate(_ASCII)


def folding_of(casemapping: str) -> Callable[[str], str]:
    """Return the folding function of a CASEMAPPING. An unknown mapping counts as rfc1459, the default."""
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
    """Return whether our server allows `name` as a nick. It must be in NFC: equal looks are equal names."""
    if not 0 < len(name) <= limit:
        return False
    first = name[0]
    if first == "-" or first.isnumeric() or unicodedata.category(first)[0] in "MN":
        return False
    if name.isascii():
        return all(map(_nick_letter, name))
    return all(map(_nick_letter, name)) and unicodedata.is_normalized("NFC", name) and _limit_marks(name) == name


def _limit_marks(name: str) -> str:
    """Return `name` without the marks above the limit of each letter."""
    kept: list[str] = []
    marks = 0
    for char in name:
        marks = marks + 1 if unicodedata.category(char)[0] == "M" else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def nick_from_person(name: str, limit: int = NICK_LIMIT) -> str:
    """Return a nick for the name of a person in any script: spaces become `_`, other forbidden characters go. Never
    empty."""
    words = "_".join(unicodedata.normalize("NFKC", name).split())
    # A removed character may bring a letter and a mark together that NFC joins; a second round leaves nothing to join.
    kept = "".join(filter(_nick_letter, words))
    kept = _limit_marks(unicodedata.normalize("NFC", _limit_marks(kept)))
    while kept and (kept[0] == "-" or unicodedata.category(kept[0])[0] == "M"):
        kept = kept[1:]
    if kept and not is_nick(kept[0], 1):
        kept = "_" + kept
    kept = kept[:limit].rstrip("_")
    return kept if is_nick(kept, limit) else "guest"[:limit]


def user_from(text: str, limit: int = USER_LIMIT) -> str:
    """Return the user part of a source from the user name of a client: never empty, without characters that end the
    part."""
    kept = "".join(char for char in text if "!" < char < "\x7f" and char not in "@:*?,&#")[:limit]
    return kept or "user"


def is_channel(name: str, limit: int = CHANNEL_LIMIT) -> bool:
    """Return whether our server allows `name` as a channel: `#` and at least one visible character, no space, no
    comma, NFC."""
    if not (1 < len(name) <= limit and name[0] == "#"):
        return False
    if name.isascii():
        return name.isprintable() and " " not in name and "," not in name
    before = ""
    for char in name:
        if char == "," or unicodedata.category(char)[0] in "ZC" or char in _UNSEEN:
            # A joiner is visible within an emoji only; elsewhere it would make a second room that looks the same.
            emoji = unicodedata.category(before)[0] == "S" or before in _EMOJI_JOINTS if before else False
            if not (char in _EMOJI_JOINTS and emoji and char != before):
                return False
        before = char
    return unicodedata.is_normalized("NFC", name)


def is_hostname(name: str, limit: int = HOST_LIMIT) -> bool:
    """Return whether `name` may be the name of a server: labels of letters, digits and inner hyphens, with at least
    one dot."""
    if len(name) > limit or not name.isascii() or "." not in name:
        return False
    for label in name.split("."):
        letters = label.replace("-", "")
        if not letters.isalnum() or label[0] == "-" or label[-1] == "-":
            return False
    return True


def split_source(source: str) -> Userhost:
    """Return the parts of `nick!user@host`; missing parts are empty."""
    rest, _, host = source.partition("@")
    nick, _, user = rest.partition("!")
    return Userhost(nick, user, host)


def complete_mask(mask: str) -> str:
    """Return a ban mask with all three parts: `ann` becomes `ann!*@*`, `*@host` becomes `*!*@host`, `ann!u` becomes
    `ann!u@*`."""
    rest, at, host = mask.partition("@")
    nick, bang, user = rest.partition("!")
    if at and not bang:
        nick, user = "", nick
    return f"{nick or '*'}!{user or '*'}@{host or '*'}"
