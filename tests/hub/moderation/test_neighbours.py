"""What is allowed so many times from one address: a home has 2^64 of them, and one computer is written in two ways."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest

from desktop_chat.hub.live.user import Seat
from tests.hub.stage import SETTINGS, Stage, messages, numerics

NEIGHBOURS = [
    ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1"),
    ("10.0.0.1", "::ffff:10.0.0.1", "10.0.0.2"),
    ("::10.0.0.1", "10.0.0.1", "::10.0.0.2"),
    ("fe80::1%eth0", "fe80::1%eth1", "fe80::2%eth0"),
]
"""One address, another of the same place, and one from elsewhere."""
one_place = pytest.mark.parametrize(("first", "second", "elsewhere"), NEIGHBOURS)
WRONG = base64.b64encode(b"\0ann\0guess").decode()


def _enter(stage: Stage, nick: str, address: str) -> Seat:
    seat = stage.connect(address=address)
    stage.talk(seat, f"NICK {nick}", f"USER {nick} 0 * :{nick}")
    return seat


@one_place
def test_guesses(first: str, second: str, elsewhere: str) -> None:
    stage = Stage(replace(SETTINGS, login_attempts_per_address=1))
    stage.talk(_enter(stage, "ann", "127.0.0.1"), "REGISTER * * sesame-seed")
    stage.talk(stage.connect(address=first), "AUTHENTICATE PLAIN", f"AUTHENTICATE {WRONG}")
    (refused,) = messages(stage.talk(stage.connect(address=second), "AUTHENTICATE PLAIN"))
    assert "minutes" in refused.params[-1]
    assert numerics(stage.talk(stage.connect(address=elsewhere), "AUTHENTICATE PLAIN")) == ["AUTHENTICATE"]


@one_place
def test_new_accounts(first: str, second: str, elsewhere: str) -> None:
    stage = Stage(replace(SETTINGS, registrations_per_address=1))
    told = [
        messages(stage.talk(_enter(stage, nick, address), "REGISTER * * sesame-seed"))[0].params[0]
        for nick, address in (("ann", first), ("bob", second), ("cid", elsewhere))
    ]
    assert told == ["SUCCESS", "REGISTER", "SUCCESS"]


@one_place
def test_knocks(first: str, second: str, elsewhere: str) -> None:
    stage = Stage()
    stage.talk(_enter(stage, "top", "127.0.0.1"), "JOIN #coffee", "MODE #coffee +i")
    told = [
        numerics(stage.talk(_enter(stage, nick, address), "KNOCK #coffee"))
        for nick, address in (("ann", first), ("bob", second), ("cid", elsewhere))
    ]
    assert told == [["711"], ["712"], ["711"]]
