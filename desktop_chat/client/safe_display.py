"""What is shown of names and addresses that others chose, so that none seems to be another. Pure.

Whatever hands text to Qt decides how it is drawn; this decides which letters are drawn.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

WARNING = "\u00a0\u26a0"
"""Behind a name in which one word mixes letters of several scripts."""
_REMEMBERED = 4096
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the order in which what follows them is drawn. https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters"""
_OVERRIDES = re.compile("[\u202d\u202e]")
_SIGN = "\ufffd"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_ONE_SCRIPT = (
    re.compile("[\x00-\u024f\u1e00-\u1eff]*"),
    re.compile("[\x00-@\\[-`{-\x7f\u0400-\u052f]*"),
    re.compile("[\x00-@\\[-`{-\x7f\u0370-\u03ff]*"),
)
"""Letters of one script with digits and signs: such names need no tables."""


@lru_cache(_REMEMBERED)
def shown_name(name: str) -> str:
    """Return a name as it is shown: what cannot be seen becomes visible, and mixed scripts are marked."""
    if name.isascii() and name.isprintable():
        return name
    shown = "".join(map(_visible_form, name))
    return shown + WARNING if is_mixed(name) else shown


def _visible_form(char: str) -> str:
    unseen = unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or char in _FILLERS
    return f"\u2039{ord(char):04X}\u203a" if unseen else char


def is_mixed(name: str) -> bool:
    """Return whether one word of a name mixes letters of several scripts, as no ordinary name does."""
    if any(pattern.fullmatch(name) for pattern in _ONE_SCRIPT):
        return False
    from desktop_chat.irc.skeleton import is_mixed_script  # reading its tables takes a while

    return is_mixed_script(name)


def remove_direction_marks(text: str, *, strictly: bool) -> str:
    """Return a text in which nothing turns what follows it around, as long as it was.

    `strictly`: not only overrides, which no ordinary text has, but embeddings and isolates too: where an address
    stands, its parts must be where they are read.
    """
    return text if text.isascii() else (_TURNING if strictly else _OVERRIDES).sub(_SIGN, text)


@lru_cache(_REMEMBERED)
def shown_address(address: str) -> str:
    """Return an address with its host in Punycode where the host could be taken for another; "" where it cannot be
    written so, which makes it no address."""
    if address.isascii():
        return address
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if host.isascii() or not _is_deceptive(host):
            return address
        plain = host.encode("idna").decode()
    except ValueError:  # no address, or no host that could exist
        return ""
    return parts._replace(netloc=_netloc_with(parts, plain)).geturl()


def _netloc_with(parts: SplitResult, host: str) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{user}{at}{host}{port}"


def _is_deceptive(host: str) -> bool:
    """Return whether a host mixes scripts in a label, holds what is no letter, or looks all Latin under a Latin end."""
    labels = host.split(".")
    if any(is_mixed(label) or not all(map(_is_letter, label)) for label in labels):
        return True
    return labels[-1].isascii() and any(map(_looks_latin, labels))


def _is_letter(char: str) -> bool:
    return char == "-" or unicodedata.category(char)[0] in "LMN"


def _looks_latin(label: str) -> bool:
    if label.isascii():
        return False
    from desktop_chat.irc.skeleton import skeletons

    return any(key.isascii() for key in skeletons(label))
