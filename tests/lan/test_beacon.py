"""The datagrams of the beacon: what comes back whole, what is refused, and no answer longer than its query."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.lan import beacon
from desktop_chat.net.fingerprints import KeyPin

NONCE = "0123456789abcdef"
CHAT = beacon.ChatBeacon(
    id=KeyPin("ab" * 32),
    name="Ann's chat",
    host="ann-laptop",
    port=6697,
    people=3,
    version="desktop-chat-1",
    locked=True,
)


def test_query_and_answer_come_back() -> None:
    assert beacon.parse_query(beacon.encode_query(NONCE)) == NONCE
    assert beacon.parse_answer(beacon.encode_answer(NONCE, CHAT)) == (NONCE, CHAT)


@given(st.text(min_size=1), st.text(), st.text(), st.integers(0, 1 << 40))
def test_no_answer_is_longer_than_its_query(name: str, host: str, version: str, people: int) -> None:
    chat = replace(CHAT, name=name, host=host, version=version, people=people)
    data = beacon.encode_answer(NONCE, chat)
    assert len(data) <= len(beacon.encode_query(NONCE)) == beacon.QUERY_BYTES
    parsed = beacon.parse_answer(data)
    assert parsed is not None or not beacon.clean_text(name, beacon.MAX_NAME)


def test_long_name_of_wide_characters_is_cut() -> None:
    parsed = beacon.parse_answer(beacon.encode_answer(NONCE, replace(CHAT, name="💬" * 10_000, host="𝔥" * 100)))
    assert parsed is not None
    assert set(parsed[1].name) == {"💬"}
    assert len(parsed[1].name) >= 40


@pytest.mark.parametrize(
    "data",
    [
        b"",
        beacon.encode_query(NONCE)[:-1],
        beacon.encode_query(NONCE) + b" ",
        beacon.encode_query("0123456789ABCDEF"),
        beacon.encode_query("short"),
        b"desktop-chat?2 " + beacon.encode_query(NONCE)[15:],
        beacon.encode_answer(NONCE, CHAT),
    ],
)
def test_other_datagrams_are_no_queries(data: bytes) -> None:
    assert beacon.parse_query(data) == ""


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("id", "ab"),
        ("id", "AB" * 32),
        ("id", 7),
        ("name", ""),
        ("name", "\u202e\x00"),
        ("name", None),
        ("host", 7),
        ("port", 0),
        ("port", 65_536),
        ("port", True),
        ("port", "6697"),
        ("people", -1),
        ("people", 1.5),
        ("people", beacon.MAX_PEOPLE + 1),
        ("version", []),
        ("locked", 1),
    ],
)
def test_false_fields_are_refused(key: str, value: Any) -> None:
    data = beacon.encode_answer(NONCE, CHAT)
    head, text = data[: len(data) - len(data.partition(b"{")[2]) - 1], data[data.index(b"{") :]
    assert beacon.parse_answer(head + text) is not None
    fields = json.loads(text) | {key: value}
    assert beacon.parse_answer(head + json.dumps(fields).encode()) is None


@given(st.binary(max_size=700))
def test_any_bytes_are_survived(data: bytes) -> None:
    assert beacon.parse_answer(data) is None
    assert beacon.parse_answer(b"desktop-chat!1 " + NONCE.encode() + b" " + data) is None
    assert beacon.parse_query(data) == ""


def test_deep_json_is_survived() -> None:
    assert beacon.parse_answer(b"desktop-chat!1 " + NONCE.encode() + b" " + b"[" * 600) is None


def test_texts_keep_no_control_and_no_direction() -> None:
    assert beacon.clean_text(" a\u202eb\x07\n  c\u200b ", 60) == "ab c"
    assert beacon.clean_text("x" * 100, 60) == "x" * 60
