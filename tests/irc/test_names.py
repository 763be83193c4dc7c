from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.irc import names
from desktop_chat.irc.names import (
    Userhost,
    complete_mask,
    fold_name,
    folding_of,
    is_channel,
    is_hostname,
    is_nick,
    nick_from_person,
    split_source,
    user_from,
)
from tests.irc.vectors import vectors


@pytest.mark.parametrize("vector", vectors("userhost_split"), ids=lambda vector: repr(vector["source"]))
def test_userhost_vectors(vector: dict[str, Any]) -> None:
    atoms = vector["atoms"]
    assert split_source(vector["source"]) == (atoms.get("nick", ""), atoms.get("user", ""), atoms.get("host", ""))


@pytest.mark.parametrize("vector", vectors("validate_hostname"), ids=lambda vector: repr(vector["host"]))
def test_hostname_vectors(vector: dict[str, Any]) -> None:
    assert is_hostname(vector["host"]) is vector["valid"]


@pytest.mark.parametrize(
    ("mask", "whole"),
    [
        ("ann", "ann!*@*"),
        ("*@host", "*!*@host"),
        ("ann!u", "ann!u@*"),
        ("ann!u@h", "ann!u@h"),
        ("ann@h", "*!ann@h"),
        ("", "*!*@*"),
        ("!@", "*!*@*"),
    ],
)
def test_masks_are_completed(mask: str, whole: str) -> None:
    assert complete_mask(mask) == whole
    assert complete_mask(whole) == whole


def test_source_is_split_and_joined() -> None:
    assert split_source("irc.example.com") == Userhost("irc.example.com")
    assert str(split_source("ann!a@host")) == "ann!a@host"
    assert str(Userhost("ann")) == "ann"


def test_names_compare_without_ascii_case_only() -> None:
    assert fold_name("Ann[]\\~") == "ann[]\\~"
    assert fold_name("ÄNN Я") == "Änn Я"
    assert folding_of("ascii") is fold_name


@pytest.mark.parametrize(
    ("mapping", "name", "folded"),
    [
        ("rfc1459", "A[]\\~^", "a{}|~~"),
        ("", "A[]\\^", "a{}|~"),
        ("nonsense", "A[", "a{"),
        ("strict-rfc1459", "A[]\\^", "a{}|^"),
        ("rfc1459-strict", "A[]\\^", "a{}|^"),
        ("rfc7613", "ÄNN", "änn"),
    ],
)
def test_other_casemappings(mapping: str, name: str, folded: str) -> None:
    assert folding_of(mapping)(name) == folded


@pytest.mark.parametrize(
    "nick", ["ann", "Ann_2", "[bob]", "{cid}|^`\\-", "Иван", "李小龍", "נועה", "José", "नरेन्द्र", "_7"]
)
def test_valid_nicks(nick: str) -> None:
    assert is_nick(nick)
    assert nick_from_person(nick) == nick


@pytest.mark.parametrize(
    "nick",
    ["", "a" * 33, "-a", "7a", "٣a", "a b", "a\u00a0b", "a\u200bb", "a\u202eb", "Jose\u0301", "\u0301a", "\u3164"]
    + [f"a{sign}" for sign in ",*?!@.:#&+~%$\0\x07\t/<>\"'("]
    + ["a" + "\u0330" * 5, "a\ufe0f", "a\u034f", "🎉", "a\ud800", "a\ue000"],
)
def test_invalid_nicks(nick: str) -> None:
    assert not is_nick(nick)


@pytest.mark.parametrize(
    ("person", "nick"),
    [
        ("Ann Marie Smith", "Ann_Marie_Smith"),
        ("  Иван   Петров ", "Иван_Петров"),
        ("O'Brien, Pat", "OBrien_Pat"),
        ("007", "_007"),
        ("-dash-", "dash-"),
        ("Ａｎｎ", "Ann"),
        ("Jose\u0301", "José"),
        ("DOMAIN\\ann", "DOMAIN\\ann"),
        ("🎉", "guest"),
        ("", "guest"),
        ("x" * 50, "x" * 32),
        ("x" * 31 + " y", "x" * 31),
    ],
)
def test_people_become_nicks(person: str, nick: str) -> None:
    assert nick_from_person(person) == nick


@given(st.text() | st.text("a \u0301\u0327\u0345é-7_.\u1100\u1161\u11a8"), st.integers(1, 40))
def test_every_name_of_a_person_gives_a_nick(person: str, limit: int) -> None:
    nick = nick_from_person(person, limit)
    assert is_nick(nick, limit)
    assert nick_from_person(nick, limit) in {
        nick,
        unicodedata.normalize("NFKC", nick)[:limit].rstrip("_"),
        "guest"[:limit],
    }


@given(st.text())
def test_user_part_contains_no_separator(text: str) -> None:
    user = user_from(text)
    assert 0 < len(user) <= names.USER_LIMIT
    assert split_source(f"ann!{user}@host") == Userhost("ann", user, "host")


@pytest.mark.parametrize("channel", ["#a", "#Lobby", "#комната", "#🎉", "#❤️", "#👨‍👩‍👧", "##c", "#c++", "#a:b", "#7"])
def test_valid_channels(channel: str) -> None:
    assert is_channel(channel)


@pytest.mark.parametrize(
    "channel",
    [
        "",
        "#",
        "a",
        "&a",
        "#a b",
        "#a,b",
        "#a\x07",
        "#a\n",
        "#a\x7f",
        "#a\u00a0b",
        "#lob\u200dby",
        "#\ufe0fa",
        "#a\u202e",
        "#e\u0301",
        "#" + "a" * 64,
        "#🎉\ufe0f\ufe0f",
        "#я,",
        "#я\u3000",
    ],
)
def test_invalid_channels(channel: str) -> None:
    assert not is_channel(channel)


@pytest.mark.parametrize("host", ["a..b", ".a.b", "a.b.", "a b.c", "a_b.c", "x" * 60 + ".com", "ü.com", "-.a"])
def test_invalid_hostnames(host: str) -> None:
    assert not is_hostname(host)
