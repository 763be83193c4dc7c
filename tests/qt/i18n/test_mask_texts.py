"""Masks in words."""

from __future__ import annotations

import pytest

from desktop_chat.client.room_bans import is_mute
from desktop_chat.qt.i18n.mask_texts import mask_text, term_text


@pytest.mark.parametrize(
    ("mask", "text"),
    [
        ("bob!*@*", "bob"),
        ("*!*@h.example", "everybody at h.example"),
        ("*!*@*", "*!*@*"),
        ("b*b!*@*", "b*b!*@*"),
        ("bob!b@h", "bob!b@h"),
        ("~a:bobby", "the account bobby"),
        ("~account:bobby", "the account bobby"),
        ("$a:bobby", "the account bobby"),
        ("R:bobby", "the account bobby"),
        ("~r:Bob B", "the real name Bob B"),
        ("~f:abcd", "the certificate abcd"),
        ("~m:~a:bobby", "the account bobby"),
        ("~t:60:~m:bob!*@*", "bob"),
        ("m:bob!*@*", "bob"),
        ("~z:odd", "~z:odd"),
    ],
)
def test_mask_says_whom_it_means(mask: str, text: str) -> None:
    assert mask_text(mask) == text


@pytest.mark.parametrize("mask", ["~m:bob!*@*", "~q:bob!*@*", "m:bob!*@*", "~t:5:~m:bob!*@*", "~quiet:bob!*@*"])
def test_mutes_are_known(mask: str) -> None:
    assert is_mute(mask)
    assert not is_mute("bob!*@*")


def test_term_is_said_in_the_largest_unit() -> None:
    assert [term_text(minutes) for minutes in (90, 120, 2880, 4321)] == [
        "for 90 minutes",
        "for 2 hours",
        "for 2 days",
        "for 4321 minutes",
    ]
