"""Crockford's base 32: letters that look different in all fonts, for what people type. Pure.

Spec: https://www.crockford.com/base32.html
"""

from __future__ import annotations

LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""The 32 letters, each of 5 bits."""
_READ_AS = str.maketrans({"o": "0", "i": "1", "l": "1", "-": None, " ": None})


def read_letters(typed: str) -> str:
    """Return typed letters as the program writes them: capitals, hyphens and look-alikes do not count."""
    return typed.lower().translate(_READ_AS)


def encode_number(number: int, length: int) -> str:
    """Return the number as `length` letters."""
    return "".join(LETTERS[number >> 5 * place & 31] for place in reversed(range(length)))


def decode_number(letters: str) -> int | None:
    """Return the number of letters that `read_letters` has returned, or None for any other text."""
    number = 0
    for letter in letters:
        value = LETTERS.find(letter)
        if value < 0:
            return None
        number = number << 5 | value
    return number
