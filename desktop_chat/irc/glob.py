"""Glob: a mask with `*` (any text) and `?` (any one character), read once and compared with many texts. Pure.

Strangers write both the mask and the text, so a comparison takes time in proportion to the text whatever the mask is:
a mask without `?` is a few searches of the interpreter's, one with `?` is a row of bits that moves on with each
character of the text (shift-and, https://en.wikipedia.org/wiki/Bitap_algorithm).
"""

from __future__ import annotations

from desktop_chat.irc.names import fold


class Glob:
    """A mask that can be compared. Case does not count, as `irc.names.fold` has it."""

    __slots__ = ("_any", "_bits", "_end", "_first", "_last", "_longest", "_loops", "_middle", "_whole")

    def __init__(self, mask: str) -> None:
        folded = fold(mask)
        parts = folded.split("*")
        self._whole = folded if len(parts) == 1 and "?" not in folded else None
        self._first, self._last = parts[0], parts[-1]
        self._middle = [part for part in parts[1:-1] if part]
        self._bits: dict[str, int] | None = None
        self._longest = ""
        self._any = self._loops = self._end = 0
        if "?" in folded:
            self._read_bits(parts)
            self._longest = max(folded.replace("?", "*").split("*"), key=len)

    def _read_bits(self, parts: list[str]) -> None:
        """One bit for each character that the mask demands; a `*` lets the bit before it stand where it is."""
        bits: dict[str, int] = {}
        at = 0
        for index, part in enumerate(parts):
            if index:
                self._loops |= 1 << at
            for letter in part:
                if letter == "?":
                    self._any |= 1 << at
                else:
                    bits[letter] = bits.get(letter, 0) | 1 << at
                at += 1
        self._bits = {letter: found | self._any for letter, found in bits.items()}
        self._end = 1 << at

    def matches(self, text: str) -> bool:
        """Whether the whole text is what the mask says."""
        return self.matches_folded(fold(text))

    def matches_folded(self, text: str) -> bool:
        """The same for a text that is folded already."""
        if self._whole is not None:
            return text == self._whole
        if self._bits is not None:
            return self._longest in text and self._matches_bits(self._bits, text)
        start, end = len(self._first), len(text) - len(self._last)
        if start > end or not text.startswith(self._first) or not text.endswith(self._last):
            return False
        for part in self._middle:
            start = text.find(part, start, end)
            if start < 0:
                return False
            start += len(part)
        return True

    def _matches_bits(self, bits: dict[str, int], text: str) -> bool:
        other, loops, state = self._any, self._loops, 1
        for letter in text:
            state = (state & bits.get(letter, other)) << 1 | (state & loops)
            if not state:
                return False
        return bool(state & self._end)
