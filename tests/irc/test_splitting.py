from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.splitting import cut_text, split_graphemes, split_text

_pieces = st.lists(
    st.sampled_from(
        [
            "a",
            "я",
            " ",
            "e\u0301",
            "👨‍👩‍👧",
            "🇩🇪",
            "🇫",
            "👍🏽",
            "1️⃣",
            "한",
            "\u1112\u1161\u11ab",
            "क्ष",
            "\x0304,05",
            "\x02",
        ]
    )
    | st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3),
    max_size=60,
).map("".join)


@pytest.mark.parametrize(
    "cluster",
    [
        "e\u0301", "\r\n", "👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "1️⃣", "❤️‍🔥", "🙂‍↔️", "🏴\U000e0067\U000e0062\U000e007f",
        "\u1112\u1161\u11ab", "하\u11ab", "한\u11ab", "क्ष", "กำ", "ｶﾞ", "n\u0303\u0330",
    ],
)  # fmt: skip
def test_cluster_is_one_grapheme(cluster: str) -> None:
    assert list(split_graphemes(cluster)) == [cluster]
    assert list(split_graphemes(f"x{cluster}x")) == ["x", cluster, "x"]


def test_separate_characters_are_separate_graphemes() -> None:
    assert list(split_graphemes("ab")) == ["a", "b"]
    assert list(split_graphemes("🇩🇪🇫🇷🇬")) == ["🇩🇪", "🇫🇷", "🇬"]
    assert list(split_graphemes("한글")) == ["한", "글"]
    assert list(split_graphemes("🙂🙂")) == ["🙂", "🙂"]
    assert list(split_graphemes("\n\u0301")) == ["\n", "\u0301"]
    assert list(split_graphemes("")) == []


@given(st.text())
def test_graphemes_are_the_text(text: str) -> None:
    assert "".join(split_graphemes(text)) == text


@given(_pieces, st.integers(4, 40))
def test_pieces_are_short_and_lose_nothing_but_spaces(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert all(len(piece.encode()) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(_pieces.map(lambda text: text.replace("\x03", "").replace("\x02", "")))
def test_no_grapheme_is_cut_that_fits(text: str) -> None:
    longest = max((len(grapheme.encode()) for grapheme in split_graphemes(text)), default=0)
    whole = list(split_graphemes(text))
    pieces = split_text(text, max(longest, 30))
    rest = iter(whole)
    for piece in pieces:
        for grapheme in split_graphemes(piece):
            assert grapheme in rest or not grapheme.strip()


def test_cuts_prefer_spaces() -> None:
    assert split_text("the quick brown fox jumps", 18) == ["the quick brown", "fox jumps"]
    assert split_text("a verylongwordwithoutend", 12) == ["a verylongwo", "rdwithoutend"]
    assert split_text("short", 400) == ["short"]


def test_a_formatting_code_is_never_cut() -> None:
    assert split_text("aaaaaaaa\x0304,05b", 10) == ["aaaaaaaa", "\x0304,05b"]


def test_a_grapheme_longer_than_a_piece_is_cut() -> None:
    assert split_text("a" + "\u0301" * 10, 8) == ["a\u0301\u0301\u0301", "\u0301" * 4, "\u0301" * 3]


@given(_pieces, st.integers(4, 40))
def test_joined_pieces_are_the_text(text: str, limit: int) -> None:
    pieces = cut_text(text, limit)
    assert "".join(pieces) == text
    assert all(len(piece.encode()) <= limit for piece in pieces)


def test_a_cut_keeps_its_space() -> None:
    assert cut_text("the quick brown fox jumps", 18) == ["the quick brown ", "fox jumps"]
