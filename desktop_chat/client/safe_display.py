"""Safe display of names and addresses that other people chose, so that no name looks like another. Pure.

This module chooses the characters; the windows choose how Qt draws them.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

from desktop_chat.late_pattern import late_pattern

WARNING = "\u00a0\u26a0"
"""Follows a name in which one word mixes letters of several scripts."""
_REMEMBERED = 4096
_TURNING = late_pattern("[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of the text after them.
https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters"""
_OVERRIDES = late_pattern("[\u202d\u202e]")
_SIGN = "\ufffd"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_ONE_SCRIPT = (
    late_pattern("[\x00-\u024f\u1e00-\u1eff]*"),
    late_pattern("[\x00-@\\[-`{-\x7f\u0400-\u052f]*"),
    late_pattern("[\x00-@\\[-`{-\x7f\u0370-\u03ff]*"),
)
"""Names of one script, with digits and signs, need no tables."""


@lru_cache(_REMEMBERED)
def shown_name(name: str) -> str:
    """Return a name with invisible characters made visible and mixed scripts marked."""
    if name.isascii() and name.isprintable():
        return name
    shown = "".join(map(_visible_form, name))
    return shown + WARNING if is_mixed(name) else shown


def _visible_form(char: str) -> str:
    unseen = unicodedata.category(char) in ("Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp") or char in _FILLERS
    return f"\u2039{ord(char):04X}\u203a" if unseen else char


def is_mixed(name: str) -> bool:
    """Return True if one word of a name mixes letters of several scripts, unlike ordinary names."""
    if any(pattern.fullmatch(name) for pattern in _ONE_SCRIPT):
        return False
    from desktop_chat.irc.skeleton import is_mixed_script  # reading its tables takes a while

    return is_mixed_script(name)


def remove_direction_marks(text: str, *, strictly: bool) -> str:
    """Return a text of the same length without direction overrides, which no ordinary text has.

    `strictly`: without embeddings and isolates too, for addresses, whose parts must stand where they are read.
    """
    return text if text.isascii() else (_TURNING if strictly else _OVERRIDES).sub(_SIGN, text)


@lru_cache(_REMEMBERED)
def shown_address(address: str) -> str:
    """Return an address, with its host in Punycode if the host looks like another. Return "" for an impossible
    host."""
    if address.isascii():
        return address
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        if host.isascii() or not _is_deceptive(host):
            return address
        plain = host.encode("idna").decode()
    except ValueError:  # no address, or an impossible host
        return ""
    return parts._replace(netloc=_netloc_with(parts, plain)).geturl()


def _netloc_with(parts: SplitResult, host: str) -> str:
    user, at, _ = parts.netloc.rpartition("@")
    port = f":{parts.port}" if parts.port is not None else ""
    return f"{user}{at}{host}{port}"


def _is_deceptive(host: str) -> bool:
    """Return True if a label of the host mixes scripts, has a character that is no letter, or looks Latin under a
    Latin top-level domain."""
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
