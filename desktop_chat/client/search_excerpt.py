"""The part of a found message that shows the searched words, and the places of the words. Pure.

Letters are compared without case, width and accents, as the index of the archive compares them, and more generously: ss
finds ß.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from desktop_chat.irc.search_words import is_unspaced, split_into_runs
from desktop_chat.value_class import value

LENGTH = 300
"""Characters of an excerpt."""
_BEFORE = 30
"""Characters in front of the first word, if the message is longer than two lines."""
_ALL_SHOWN = 80
"""A word that begins before this place is visible without a cut."""
_SEARCHED = 20_000
"""Characters of a message in which words are looked for."""
_NO_LETTER_BEFORE = r"(?<![^\W_])"


@value
class Excerpt:
    """`marks`: the (start, end) of each found word in `text`, in order, without overlaps."""

    text: str
    marks: tuple[tuple[int, int], ...]


def cut_excerpt(text: str, words: str) -> Excerpt:
    """Return the part of a plain text with the first of the searched words."""
    marks = _find_marks(text[:_SEARCHED], words)
    start = 0
    if marks and marks[0][0] > _ALL_SHOWN:
        start = marks[0][0] - _BEFORE
    shown, shift = text[start : start + LENGTH], -start
    if start:
        shown, shift = f"…{shown}", 1 - start
    moved = ((first + shift, last + shift) for first, last in marks)
    return Excerpt(shown, tuple((first, last) for first, last in moved if last <= len(shown)))


def _find_marks(text: str, words: str) -> list[tuple[int, int]]:
    """Return the places of the words.

    A word counts where a word of the text begins with it, and in scripts without spaces everywhere.
    """
    pattern = _pattern_of(words)
    if pattern is None:
        return []
    folded, places = _fold_with_places(text)
    return [(places[match.start()], places[match.end() - 1] + 1) for match in pattern.finditer(folded)]


@lru_cache(8)
def _pattern_of(words: str) -> re.Pattern[str] | None:
    wanted = {_fold(run): is_unspaced(run) or not run[0].isalnum() for run in split_into_runs(words)}
    longest_first = sorted(filter(None, wanted), key=len, reverse=True)
    parts = [("" if wanted[word] else _NO_LETTER_BEFORE) + re.escape(word) for word in longest_first]
    return re.compile("|".join(parts)) if parts else None


def _fold_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the place in the text."""
    parts = [_fold(char) for char in text]
    return "".join(parts), [place for place, part in enumerate(parts) for _ in part]


@lru_cache(4096)
def _fold(text: str) -> str:
    split = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in split if unicodedata.category(char) != "Mn")
