"""The terms of the full-text index: the words of a text, in any script. Pure.

Words are compared without case, width and accents. Text in scripts without spaces (Chinese, Japanese, Thai ...), and in
Korean, which joins words, is cut into pairs of neighbours, so that every part of a word is found. A pictograph is a
word.

Every term begins with the number of the room. So a search looks only at the words of its rooms, however common the
words are elsewhere, and never counts messages that the user may not read.
"""

from __future__ import annotations

import re
import unicodedata

from desktop_chat.irc.formatting import CODE
from desktop_chat.irc.multiline import undo_cuts
from desktop_chat.irc.names import fold_name

VERSION = 3
"""The version of these rules. An index of another version is rebuilt."""
WORD_LENGTH = 40
"""Characters of a word that are compared."""
MOST_WORDS = 2000
_KNOWN = 20_000

_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
    "\uf900-\ufaff\U00020000-\U0003ffff]+)"
)


class _Separators(dict[int, str]):
    """A table for `str.translate`: separators become spaces, and pictographs get a space on each side."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        category = unicodedata.category(char)
        if category[0] in "LMN":
            meant = char
        else:
            meant = f" {char} " if category == "So" else " "
        if len(self) < _KNOWN:
            self[code] = meant
        return meant


_SEPARATORS = _Separators()


def split_into_words(text: str) -> list[str]:
    """Return the words of a text, in order, with repetitions."""
    return _cut_words(undo_cuts(text))[:MOST_WORDS]


def terms_of_entry(room: int, nick: str, text: str) -> str:
    """Return the terms of an Entry, separated by spaces: the room, the author in the room, the words."""
    start = f"{room}:"
    return " ".join([start, author_term(room, nick), *(start + word for word in dict.fromkeys(split_into_words(text)))])


def author_term(room: int, nick: str) -> str:
    """Return the term of an author. In hexadecimal, since nicks contain characters that no word contains."""
    return f"{room}:@{fold_name(nick).encode().hex()}"


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
        return [word[:WORD_LENGTH] for word in bare.lower().translate(_SEPARATORS).split()]
    folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", bare.casefold()))
    spaced = unicodedata.normalize("NFC", folded).translate(_SEPARATORS)
    words: list[str] = []
    for word in spaced.split():
        if _UNSPACED.search(word):
            for part in _UNSPACED.split(word):
                words += _letter_pairs(part) if _UNSPACED.match(part) else [part[:WORD_LENGTH]] * bool(part)
        else:
            words.append(word[:WORD_LENGTH])
    return words


def _letter_pairs(run: str) -> list[str]:
    """Return `abc` as ab, bc, c, so that every search text is a prefix of a pair."""
    return [run[index : index + 2] for index in range(len(run))]
