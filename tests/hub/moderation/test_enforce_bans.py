"""Enforcement of server bans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.moderation.enforce_bans import mask_for, normalize_mask
from desktop_chat.hub.records.server_bans import MASK, NETWORK
from desktop_chat.hub.reply import Refusal
from desktop_chat.net.fingerprints import CertificateFingerprint
from desktop_chat.storage.records import ServerBan, StoredState
from tests.hub.harness import FINGERPRINT, NOW, SETTINGS, HubHarness, commands_of


def _user(fingerprint: str = "", account: str = "") -> User:
    seat = Seat(1, thread=0, address="10.0.0.7", port=1, secure=False, fingerprint=CertificateFingerprint(fingerprint))
    seat.username = "ann"
    user = User(seat, "Ann", host="10.0.0.7", identity="", now=0)
    user.account = account
    return user


def test_mask_for_a_user_survives_nick_changes() -> None:
    assert mask_for(_user(FINGERPRINT, "anna")) == "~a:anna"
    assert mask_for(_user(FINGERPRINT)) == f"~f:{FINGERPRINT}"
    assert mask_for(_user()) == "*!ann@10.0.0.7"


def test_mask_is_completed() -> None:
    assert normalize_mask(MASK, "  Ann Smith ") == "Ann?Smith!*@*"
    assert normalize_mask(NETWORK, "10.0.0.7/24") == "10.0.0.0/24"
    for kind, mask in ((MASK, ""), (MASK, "*!*@*"), (NETWORK, "::/0"), (NETWORK, "127.0.0.0/8")):
        with pytest.raises(Refusal):
            normalize_mask(kind, mask)


def test_network_ban_closes_only_seats_from_there() -> None:
    harness = HubHarness()
    near, far = harness.connect(FINGERPRINT, "10.0.0.7"), harness.connect(FINGERPRINT, "10.1.0.7")
    waiting = harness.connect(address="10.0.0.8")
    for seat in (near, far):
        harness.exchange(seat, "NICK ann", "USER ann 0 * :Ann")
    harness.hub.host.ban_person(harness.now, nick="", address="10.0.0.0/24", mask="", seconds=0, reason="")
    harness.take_outcome()
    assert (near.closing, far.closing, waiting.closing) == (True, False, True)
    assert harness.hub.user_count == 1
    assert commands_of(harness.read_lines(waiting)) == ["ERROR"]


def test_ban_expires_while_the_server_is_stopped() -> None:
    ban = ServerBan(MASK, "bob!*@*", "", "the host", NOW - 2000, NOW - 1000)
    harness = HubHarness(replace(SETTINGS, lobby=""), stored=StoredState(bans=(ban,)))
    assert harness.hub.host.ban_rows(harness.now) == ()
    assert commands_of(harness.exchange(harness.register("bob"), "PING x")) == ["PONG"]
    harness.hub.store_error = "The disk is full."
    harness.hub.advance_second(harness.now)
    assert ban not in harness.changes
    harness.hub.store_error = ""
    harness.hub.advance_second(harness.now)
    harness.take_outcome()
    assert replace(ban, dropped=True) in harness.changes
