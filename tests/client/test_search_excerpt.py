"""The excerpt of a result shows the searched words."""

from __future__ import annotations

import pytest

from desktop_chat.client.search_excerpt import LENGTH, Excerpt, cut_excerpt


def marked(text: str, words: str) -> list[str]:
    excerpt = cut_excerpt(text, words)
    return [excerpt.text[start:end] for start, end in excerpt.marks]


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("two Lamps and a lamp", "lamp", ["Lamp", "lamp"]),
        ("a table and a lamp", "lamp table", ["table", "lamp"]),
        ("Der Fluß, die Straße", "strasse", ["Straße"]),
        ("Все ёлки", "елки", ["ёлки"]),
        ("café au lait", "CAFE", ["café"]),
        ("ＷＩＤＥ letters", "wide", ["ＷＩＤＥ"]),
        ("👋🏽 hello 👋 hello", "hello", ["hello", "hello"]),
        ("東京都の天気", "京都", ["京都"]),
        ("고등학교에서", "학교", ["학교"]),
        ("party 🎉 now", "🎉 now", ["🎉", "now"]),
        ("red_lamp", "lamp", ["lamp"]),
        ("clamp", "lamp", []),
        ("c++ (a.b)", "c++", ["c"]),
        ("anything", "", []),
        ("anything", "...", []),
    ],
)
def test_words_are_marked(text: str, words: str, found: list[str]) -> None:
    assert marked(text, words) == found


def test_short_text_is_whole() -> None:
    assert cut_excerpt("one lamp", "lamp") == Excerpt("one lamp", ((4, 8),))


def test_long_text_is_cut_around_the_first_word() -> None:
    text = "x " * 500 + "the lamp " + "y " * 500
    excerpt = cut_excerpt(text, "lamp")
    assert len(excerpt.text) == LENGTH + 1
    assert excerpt.text.startswith("…")
    ((start, end),) = excerpt.marks
    assert excerpt.text[start:end] == "lamp"
    assert start < 40


def test_marks_outside_of_the_excerpt_are_left_out() -> None:
    assert len(cut_excerpt("lamp " * 1000, "lamp").marks) == LENGTH // 5
