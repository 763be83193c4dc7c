"""What of a text can be searched for: its words, whatever their script, as terms of the full-text index. Pure.

Words are compared without regard to case, width and accents. Scripts that put no space between words (Chinese,
Japanese, Thai ...) are cut into pairs of neighbours, so that any part of at least one character is found. A
pictograph is a word.

Every term begins with the room that it stands in. So one room's words are looked up among that room's alone, however
common they are elsewhere, and what a person may not read is never even counted.
"""

from __future__ import annotations

import re
import unicodedata

from desktop_chat.irc.formatting import CODE
from desktop_chat.irc.multiline import undo_cuts
from desktop_chat.irc.names import fold_name

VERSION = 2
"""Of what follows: an index of another version is made anew."""
WORD_LENGTH = 40
"""Characters of a word that count."""
MOST_WORDS = 2000
_KNOWN = 20_000

_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSPACED = re.compile(
    "([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff]+)"
)


class _Separators(dict[int, str]):
    """For `str.translate`: what is part of no word becomes a space, what is a word alone stands between two."""

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
    """The words of a text, in order, each as often as it stands there."""
    return _cut_words(undo_cuts(text))[:MOST_WORDS]


def terms_of_entry(room: int, nick: str, text: str) -> str:
    """The terms under which an Entry is found, parted by spaces: the room itself, its author there, its words."""
    start = f"{room}:"
    return " ".join([start, author_term(room, nick), *(start + word for word in dict.fromkeys(split_into_words(text)))])


def author_term(room: int, nick: str) -> str:
    """The term of who said it. Hexadecimal, since nicks hold what no word does."""
    return f"{room}:@{fold_name(nick).encode().hex()}"


def parse_search_text(text: str) -> list[tuple[str, bool]]:
    """The words of a question, and whether each is only the beginning of one: `hel*` is, and one character of a script
    without spaces."""
    found: dict[tuple[str, bool], None] = {}
    for part in CODE.sub("", undo_cuts(text)).split():
        words = _cut_words(part)
        open_end = part.endswith("*")
        for index, word in enumerate(words):
            alone = len(word) == 1 and _UNSPACED.match(word) is not None
            if alone and index and len(words[index - 1]) == 2 and words[index - 1][1] == word:
                continue  # the last of a run, which stands in the pair before it
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
    """`abc` as ab, bc, c: whatever is asked for begins one of them."""
    return [run[index : index + 2] for index in range(len(run))]
