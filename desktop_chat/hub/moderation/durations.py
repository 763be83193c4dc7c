"""Durations as people write them: `1h30m`. Pure."""

from __future__ import annotations

import re

from desktop_chat.texts import CodedText
from desktop_chat.texts import hub as texts

_UNITS = {"w": 7 * 86400, "d": 86400, "h": 3600, "m": 60, "s": 1}
_UNIT_TEXTS = {"w": texts.WEEKS, "d": texts.DAYS, "h": texts.HOURS, "m": texts.MINUTES, "s": texts.SECONDS}
_WHOLE = re.compile(r"(?:[0-9]{1,5}[wdhms]){1,5}", re.ASCII)
_PART = re.compile(r"([0-9]+)([wdhms])", re.ASCII)
LONGEST = 20 * 365 * 86400


def seconds_of(text: str) -> int | None:
    """Return the seconds of `1h30m`, `2d`, or a plain number of minutes, as in other IRC servers.

    None for any other text, for zero, and for more than 20 years.
    """
    text = text.lower()
    if text.isascii() and text.isdigit() and len(text) < 9:
        seconds = int(text) * 60
    elif _WHOLE.fullmatch(text):
        seconds = sum(int(number) * _UNITS[unit] for number, unit in _PART.findall(text))
    else:
        return None
    return seconds if 0 < seconds <= LONGEST else None


def duration_text(seconds: int) -> CodedText:
    """Return the two largest units: `1 h 30 min`."""
    parts = []
    for unit, length in _UNITS.items():
        number, seconds = divmod(seconds, length)
        if number:
            parts.append(_UNIT_TEXTS[unit](number))
    if len(parts) > 1:
        return texts.TWO_UNITS(parts[0], parts[1])
    return parts[0] if parts else texts.SECONDS(0)
