"""Letting somebody in, and asking to be let in."""

from __future__ import annotations

import pytest

from desktop_chat.hub.live.user import INVITED_MS
from tests.hub.harness import HubHarness, commands_of, parse_lines


def test_invitations() -> None:
    harness = HubHarness()
    ann, bob, cid = (
        harness.register("ann", rooms=["#tea"]),
        harness.register("bob"),
        harness.register("cid", rooms=["#tea"]),
    )
    harness.exchange(ann, "MODE #tea +i")
    harness.read_lines(cid)
    assert commands_of(harness.exchange(cid, "INVITE bob #tea")) == ["482"]
    assert commands_of(harness.exchange(ann, "INVITE bob #tea")) == ["341"]
    assert parse_lines(harness.read_lines(bob))[0].params == ("bob", "#tea")
    assert commands_of(harness.exchange(bob, "INVITE")) == ["336", "337"]
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"
    assert commands_of(harness.exchange(bob, "INVITE", "PART #tea", "JOIN #tea"))[-1] == "473"
    harness.read_lines(ann)
    assert commands_of(harness.exchange(ann, "INVITE bob #none", "INVITE bob")) == ["403", "461"]


def test_an_invitation_ends_with_its_room() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "INVITE bob #tea", "PART #tea")
    harness.register("eve", rooms=["#tea"])
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "INVITE")) == ["337"]


@pytest.mark.parametrize("mode", ["+i", "+k key", "+l 1", "+b bob", "+R"])
def test_an_invitation_of_a_leader_opens_the_room_once(mode: str) -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, f"MODE #tea {mode}", "INVITE bob #tea")
    harness.read_lines(bob)
    assert commands_of(harness.exchange(bob, "JOIN #tea"))[0] == "JOIN"
    assert commands_of(harness.exchange(bob, "PART #tea", "JOIN #tea"))[1] in ("471", "473", "474", "475", "477")


def test_an_invitation_of_somebody_else_opens_nothing() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    bob, cid = harness.register("bob"), harness.register("cid", rooms=["#tea"])
    harness.exchange(ann, "MODE #tea +b bob")
    harness.read_lines(cid)
    assert commands_of(harness.exchange(cid, "INVITE bob #tea")) == ["341"]
    assert commands_of(harness.exchange(bob, "JOIN #tea")) == ["INVITE", "474"]


def test_an_invitation_holds_for_a_day() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "MODE #tea +i", "INVITE bob #tea")
    harness.read_lines(bob)
    harness.now += INVITED_MS
    assert commands_of(harness.exchange(bob, "INVITE", "JOIN #tea")) == ["337", "473"]


def test_those_who_could_invite_are_told() -> None:
    harness = HubHarness()
    ann = harness.register("ann", "invite-notify", rooms=["#tea"])
    cid, dee = (
        harness.register("cid", "invite-notify", rooms=["#tea"]),
        harness.register("dee", rooms=["#tea"]),
    )
    harness.register("bob"), harness.register("eve")
    for seat in (ann, cid, dee):
        harness.read_lines(seat)
    assert commands_of(harness.exchange(ann, "INVITE bob #tea")) == ["341"]
    assert parse_lines(harness.read_lines(cid))[0].params == ("bob", "#tea")
    assert harness.read_lines(dee) == []
    harness.exchange(ann, "MODE #tea +i", "INVITE eve #tea")
    assert commands_of(harness.read_lines(cid)) == ["MODE"]


def test_knocking() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    assert commands_of(harness.exchange(bob, "KNOCK #none", "KNOCK #tea")) == ["403", "713"]
    harness.exchange(ann, "MODE #tea +i")
    assert commands_of(harness.exchange(ann, "KNOCK #tea")) == ["714"]
    assert commands_of(harness.exchange(bob, "KNOCK #tea :please", "KNOCK #tea")) == ["711", "712"]
    (knock,) = parse_lines(harness.read_lines(ann))
    assert (knock.command, knock.params) == ("710", ("ann", "#tea", "bob!bob@127.0.0.1", "please"))
    harness.exchange(ann, "MODE #tea +b bob")
    assert commands_of(harness.exchange(bob, "KNOCK #tea")) == ["404"]
    harness.exchange(ann, "MODE #tea +s")
    assert commands_of(harness.exchange(bob, "KNOCK #tea")) == ["403"]
