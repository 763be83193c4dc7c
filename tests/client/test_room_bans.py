"""Bans and mutes are written as each kind of server understands them."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Member
from desktop_chat.client.room_bans import (
    account_mask,
    can_set_terms,
    host_mask,
    mute_change,
    nick_mask,
    split_term,
    timed_mask,
)
from desktop_chat.irc.isupport import ISupport

OURS = {"EXTBAN": "~,afmrt", "ACCOUNTEXTBAN": "a,account", "CHANMODES": "beI,k,fl,imnst"}
INSPIRCD = {"EXTBAN": ",acmr", "ACCOUNTEXTBAN": "account,R", "CHANMODES": "be,k,l,imnst"}
UNREAL = {"EXTBAN": "~,aqt", "CHANMODES": "beI,k,l,imnst"}
SOLANUM = {"EXTBAN": "$,ajrxz", "CHANMODES": "eIbq,k,flj,imnst"}
PLAIN: dict[str, str] = {}


@pytest.mark.parametrize(
    ("tokens", "change"),
    [
        (OURS, ("b", "~m:*!*@h")),
        (INSPIRCD, ("b", "m:*!*@h")),
        (UNREAL, ("b", "~q:*!*@h")),
        (SOLANUM, ("q", "*!*@h")),
        (PLAIN, None),
    ],
    ids=["ours", "InspIRCd", "UnrealIRCd", "Solanum", "plain"],
)
def test_a_mute(tokens: dict[str, str], change: tuple[str, str] | None) -> None:
    assert mute_change(ISupport(tokens), "*!*@h") == change


def test_terms_are_for_servers_that_write_them_alike() -> None:
    assert [can_set_terms(ISupport(tokens)) for tokens in (OURS, UNREAL, INSPIRCD, SOLANUM, PLAIN)] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_term_is_written_and_read_again() -> None:
    assert timed_mask("~m:bob!*@*", 60) == "~t:60:~m:bob!*@*"
    assert timed_mask("bob!*@*", 0) == "bob!*@*"
    assert split_term("~time:60:~m:bob!*@*") == (60, "~m:bob!*@*")
    assert split_term("bob!*@*") == (0, "bob!*@*")


def test_masks_of_a_person() -> None:
    assert account_mask(ISupport(OURS), "bobby") == "~a:bobby"
    assert account_mask(ISupport(OURS), "") == ""
    assert account_mask(ISupport(PLAIN), "bobby") == ""
    assert host_mask(Member("bob", userhost="b@h.example")) == "*!*@h.example"
    assert host_mask(Member("bob")) == ""
    assert nick_mask("bob") == "bob!*@*"
