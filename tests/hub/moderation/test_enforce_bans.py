"""What bans of the server do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.moderation.enforce_bans import mask_for, normalize_mask
from desktop_chat.hub.records.server_bans import MASK, NETWORK
from desktop_chat.hub.reply import Refusal
from desktop_chat.storage.store_api import ServerBan, StoredState
from tests.hub.stage import NOW, PRINT, SETTINGS, Stage, numerics


def _user(fingerprint: str = "", account: str = "") -> User:
    seat = Seat(1, thread=0, address="10.0.0.7", port=1, secure=False, fingerprint=fingerprint)
    seat.username = "ann"
    user = User(seat, "Ann", host="10.0.0.7", identity="", now=0)
    user.account = account
    return user


def test_masks_that_follow_somebody() -> None:
    assert mask_for(_user(PRINT, "anna")) == "~a:anna"
    assert mask_for(_user(PRINT)) == f"~f:{PRINT}"
    assert mask_for(_user()) == "*!ann@10.0.0.7"


def test_masks_in_full() -> None:
    assert normalize_mask(MASK, "  Ann Smith ") == "Ann?Smith!*@*"
    assert normalize_mask(NETWORK, "10.0.0.7/24") == "10.0.0.0/24"
    for kind, mask in ((MASK, ""), (MASK, "*!*@*"), (NETWORK, "::/0"), (NETWORK, "127.0.0.0/8")):
        with pytest.raises(Refusal):
            normalize_mask(kind, mask)


def test_a_ban_by_address_ends_the_connections_from_there_only() -> None:
    stage = Stage()
    near, far = stage.connect(PRINT, "10.0.0.7"), stage.connect(PRINT, "10.1.0.7")
    waiting = stage.connect(address="10.0.0.8")
    for seat in (near, far):
        stage.talk(seat, "NICK ann", "USER ann 0 * :Ann")
    stage.hub.ban_person(stage.now, nick="", address="10.0.0.0/24", mask="", seconds=0, reason="")
    stage.take()
    assert (near.closing, far.closing, waiting.closing) == (True, False, True)
    assert stage.hub.user_count == 1
    assert numerics(stage.heard(waiting)) == ["ERROR"]


def test_what_ran_out_while_the_server_was_down_holds_no_more() -> None:
    ban = ServerBan(MASK, "bob!*@*", "", "the host", NOW - 2000, NOW - 1000)
    stage = Stage(replace(SETTINGS, lobby=""), stored=StoredState(bans=(ban,)))
    assert stage.hub.ban_rows(stage.now) == ()
    assert numerics(stage.talk(stage.enter("bob"), "PING x")) == ["PONG"]
    stage.hub.store_error = "The disk is full."
    stage.hub.advance_second(stage.now)
    assert ban not in stage.kept
    stage.hub.store_error = ""
    stage.hub.advance_second(stage.now)
    stage.take()
    assert replace(ban, dropped=True) in stage.kept
