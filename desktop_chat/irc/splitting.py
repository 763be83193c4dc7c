"""Cutting long words for the wire, never inside what a person sees as one character.

Lines are limited in bytes; people write graphemes (https://www.unicode.org/reports/tr29/). The rules here are those
of the report for what keyboards and emoji pickers make: combining marks, joiners, variation selectors, skin tones,
flags, Hangul syllables. Prepended marks and Indic conjuncts are cut at their letters, which is legible. Pure.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_JOINER = "\u200d"
_EXTENDERS = frozenset("\u200c\u200d\ufe0e\ufe0f\u20e3")


def _extends(char: str) -> bool:
    """Whether the character belongs to the one before it, always."""
    return char in _EXTENDERS or unicodedata.category(char) in ("Mn", "Me", "Mc") or _is_tone_or_tag(char)


def _is_tone_or_tag(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff" or "\U000e0020" <= char <= "\U000e007f"


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _hangul(char: str) -> str:
    """L, V, T (conjoining letters), LV or LVT (syllables), or "" for anything else."""
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


def graphemes(text: str) -> Iterator[str]:
    """What a person sees as the text's characters, in order; joined they are the text."""
    start, flags = 0, 0
    for index in range(1, len(text)):
        before, char = text[index - 1], text[index]
        flags = flags + 1 if _is_flag_letter(before) else 0
        joined = (
            _extends(char)
            or (before == _JOINER and unicodedata.category(char) == "So")
            or (_is_flag_letter(char) and flags % 2 == 1)
            or (before == "\r" and char == "\n")
            or _hangul(char) in _HANGUL_JOINS.get(_hangul(before), ())
        )
        if not joined:
            yield text[start:index]
            start = index
    if text:
        yield text[start:]


def split_text(text: str, limit: int) -> list[str]:
    """The text in pieces of at most `limit` bytes of UTF-8 (at least 4): between words where there is a space in the
    last third of a piece, which is then left out, otherwise between graphemes. A grapheme longer than that is cut
    inside."""
    if len(text.encode("utf-8", "replace")) <= limit:
        return [text]
    pieces: list[str] = []
    piece, size, space = "", 0, -1
    for grapheme in _small_graphemes(text, limit):
        length = len(grapheme.encode("utf-8", "replace"))
        if size + length > limit:
            if space > 0 and len(piece[:space].encode("utf-8", "replace")) > limit * 2 // 3:
                pieces.append(piece[:space])
                piece = piece[space + 1 :]
            else:
                pieces.append(piece)
                piece = ""
            size, space = len(piece.encode("utf-8", "replace")), piece.rfind(" ")
        if grapheme == " ":
            space = len(piece)
        piece += grapheme
        size += length
    pieces.append(piece)
    return [piece for piece in pieces if piece]


def _small_graphemes(text: str, limit: int) -> Iterator[str]:
    for grapheme in graphemes(text):
        if len(grapheme.encode("utf-8", "replace")) <= limit:
            yield grapheme
        else:
            yield from grapheme
