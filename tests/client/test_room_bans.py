"""Bans and mutes are written as each kind of server understands them."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import Member
from desktop_chat.client.room_bans import account_mask, host_mask, mute_change, nick_mask
from desktop_chat.irc.isupport import ISupport

OURS = {"EXTBAN": "~,afmr", "ACCOUNTEXTBAN": "a,account", "CHANMODES": "beI,k,fl,imnst"}
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


def test_masks_of_a_person() -> None:
    assert account_mask(ISupport(OURS), "bobby") == "~a:bobby"
    assert account_mask(ISupport(OURS), "") == ""
    assert account_mask(ISupport(PLAIN), "bobby") == ""
    assert host_mask(Member("bob", userhost="b@h.example")) == "*!*@h.example"
    assert host_mask(Member("bob")) == ""
    assert nick_mask("bob") == "bob!*@*"
