"""Queries by code words tell nothing to those without the words, and believe nobody without them."""

from __future__ import annotations

import pytest

from desktop_chat.lan.beacon import QUERY_BYTES, ChatBeacon, encode_query, parse_answer, parse_query
from desktop_chat.lan.word_query import (
    derive_key,
    encode_word_answer,
    encode_word_query,
    find_key,
    parse_word_answer,
    parse_word_query,
)
from desktop_chat.net.fingerprints import KeyPin

NONCE = "0123456789abcdef"
CHAT = ChatBeacon(KeyPin("ab" * 32), "Tea" * 300, "computer", 6697, 3)
KEY, OTHER = derive_key("olive-lemon-tiger-cello"), derive_key("olive-lemon-tiger-owl")


def test_query_finds_the_key_of_its_words_only() -> None:
    data = encode_word_query(NONCE, KEY)
    assert len(data) == QUERY_BYTES
    assert b"olive" not in data
    assert parse_query(data) == ""
    query = parse_word_query(data)
    assert query is not None
    assert query[0] == NONCE
    assert find_key(query, (OTHER, KEY)) == KEY
    assert find_key(query, (OTHER,)) is None
    assert parse_word_query(encode_query(NONCE)) is None


def test_answer_counts_with_the_words_only_and_unchanged() -> None:
    data = encode_word_answer(NONCE, CHAT, KEY)
    assert len(data) <= QUERY_BYTES
    assert parse_answer(data) is None
    answer = parse_word_answer(data, KEY)
    assert answer is not None
    assert (answer[0], answer[1].id, answer[1].port) == (NONCE, CHAT.id, 6697)
    assert parse_word_answer(data, OTHER) is None
    assert parse_word_answer(data.replace(b"6697", b"6698"), KEY) is None
    assert parse_word_answer(data.replace(NONCE.encode(), b"f" * 16), KEY) is None


@pytest.mark.parametrize("data", [b"", b"desktop-chat?w1 ", b"desktop-chat?w1 " + b"0" * 624, b" " * 640])
def test_other_datagrams_are_no_query(data: bytes) -> None:
    assert parse_word_query(data) is None
    assert parse_word_answer(data.replace(b"?", b"!"), KEY) is None
