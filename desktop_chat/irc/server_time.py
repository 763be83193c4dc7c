"""Times as clients write them. https://ircv3.net/specs/extensions/server-time"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_FORM = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def time_of(text: str) -> int | None:
    """`2026-05-01T12:00:00.000Z` in Unix ms, times before 1970 as 0; None for what is none."""
    if not _FORM.fullmatch(text):
        return None
    try:
        moment = datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
    except ValueError:
        return None  # the thirtieth of February
    return max(0, (moment - _EPOCH) // timedelta(milliseconds=1))
