"""Spelling: the dictionaries of the system by Enchant, and the words of a text that are worth a look.

The package `pyenchant` is optional: without it, or without a dictionary, no text is checked.
"""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from desktop_chat.irc.formatting import find_channel_names, find_links

SUGGESTIONS_MAX = 6
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_CODE = re.compile(r"```.*?(?:```|\Z)|`[^`\n]*`", re.DOTALL)
_MARK = re.compile(r"[@:]\w+")
_SCRIPTS = {
    "CYRILLIC": {"be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"},
    "GREEK": {"el"},
    "HEBREW": {"he", "yi"},
    "ARABIC": {"ar", "fa", "ur"},
    "ARMENIAN": {"hy"},
    "GEORGIAN": {"ka"},
    "HANGUL": {"ko"},
    "THAI": {"th"},
}
"""The languages of each script; all others are written in Latin letters."""


class WordList(Protocol):
    """A dictionary of one language, as Enchant has it."""

    def check(self, word: str) -> bool: ...

    def suggest(self, word: str) -> list[str]: ...

    def add(self, word: str) -> None: ...


class Dictionaries:
    """Dictionaries by language (`ru_RU`). A word is right if a dictionary for the script knows the word."""

    def __init__(self, lists: dict[str, WordList]) -> None:
        self._by_script: dict[str, list[WordList]] = {}
        for language, words in lists.items():
            self._by_script.setdefault(script_of_language(language), []).append(words)
        self.languages = tuple(lists)

    def is_right(self, word: str) -> bool:
        """Return True for a known word, and for a word in a script without a dictionary."""
        lists = self._by_script.get(_script_of(word), [])
        return not lists or any(one.check(word.replace("\u2019", "'")) for one in lists)

    def suggest_words(self, word: str) -> tuple[str, ...]:
        """Return words that may be meant, the likeliest first."""
        found = (text for one in self._by_script.get(_script_of(word), []) for text in one.suggest(word))
        return tuple(dict.fromkeys(found))[:SUGGESTIONS_MAX]

    def add_word(self, word: str) -> None:
        """Remember a word in the person's own dictionary of the system."""
        for one in self._by_script.get(_script_of(word), [])[:1]:
            one.add(word)


def open_dictionaries(languages: Sequence[str]) -> Dictionaries | None:
    """Open a dictionary of the system for each language. Return None without a dictionary. Takes some 100 ms."""
    try:
        enchant = importlib.import_module("enchant")
        broker = enchant.Broker()
        offered = sorted(str(language) for language in broker.list_languages())
        lists = {tag: broker.request_dict(tag) for tag in choose_languages(languages, offered)}
    except Exception:  # the library is missing, or the system's dictionaries are damaged in any way
        return None
    return Dictionaries(lists) if lists else None


def choose_languages(wanted: Iterable[str], offered: Sequence[str]) -> list[str]:
    """Return an offered language for each wanted language (`ru-RU`, `ru_RU`, `ru`): the same, or of another country."""
    chosen: list[str] = []
    for language in wanted:
        tag = language.replace("-", "_")
        same = [one for one in offered if one == tag]
        near = [one for one in offered if one.split("_")[0] == tag.split("_")[0]]
        chosen += [one for one in (same or near)[:1] if one not in chosen]
    return chosen


def find_words(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, word) of the words to check. Commands, code, addresses, rooms, `@name` and words in capitals
    are left out."""
    if text.startswith("/") and not text.startswith("//"):
        return []
    left_out = [found.span() for pattern in (_CODE, _MARK) for found in pattern.finditer(text)]
    left_out += [(start, end) for start, end, _ in (*find_links(text), *find_channel_names(text))]
    return [
        (start, end, word)
        for start, end, word in ((*found.span(), found.group()) for found in _WORD.finditer(text))
        if end - start > 1
        and not word.isupper()
        and not _stands_in_a_number(text, start, end)
        and not any(first < end and start < last for first, last in left_out)
    ]


def _stands_in_a_number(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return any(char.isdigit() or char == "_" for char in around)


def script_of_language(language: str) -> str:
    """Return the script of a language (`ru_RU`), as Unicode calls it."""
    code = language.split("_")[0].lower()
    return next((script for script, codes in _SCRIPTS.items() if code in codes), "LATIN")


def _script_of(word: str) -> str:
    return unicodedata.name(word[0], "").partition(" ")[0]
