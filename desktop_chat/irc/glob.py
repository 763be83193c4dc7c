"""Masks with `*` (any text) and `?` (any one character), parsed once and compared with many texts. Pure.

Strangers write the masks and the texts, so a comparison takes linear time for every mask. A mask of few parts is a few
searches of `str.find`. Every other mask is a row of bits that is shifted by each character of the text (the shift-and
algorithm), and many masks together are one such row.

Spec: https://en.wikipedia.org/wiki/Bitap_algorithm
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.irc.names import fold_name

_FEW = 4
"""Number of parts between stars up to which each part is searched by itself."""
_ZEROS = dict.fromkeys(range(128), "0")
_END = "\n"
"""Marks the end of a mask; no text contains it."""


class Glob:
    """A mask. Comparisons ignore case as `irc.names.fold_name` does."""

    __slots__ = ("_first", "_last", "_middle", "_row", "_whole", "parts")

    def __init__(self, mask: str) -> None:
        folded = fold_name(mask).replace(_END, " ")
        self.parts = folded.split("*")
        """The parts between the stars, folded."""
        self._whole = folded if len(self.parts) == 1 and "?" not in folded else None
        self._first, self._last = self.parts[0], self.parts[-1]
        self._middle = [part for part in self.parts[1:-1] if part]
        self._row = GlobRow([self]) if self.is_dear else None

    @property
    def is_dear(self) -> bool:
        """True if comparisons look at every character, which is expensive."""
        return len(self._middle) > _FEW or any("?" in part for part in self.parts)

    def matches(self, text: str) -> bool:
        """Return whether the mask matches the whole text."""
        return self.matches_folded(fold_name(text))

    def matches_folded(self, text: str) -> bool:
        """Return whether the mask matches the whole text, which is folded already."""
        if self._whole is not None:
            return text == self._whole
        if self._row is not None:
            return self._row.found_in(text) != 0
        start, end = len(self._first), len(text) - len(self._last)
        if start > end or not text.startswith(self._first) or not text.endswith(self._last):
            return False
        for part in self._middle:
            start = text.find(part, start, end)
            if start < 0:
                return False
            start += len(part)
        return True


class GlobRow:
    """Masks that are compared with a text in one pass.

    One bit stands for each character of each mask, and one for the end of each mask. A star keeps the bit behind it.
    """

    __slots__ = ("_any", "_bits", "_demanded", "_loops", "_starts", "ends")

    def __init__(self, globs: Sequence[Glob]) -> None:
        pieces: list[str] = []
        self._bits: dict[str, int] = {}
        self._loops = self._starts = 0
        self.ends: list[int] = []
        """The bit of the end of each mask."""
        at = 0
        for glob in globs:
            self._starts |= 1 << at
            for index, part in enumerate(glob.parts):
                if index:
                    self._loops |= 1 << at
                at += len(part)
            self.ends.append(1 << at)
            at += 1
            pieces += [*glob.parts, _END]
        self._demanded = "".join(pieces)[::-1]
        self._any = self._bits_of("?")

    def _bits_of(self, letter: str) -> int:
        """Return the bits of the places of a letter. The caller caches the answer."""
        demanded = self._demanded
        if letter not in demanded:
            return 0
        if demanded.isascii():
            return int(demanded.translate(_ZEROS | {ord(letter): "1"}), 2)
        places = bytearray(len(demanded) // 8 + 1)
        at = demanded.find(letter)
        while at >= 0:
            place = len(demanded) - 1 - at
            places[place >> 3] |= 1 << (place & 7)
            at = demanded.find(letter, at + 1)
        return int.from_bytes(places, "little")

    def found_in(self, text: str) -> int:
        """Return the end bits of the masks that match the whole, folded text."""
        any_, loops, bits, state = self._any, self._loops, self._bits, self._starts
        for letter in text:
            meant = bits.get(letter)
            if meant is None:
                meant = any_ | (self._bits_of(letter) if letter not in ("?", _END) else 0)
                if len(bits) < _LETTERS:
                    bits[letter] = meant
            state = (state & meant) << 1 | (state & loops)
            if not state:
                return 0
        found = 0
        for end in self.ends:
            found |= state & end
        return found


_LETTERS = 200
"""Number of letters for which a row caches the places."""
