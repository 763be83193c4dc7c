"""Limits by address: a home has 2^64 addresses of IPv6, and one address of IPv4 has two spellings."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from tests.hub.harness import SETTINGS, HubHarness, commands_of, parse_lines

NEIGHBOURS = [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
    ("10.0.0.1", "::ffff:10.0.0.1", "10.0.0.2"),
    ("::10.0.0.1", "10.0.0.1", "::10.0.0.2"),
    ("fe80::1%eth0", "fe80::1%eth1", "fe80::2%eth0"),
]
"""One address, another of the same place, and one from elsewhere."""
one_place = pytest.mark.parametrize(("first", "second", "elsewhere"), NEIGHBOURS)
WRONG = base64.b64encode(b"\0ann\0guess").decode()


def _enter(harness: HubHarness, nick: str, address: str) -> Seat:
    seat = harness.connect(address=address)
    harness.exchange(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick}")
    return seat


@one_place
def test_password_guesses_are_limited_by_neighbourhood(first: str, second: str, elsewhere: str) -> None:
    harness = HubHarness(replace(SETTINGS, login_attempts_per_address=1))
    harness.exchange(_enter(harness, "ann", "127.0.0.1"), "REGISTER * * sesame-seed")
    harness.exchange(harness.connect(address=first), "AUTHENTICATE PLAIN", f"AUTHENTICATE {WRONG}")
    (refused,) = parse_lines(harness.exchange(harness.connect(address=second), "AUTHENTICATE PLAIN"))
    assert "minutes" in refused.params[-1]
    assert commands_of(harness.exchange(harness.connect(address=elsewhere), "AUTHENTICATE PLAIN")) == ["AUTHENTICATE"]


@one_place
def test_new_accounts_are_limited_by_neighbourhood(first: str, second: str, elsewhere: str) -> None:
    harness = HubHarness(replace(SETTINGS, registrations_per_address=1))
    told = [
        parse_lines(harness.exchange(_enter(harness, nick, address), "REGISTER * * sesame-seed"))[0].params[0]
        for nick, address in (("ann", first), ("bob", second), ("cid", elsewhere))
    ]
    assert told == ["SUCCESS", "REGISTER", "SUCCESS"]


@one_place
def test_knocks_are_limited_by_neighbourhood(first: str, second: str, elsewhere: str) -> None:
    harness = HubHarness()
    harness.exchange(_enter(harness, "top", "127.0.0.1"), "JOIN #coffee", "MODE #coffee +i")
    told = [
        commands_of(harness.exchange(_enter(harness, nick, address), "KNOCK #coffee"))
        for nick, address in (("ann", first), ("bob", second), ("cid", elsewhere))
    ]
    assert told == [["711"], ["712"], ["711"]]


@one_place
def test_ban_by_the_host_holds_for_the_neighbourhood(first: str, second: str, elsewhere: str) -> None:
    harness = HubHarness()
    harness.hub.host.ban_person(harness.now, nick="", address=first, mask="", seconds=0, reason="")
    harness.take_outcome()
    assert [harness.connect(address=address).closing for address in (second, elsewhere)] == [True, False]
