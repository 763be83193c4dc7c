"""The two kinds of fingerprint, as types that the type checker tells apart: 64 lower-case hex digits, or "". Pure.

A renewed certificate keeps its key, and so keeps its KeyPin and gets another CertificateFingerprint.

A link carries the first 100 bits of a KeyPin, so that people can type the link: 20 letters in place of 64 digits. A
person in between needs a key of their own whose hash begins with these bits, which takes 2^100 attempts, for one
chat; all miners of Bitcoin together compute about 2^95 hashes in a year. The birthday paradox does not help: the key
of the chat is given. After the first connection the program knows the whole KeyPin.
"""

from __future__ import annotations

from typing import NewType

from desktop_chat.late_pattern import late_pattern
from desktop_chat.net.crockford import decode_number, encode_number, read_letters

KeyPin = NewType("KeyPin", str)
"""The SHA-256 of a public key (SubjectPublicKeyInfo, DER): by it a server is known, and a guest's own key."""
CertificateFingerprint = NewType("CertificateFingerprint", str)
"""The SHA-256 of a certificate (DER): what IRC calls the fingerprint of a client."""
NO_KEY = KeyPin("")
NO_CERTIFICATE = CertificateFingerprint("")
SHORT_DIGITS, SHORT_LETTERS = 25, 20
"""The length of a short KeyPin in the program, in hex digits, and in a link: 100 bits."""
_DIGITS = late_pattern(r"[0-9a-f]{64}")


def is_fingerprint(text: str) -> bool:
    """Return whether `text` can be a fingerprint of either kind."""
    return _DIGITS.fullmatch(text) is not None


def is_same_key(one: str, other: str) -> bool:
    """Return whether two KeyPins, of which each may be short, are of the same key. "" is of no key."""
    length = min(len(one), len(other))
    return length >= SHORT_DIGITS and one[:length].lower() == other[:length].lower()


def short_pin_letters(pin: KeyPin) -> str:
    """Return the letters of a short KeyPin for a link. `pin`: short or whole, not empty."""
    return encode_number(int(pin[:SHORT_DIGITS], 16), SHORT_LETTERS)


def read_short_pin(typed: str) -> KeyPin:
    """Return the short KeyPin of the letters of a link, or NO_KEY for any other text."""
    letters = read_letters(typed[: 2 * SHORT_LETTERS])
    number = decode_number(letters) if len(letters) == SHORT_LETTERS else None
    return NO_KEY if number is None else KeyPin(f"{number:0{SHORT_DIGITS}x}")
