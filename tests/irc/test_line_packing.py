"""Packing of items into lines."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc.line_packing import LinePacker, pack_items, pack_words

_words = st.lists(st.text("aé€", min_size=1, max_size=12), max_size=40)


@given(_words, st.integers(1, 40))
def test_every_word_is_packed_in_order(words: list[str], most_bytes: int) -> None:
    lines = pack_words(words, most_bytes, ",")
    assert [word for line in lines for word in line.split(",")] == words


@given(_words, st.integers(1, 40))
def test_line_of_several_words_is_within_the_limit(words: list[str], most_bytes: int) -> None:
    for line in pack_words(words, most_bytes):
        assert " " not in line or len(line.encode()) + 1 <= most_bytes


@given(_words, st.integers(1, 40))
def test_next_word_would_not_have_fitted(words: list[str], most_bytes: int) -> None:
    lines = pack_words(words, most_bytes)
    for line, following in pairwise(lines):
        assert len(f"{line} {following.split()[0]} ".encode()) > most_bytes


@given(st.lists(st.integers(1, 9), max_size=40), st.integers(1, 20), st.integers(1, 5))
def test_line_holds_no_more_items_than_allowed(sizes: list[int], most_bytes: int, most_items: int) -> None:
    lines = pack_items(sizes, lambda size: size, most_bytes, most_items)
    assert [size for line in lines for size in line] == sizes
    for line in lines:
        assert 1 <= len(line) <= most_items
        assert len(line) == 1 or sum(line) <= most_bytes


def test_word_that_is_too_long_gets_a_line_of_its_own() -> None:
    assert pack_words(["a", "b" * 50, "c"], 10) == ["a", "b" * 50, "c"]


def test_no_word_makes_no_line() -> None:
    assert pack_words([], 10) == []


def test_words_may_be_added_later() -> None:
    packer = LinePacker(10)
    packer.add_word("ann")
    assert (packer.lines, packer.count) == (["ann"], 1)
    packer.add_word("bob")
    packer.add_word("cat")
    assert (packer.lines, packer.count) == (["ann bob", "cat"], 3)
