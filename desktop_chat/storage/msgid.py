"""Message ids: `room-sequence`, both in base 32.

An id is made from the key of its Entry, so looking up an id needs no index. Pure.

Spec: https://ircv3.net/specs/extensions/message-ids
"""

from __future__ import annotations

from functools import lru_cache

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter that looks like a digit
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}

_ENDS = [first + second + third for first in _DIGITS for second in _DIGITS for third in _DIGITS]
"""The last three digits of all numbers."""


@lru_cache(1024)
def _encode_number(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 32)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def msgid_of(room: int, sequence: int) -> str:
    """Return the message id of an Entry."""
    high, low = divmod(sequence, len(_ENDS))
    if not high:
        return f"{_encode_number(room)}-{_encode_number(sequence)}"
    return f"{_encode_number(room)}-{_encode_number(high)}{_ENDS[low]}"


def msgids_of(room: int, sequence: int, count: int) -> tuple[str, list[str]]:
    """Return the message ids of `count` consecutive Entries: the common beginning, and the end of each.

    Faster than `msgid_of` for each Entry.
    """
    high, low = divmod(sequence, len(_ENDS))
    if not high or low + count > len(_ENDS):
        return "", [msgid_of(room, number) for number in range(sequence, sequence + count)]
    return f"{_encode_number(room)}-{_encode_number(high)}", _ENDS[low : low + count]


def place_of(msgid: str) -> tuple[int, int] | None:
    """Return (room, sequence) of a message id, or None if `msgid_of` cannot have made it."""
    room, _, sequence = msgid.partition("-")
    if not (0 < len(room) <= 12 and 0 < len(sequence) <= 12):
        return None
    numbers = [0, 0]
    for index, text in enumerate((room, sequence)):
        for digit in text:
            value = _VALUES.get(digit)
            if value is None:
                return None
            numbers[index] = numbers[index] * 32 + value
    return numbers[0], numbers[1]
