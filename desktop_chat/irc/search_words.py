"""The words of a text, in any script, as server and client index and search them. Pure.

Words are compared without case, width and accents. Text in scripts without spaces (Chinese, Japanese, Thai ...), and in
Korean, which joins words, is cut into pairs of neighbours, so that every part of a word is found. A pictograph is a
word.
"""

from __future__ import annotations

import re
import unicodedata

from desktop_chat.irc.formatting import CODE
from desktop_chat.irc.multiline import undo_cuts

VERSION = 4
"""The version of these rules. An index of another version is rebuilt: the server's at its start, the client's by a
migration of the archive."""
WORD_LENGTH = 40
"""Characters of a word that are compared."""
MOST_WORDS = 2000
_KNOWN = 20_000

_ACCENTS = re.compile("[\u0300-\u036f\ufe00-\ufe0f]")
"""Accents, and signs that only choose the look of the character before them."""
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003ffff]+)"
)


class _Folding(dict[int, str]):
    """A table for `str.translate`: letters lose case, width and accents, separators become spaces, and pictographs get
    a space on each side."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize(
            "NFKD", chr(code).casefold()
        ).casefold()  # mathematical letters have case afterwards
        plain = _ACCENTS.sub("", folded)
        meant = "".join(map(_separate_char, unicodedata.normalize("NFC", plain)))
        if len(self) < _KNOWN:
            self[code] = meant
        return meant


def _separate_char(char: str) -> str:
    category = unicodedata.category(char)
    if category[0] in "LMN":
        return char
    return f" {char} " if category == "So" else " "


_FOLDING = _Folding()


def split_into_words(text: str) -> list[str]:
    """Return the words of a text, in order, with repetitions."""
    return _cut_words(undo_cuts(text))[:MOST_WORDS]


def spaced_words(text: str) -> str:
    """Return the words of a text between spaces, uncut, with repetitions; scripts without spaces as pairs."""
    folded = _fold_words(undo_cuts(text))
    return folded if _UNSPACED.search(folded) is None else " ".join(dict.fromkeys(split_into_words(text)))


def split_into_runs(text: str) -> list[str]:
    """Return the words of a text before the cut into pairs: each is of scripts with spaces, or of scripts without."""
    bare = CODE.sub("", undo_cuts(text))
    runs: list[str] = []
    for word in _fold_words(bare).split():
        runs += filter(None, _UNSPACED.split(word))
    return runs


def is_unspaced(run: str) -> bool:
    """Return True if a run of `split_into_runs` is of a script that is cut into pairs."""
    return _UNSPACED.match(run) is not None


def parse_search_text(text: str) -> list[tuple[str, bool]]:
    """Return the words of a search text, each with a bool: True for a prefix.

    `hel*` is a prefix, and so is a single character of a script without spaces.
    """
    found: dict[tuple[str, bool], None] = {}
    for part in CODE.sub("", undo_cuts(text)).split():
        words = _cut_words(part)
        open_end = part.endswith("*")
        for index, word in enumerate(words):
            alone = len(word) == 1 and _UNSPACED.match(word) is not None
            if alone and index and len(words[index - 1]) == 2 and words[index - 1][1] == word:
                continue  # the last character of a run is part of the pair before
            found[word, alone or (open_end and index == len(words) - 1)] = None
    return list(found)[:MOST_WORDS]


def _cut_words(text: str) -> list[str]:
    bare = CODE.sub("", text) if not text.isprintable() else text
    if bare.isascii():
        return [word[:WORD_LENGTH] for word in bare.translate(_FOLDING).split()]
    words: list[str] = []
    for word in _fold_words(bare).split():
        if _UNSPACED.search(word):
            for part in _UNSPACED.split(word):
                words += _letter_pairs(part) if _UNSPACED.match(part) else [part[:WORD_LENGTH]] * bool(part)
        else:
            words.append(word[:WORD_LENGTH])
    return words


def _fold_words(text: str) -> str:
    """Return folded words between spaces. Letters that were decomposed are composed again."""
    return unicodedata.normalize("NFC", text.translate(_FOLDING))


def _letter_pairs(run: str) -> list[str]:
    """Return `abc` as ab, bc, c, so that every search text is a prefix of a pair."""
    return [run[index : index + 2] for index in range(len(run))]
