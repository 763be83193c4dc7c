"""Cutting of long texts for the wire, never inside a character as a person sees it. Pure.

Lines are limited in bytes, and people write graphemes. The rules are those of the report, with the tables of
`unicodedata`: marks, joiners, variation selectors, skin tones, flags, Hangul syllables, Indic conjuncts. Prepended
marks (some digraphs of Arabic and Kaithi) are cut off, which stays legible.

Spec: https://www.unicode.org/reports/tr29/
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from desktop_chat.irc.formatting import CODE

_JOINER = "\u200d"
# Characters that extend the one before but are no marks by category: joiners, the keycap, two Thai and Lao vowels,
# the halfwidth voicing signs.
_EXTENDERS = frozenset("\u200c\u200d\u20e3\u0e33\u0eb3\uff9e\uff9f")


def _is_extending(char: str) -> bool:
    """Return whether the character always belongs to the one before."""
    return unicodedata.category(char)[0] == "M" or char in _EXTENDERS or _is_tone_or_tag(char)


def _is_tone_or_tag(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _is_pictograph(char: str) -> bool:
    """Return whether the character is an emoji or a sign used like one. Whole blocks, because the tables of Python may
    be older."""
    return "\U0001f000" <= char <= "\U0001faff" or unicodedata.category(char) in ("So", "Sm")


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_conjunct(before: str, char: str) -> bool:
    """Return whether a virama in front of an Indic letter joins the two."""
    return "\u0900" <= char <= "\u0d7f" and unicodedata.combining(before) == 9 and unicodedata.category(char) == "Lo"


def _hangul_class(char: str) -> str:
    """Return L, V, T (conjoining letters), LV, LVT (syllables), or "" for other characters."""
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "LV" if (ord(char) - 0xAC00) % 28 == 0 else "LVT"
    return ""


_HANGUL_JOINS = {"L": ("L", "V", "LV", "LVT"), "V": ("V", "T"), "LV": ("V", "T"), "T": ("T",), "LVT": ("T",)}


def _are_joined(before: str, char: str, flags: int) -> bool:
    """Return whether two neighbours belong together. `flags`: consecutive flag letters that end at `before`."""
    if char < "\u0300":
        return before == "\r" and char == "\n"
    if before < " ":
        return False
    return (
        _is_extending(char)
        or (before == _JOINER and _is_pictograph(char))
        or (flags % 2 == 1 and _is_flag_letter(char))
        or _hangul_class(char) in _HANGUL_JOINS.get(_hangul_class(before), ())
        or _is_conjunct(before, char)
    )


def split_graphemes(text: str) -> Iterator[str]:
    """Return the graphemes of a text. Joined, the graphemes are the text."""
    start, flags, before = 0, 0, ""
    for index, char in enumerate(text):
        if before and not _are_joined(before, char, flags):
            yield text[start:index]
            start = index
        flags = flags + 1 if _is_flag_letter(char) else 0
        before = char
    if text:
        yield text[start:]


def split_text(text: str, limit: int) -> list[str]:
    """Return the text in pieces of at most `limit` bytes of UTF-8 (at least 4), cut as by `cut_text`, without the
    space at a cut and without blank pieces."""
    pieces = cut_text(text, limit)
    alone = [*(piece.removesuffix(" ") for piece in pieces[:-1]), pieces[-1]]
    return alone if len(alone) == 1 else [piece for piece in alone if piece.strip()]


def cut_text(text: str, limit: int) -> list[str]:
    """Return the text in pieces of at most `limit` bytes of UTF-8 (at least 4), at least one piece. Joined, they are
    the text.

    A piece ends behind a space in its last third, otherwise between graphemes. A grapheme longer than a piece is cut, a
    formatting code never.
    """
    if len(text) * 4 <= limit or len(text.encode("utf-8", "replace")) <= limit:
        return [text]
    pieces: list[str] = []
    units: list[str] = []
    size, space = 0, -1  # bytes in units; the place of the last space among them
    for unit in _split_units(text, limit):
        length = _encoded_size(unit)
        while units and size + length > limit:
            kept = sum(map(_encoded_size, units[:space])) if space > 0 else 0
            if kept * 3 >= limit * 2:
                pieces.append("".join(units[: space + 1]))
                units = units[space + 1 :]
            else:
                pieces.append("".join(units))
                units = []
            size, space = sum(map(_encoded_size, units)), -1
        if unit == " ":
            space = len(units)
        units.append(unit)
        size += length
    pieces.append("".join(units))
    return pieces


def _encoded_size(unit: str) -> int:
    return len(unit) if unit.isascii() else len(unit.encode("utf-8", "replace"))


def _split_units(text: str, limit: int) -> Iterator[str]:
    """Return formatting codes, graphemes, and the characters of graphemes that are longer than a piece."""
    end = 0
    for code in CODE.finditer(text):
        yield from _small_graphemes(text[end : code.start()], limit)
        yield from [code.group()] if len(code.group()) <= limit else code.group()
        end = code.end()
    yield from _small_graphemes(text[end:], limit)


def _small_graphemes(text: str, limit: int) -> Iterator[str]:
    for grapheme in split_graphemes(text):
        if _encoded_size(grapheme) <= limit:
            yield grapheme
        else:
            yield from grapheme
