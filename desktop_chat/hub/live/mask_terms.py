"""Terms of masks in the lists of channels: `~t:60:mask` holds for 60 minutes. Pure.

The term is a part of the mask, as in other servers, so that every client can set, see and keep it.
Spec: https://www.unrealircd.org/docs/Extended_bans
"""

from __future__ import annotations

import re

LETTER = "t"
_LONGEST = 366 * 24 * 60
"""Minutes."""
_TIMED = re.compile(r"~(?:t|time):([0-9]{1,6}):(.+)", re.ASCII | re.IGNORECASE)


def split_term(mask: str) -> tuple[int, str]:
    """Return (minutes, the mask without the term). 0 minutes: the mask has no term."""
    found = _TIMED.fullmatch(mask)
    minutes = int(found[1]) if found is not None else 0
    return (minutes, found[2]) if found is not None and 0 < minutes <= _LONGEST else (0, mask)


def end_of_term(mask: str, at: int) -> int:
    """Return the end (Unix ms) of a mask that was set `at` this time; 0 without a term."""
    minutes, _ = split_term(mask)
    return at + minutes * 60_000 if minutes else 0
