from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.search_words import (
    is_unspaced,
    parse_search_text,
    spaced_words,
    split_into_runs,
    split_into_words,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello, WORLD!", ["hello", "world"]),
        ("a-b_c it's", ["a", "b", "c", "it", "s"]),
        ("Größe CAFÉ cafe\u0301", ["grosse", "cafe", "cafe"]),
        ("ｆｕｌｌ İstanbul", ["full", "istanbul"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("Привет שלום", ["привет", "שלום"]),
        ("한국어 봄", ["한국", "국어", "어", "봄"]),
        ("고등학교에서", ["고등", "등학", "학교", "교에", "에서", "서"]),
        ("всё ﾊﾝﾄﾞﾙ", ["все", "ハン", "ンド", "ドル", "ル"]),
        ("日本語text", ["日本", "本語", "語", "text"]),
        ("party\U0001f389now", ["party", "\U0001f389", "now"]),
        ("\u2764\ufe0f \U0001f44d\U0001f3fd", ["\u2764", "\U0001f44d"]),
        ("https://chat.example/a?b=1", ["https", "chat", "example", "a", "b", "1"]),
        ("\x02bold\x0f \x0304,05red\x03", ["bold", "red"]),
        ("wor\rld\nnext", ["world", "next"]),
        ("\x01ACTION waves\x01", ["action", "waves"]),
        ("... !!!", []),
        ("x" * 50, ["x" * 40]),
    ],
)
def test_words_in_any_script(text: str, words: list[str]) -> None:
    assert split_into_words(text) == words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Hello world", [("hello", False), ("world", False)]),
        ("hel* WOR*", [("hel", True), ("wor", True)]),
        ("a-b*", [("a", False), ("b", True)]),
        ("日本語", [("日本", False), ("本語", False)]),
        ("語", [("語", True)]),
        ("학교", [("학교", False)]),
        ("a語", [("a", False), ("語", True)]),
        ("* !!", []),
        ('" AND room:9', [("and", False), ("room", False), ("9", False)]),
    ],
)
def test_search_text_is_parsed(text: str, asked: list[tuple[str, bool]]) -> None:
    assert parse_search_text(text) == asked


@given(st.text(max_size=60))
def test_every_text_is_found_by_its_words(text: str) -> None:
    words = set(split_into_words(text))
    for word, beginning in parse_search_text(text.replace("*", " ")):
        assert any(one.startswith(word) if beginning else one == word for one in words)


def test_runs_are_whole_words_of_one_kind() -> None:
    runs = split_into_runs("Größe text日本語, \x02한국어\x02 \U0001f389")
    assert runs == ["grosse", "text", "日本語", "한국어", "\U0001f389"]
    assert [is_unspaced(run) for run in runs] == [False, False, True, True, False]


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30))
def test_letters_fold_alone_as_in_their_text(text: str) -> None:
    """Folding letter by letter, which is fast, gives what folding the whole text gives."""
    whole = unicodedata.normalize("NFKD", text.casefold()).casefold()
    whole = unicodedata.normalize("NFC", re.sub("[\u0300-\u036f\ufe00-\ufe0f]", "", whole))
    assert split_into_words(text) == split_into_words(whole)


def test_mathematical_letters_lose_case_too() -> None:
    assert split_into_words("\U0001d468\U0001d569 \u24b6") == ["ax", "a"]


def test_spaced_words_are_uncut() -> None:
    assert spaced_words("Größe, ёлки ёлки").split() == ["grosse", "елки", "елки"]
    assert spaced_words("ж" * 50) == "ж" * 50
    assert spaced_words("日本語 ёлки ёлки").split() == ["日本", "本語", "語", "елки"]
