"""Skeletons: a common form of names that look alike. Pure.

A name is prepared as a user name (PRECIS UsernameCaseMapped), and each letter is replaced by the letter that it
resembles (UTS #39, confusables). Reading the tables takes a while, so import this module only where it is needed.

Spec: https://www.rfc-editor.org/rfc/rfc8265#section-3.3, https://www.unicode.org/reports/tr39/#Confusable_Detection
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import disarm
from precis_i18n import get_profile

_USERNAME = get_profile("UsernameCaseMapped")
_ASCII_LOOKS = str.maketrans({"I": "l", "|": "l", "1": "l", "0": "o", "`": "'"})
_REMEMBERED = 4096
"""Number of names with a cached skeleton."""


@lru_cache(_REMEMBERED)
def skeletons(name: str) -> tuple[str, ...]:
    """Return the skeletons of a name, one or two: with its case and without.

    Two names look alike if they share a skeleton: `Ivan` looks like `ivan` and like `lvan`, which do not look like each
    other.
    """
    if name.isascii():
        keys = (_ascii_skeleton(name), _ascii_skeleton(name.lower()))
    else:
        keys = (_visible_skeleton(name), _visible_skeleton(_prepare_name(name)))
    return tuple(dict.fromkeys(keys))


def _ascii_skeleton(name: str) -> str:
    return name.translate(_ASCII_LOOKS).lower().replace("m", "rn")


def _visible_skeleton(name: str) -> str:
    """Return the skeleton; the name itself if nothing of the skeleton is visible."""
    return disarm.skeleton_key(name, digit_policy="tr39").replace("m", "rn") or name


def _prepare_name(name: str) -> str:
    """Return the name as PRECIS prepares it, or the nearest form if PRECIS does not allow the name."""
    try:
        return str(_USERNAME.enforce(name))
    except UnicodeEncodeError:
        return unicodedata.normalize("NFKC", name).casefold()


def is_username(name: str) -> bool:
    """Return whether PRECIS allows this as a user name: no mixed directions, no presentation forms."""
    if name.isascii():
        return True
    try:
        return bool(_USERNAME.enforce(name))
    except UnicodeEncodeError:
        return False


def is_mixed_script(name: str) -> bool:
    """Return whether one word holds letters of several scripts, as no ordinary name does.

    Spec: https://www.unicode.org/reports/tr39/#Mixed_Script_Detection
    """
    return not name.isascii() and bool(disarm.is_mixed_script(name, per_word=True))
