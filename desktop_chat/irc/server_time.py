"""Times on the wire, as IRCv3 writes them. Pure.

Spec: https://ircv3.net/specs/extensions/server-time
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import lru_cache

from desktop_chat.late_pattern import late_pattern

_FORM = late_pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LAST_TIME = 253_402_300_799_999
"""The end of the year 9999 in Unix ms: no later time can be written."""
_MONTHS = "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"
_ANY_MONTH = "|".join(_MONTHS)
_SPOKEN = late_pattern(
    rf"\b({_ANY_MONTH})[a-z]*\b|\b(\d{{4}})\b|\b(\d\d?:\d\d:\d\d)\b|(?<![+:])\b(\d\d?)\b(?!:)", re.ASCII | re.IGNORECASE
)
"""Month, year, time of day and day, in any order."""


@lru_cache(256)
def parse_time(text: str) -> int | None:
    """Return `2026-05-01T12:00:00.000Z` as Unix ms, or None if `text` is not a time.

    Times before 1970 become 0. Digits behind the milliseconds are cut off.
    """
    if not _FORM.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return None  # the thirtieth of February
    return max(0, (moment - _EPOCH) // timedelta(milliseconds=1))


def format_time(time: int) -> str:
    """Return Unix ms as `2026-05-01T12:00:00.000Z`. Times before 1970 and after 9999 become the first and the last."""
    second, milliseconds = divmod(min(max(0, time), LAST_TIME), 1000)
    return f"{_format_second(second)}.{milliseconds:03}Z"


@lru_cache(256)
def _format_second(second: int) -> str:
    return f"{datetime.fromtimestamp(second, UTC):%Y-%m-%dT%H:%M:%S}"


def parse_spoken_time(text: str) -> int | None:
    """Return a time in a server's English words as Unix ms, or None if `text` is not a whole time.

    `Fri Nov 27 18:04:12 2026` and `Fri, 27 Nov 2026 18:04:12 UTC` are understood. Servers mean UTC and seldom say so.
    """
    parts = dict(enumerate(zip(*_SPOKEN.findall(text), strict=True)))
    month, year, clock, day = ("".join(parts.get(place, ())) for place in range(4))
    try:
        number = _MONTHS.index(month[:3].lower()) + 1
        moment = datetime.strptime(f"{year}-{number}-{day} {clock}", "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return max(0, (moment - _EPOCH) // timedelta(milliseconds=1))
