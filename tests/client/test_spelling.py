"""Words are found in a text, and looked up in real dictionaries of the system."""

from __future__ import annotations

import importlib.util

import pytest

from desktop_chat.client.spelling import (
    Dictionaries,
    choose_languages,
    find_words,
    open_dictionaries,
    script_of_language,
)


class FixedWords:
    """A dictionary of a few words."""

    def __init__(self, *words: str) -> None:
        self.words = list(words)

    def check(self, word: str) -> bool:
        return word.lower() in self.words

    def suggest(self, word: str) -> list[str]:
        return [one for one in self.words if one[0] == word[0].lower()] * 2

    def add(self, word: str) -> None:
        self.words.append(word.lower())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, wrold!", ["Hello", "wrold"]),
        ("it's don’t — чай", ["it's", "don’t", "чай"]),
        ("/kick bob", []),
        ("//kick", ["kick"]),
        ("see https://exmaple.org/wrold or #taem, @bbo :smlie: ok", ["see", "or", "ok"]),
        ("`cdoe` and ```\nmroe\n``` end", ["and", "end"]),
        ("NASA a x2y some_thing 3rd", []),
        ("", []),
    ],
)
def test_words_worth_checking_are_found(text: str, words: list[str]) -> None:
    found = find_words(text)
    assert [word for _, _, word in found] == words
    assert all(text[start:end] == word for start, end, word in found)


def test_word_is_right_if_any_dictionary_of_its_script_knows_it() -> None:
    lists = Dictionaries({"en_US": FixedWords("tea"), "de_DE": FixedWords("tee"), "ru_RU": FixedWords("чай")})
    assert [lists.is_right(word) for word in ("Tea", "Tee", "чай", "чяй", "teh")] == [True, True, True, False, False]
    assert lists.is_right("茶"), "no dictionary has this script"
    assert lists.suggest_words("tae") == ("tea", "tee")
    lists.add_word("teh")
    assert lists.is_right("teh")


def test_language_is_the_same_or_one_for_its_speakers() -> None:
    offered = ["de_AT", "de_DE", "en_GB", "ru_RU"]
    assert choose_languages(["de-DE", "ru", "en_US", "en_GB", "fr"], offered) == ["de_DE", "ru_RU", "en_GB"]
    assert choose_languages([], offered) == []
    assert [script_of_language(tag) for tag in ("ru_RU", "uk", "el_GR", "en_US", "vi")] == [
        "CYRILLIC", "CYRILLIC", "GREEK", "LATIN", "LATIN",
    ]  # fmt: skip


@pytest.mark.skipif(importlib.util.find_spec("enchant") is None, reason="pyenchant is optional")
def test_dictionaries_of_the_system_know_words() -> None:
    """A system without dictionaries has None."""
    lists = open_dictionaries(["en_US", "ru_RU"])
    if lists is None:
        pytest.skip("this system has no dictionaries")
    if "en_US" in lists.languages:
        assert (lists.is_right("hello"), lists.is_right("helllo")) == (True, False)
        assert "hello" in lists.suggest_words("helllo")
    if "ru_RU" in lists.languages:
        assert (lists.is_right("привет"), lists.is_right("превет")) == (True, False)


def test_unknown_languages_have_no_dictionary() -> None:
    assert open_dictionaries(["xx_XX"]) is None
