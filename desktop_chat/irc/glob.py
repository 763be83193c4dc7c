"""Masks with `*` (any text) and `?` (any one character), read once and compared with many texts. Pure.

Strangers write both the masks and the texts, so a comparison takes time in proportion to the text, whatever the mask
is. A mask of few parts is a few searches of the interpreter's. All others are a row of bits that moves on with each
character of the text (shift-and, https://en.wikipedia.org/wiki/Bitap_algorithm), and many masks are one such row.
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.irc.names import fold_name

_FEW = 4
"""Parts between stars that are searched for one by one."""
_ZEROS = dict.fromkeys(range(128), "0")
_END = "\n"
"""Stands behind the last character of a mask, and in no text."""


class Glob:
    """A mask that can be compared. Case does not count, as `irc.names.fold` has it."""

    __slots__ = ("_first", "_last", "_middle", "_row", "_whole", "parts")

    def __init__(self, mask: str) -> None:
        folded = fold_name(mask).replace(_END, " ")
        self.parts = folded.split("*")
        """What stands between the stars, folded."""
        self._whole = folded if len(self.parts) == 1 and "?" not in folded else None
        self._first, self._last = self.parts[0], self.parts[-1]
        self._middle = [part for part in self.parts[1:-1] if part]
        self._row = GlobRow([self]) if self.is_dear else None

    @property
    def is_dear(self) -> bool:
        """Whether it is compared character by character."""
        return len(self._middle) > _FEW or any("?" in part for part in self.parts)

    def matches(self, text: str) -> bool:
        """Whether the whole text is what the mask says."""
        return self.matches_folded(fold_name(text))

    def matches_folded(self, text: str) -> bool:
        """The same for a text that is folded already."""
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
    """Masks that are compared with a text all at once. One bit stands for each character that one of them demands, and
    one for the end of each; a star lets the bit behind it stand where it is."""

    __slots__ = ("_any", "_bits", "_demanded", "_loops", "_starts", "ends")

    def __init__(self, globs: Sequence[Glob]) -> None:
        pieces: list[str] = []
        self._bits: dict[str, int] = {}
        self._loops = self._starts = 0
        self.ends: list[int] = []
        """The bit of each mask's end."""
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
        """The bits of those places that demand this letter; it is asked for once for each letter of a text."""
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
        """The ends of those masks that the whole text is like; the text is folded."""
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
"""Letters about which a row remembers where they are demanded."""
