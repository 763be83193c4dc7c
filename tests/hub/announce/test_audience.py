"""The Seats that see a person."""

from __future__ import annotations

from desktop_chat.hub.announce.audience import seats_sharing_a_channel, subscribers
from tests.hub.harness import HubHarness


def test_everybody_in_a_shared_room_sees_a_person_once() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea", "#cake"])
    bob = harness.register("bob", rooms=["#tea", "#cake"])
    harness.register("cid", rooms=["#milk"])
    assert ann.user is not None
    assert seats_sharing_a_channel(harness.hub._state, ann.user) == [ann, bob]


def test_a_room_that_hides_people_shows_them_to_its_moderators_only() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    bob, cid = (harness.register(nick, rooms=["#tea"]) for nick in ("bob", "cid"))
    harness.exchange(ann, "MODE #tea +u")
    assert cid.user is not None
    assert seats_sharing_a_channel(harness.hub._state, cid.user) == [cid, ann]
    assert bob not in seats_sharing_a_channel(harness.hub._state, cid.user)


def test_subscribers_have_the_capability_and_see_by_monitor_too() -> None:
    harness = HubHarness()
    ann = harness.register("ann", rooms=["#tea"])
    bob = harness.register("bob", "away-notify", rooms=["#tea"])
    far = harness.register("far", "away-notify extended-monitor")
    plain = harness.register("plain", "away-notify")
    for seat in (far, plain):
        harness.exchange(seat, "MONITOR + ann")
    assert ann.user is not None
    assert subscribers(harness.hub._state, ann.user, "away-notify") == [bob, far]
