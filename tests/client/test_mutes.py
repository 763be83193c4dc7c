"""Who is muted in a channel: by its MODEs, by its list, and until the mute is lifted or ends."""

from __future__ import annotations

import sys

import pytest

from desktop_chat.client.events import RoomChanged
from desktop_chat.client.mutes import MOST_MASKS, MuteFinder
from tests.client.memory_hub import MemoryHub, settle_clients
from tests.client.session_harness import MODERN, SessionHarness
from tests.client.test_rooms_with_hub import ROOM, pass_minutes, two_in_a_room


def test_mute_is_known_until_it_is_lifted_or_ends() -> None:
    hub = MemoryHub()
    ann, bob = two_in_a_room(hub)
    ann.apply_events(ann.session.mute_member(ROOM, "bob!*@*"))
    settle_clients(ann, bob)
    assert ann.session.is_muted(ROOM, "Bob")
    assert not ann.session.is_muted(ROOM, "ann")
    ann.apply_events(ann.session.lift_mutes(ROOM, "bob"))
    settle_clients(ann, bob)
    assert not ann.session.is_muted(ROOM, "bob")
    ann.apply_events(ann.session.mute_member(ROOM, "bob!*@*", 10))
    settle_clients(ann, bob)
    assert ann.session.is_muted(ROOM, "bob")
    pass_minutes(hub, 10)
    settle_clients(ann, bob)
    assert not ann.session.is_muted(ROOM, "bob")


def test_mutes_from_before_are_asked_for_once_by_a_moderator() -> None:
    hub = MemoryHub()
    ann, bob = two_in_a_room(hub)
    ann.apply_events(ann.session.mute_member(ROOM, "bob!*@*"))
    ann.apply_events(ann.session.change_list(ROOM, "b", "cid!*@*", listed=True))
    settle_clients(ann, bob)
    ann.cut_link()
    ann.start_program()
    ann.connect()
    settle_clients(ann)
    ann.apply_events(ann.session.join_channel(ROOM))
    settle_clients(ann, bob)
    assert not ann.session.is_muted(ROOM, "bob")
    ann.apply_events(ann.session.ask_mutes(ROOM))
    settle_clients(ann, bob)
    assert ann.session.is_muted(ROOM, "bob")
    assert len(ann.session.rooms[ROOM].mutes) == 1, "a ban is no mute"


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN)
    made.receive(":s 005 ann EXTBAN=~,amt ACCOUNTEXTBAN=a CHANMODES=beI,k,l,imnst PREFIX=(ov)@+ :are supported")
    made.enter_room()
    return made


def test_moderator_asks_once_and_others_do_not_ask(harness: SessionHarness) -> None:
    harness.sent.clear()
    harness.record(harness.session.ask_mutes("#tea"))
    assert harness.sent == []
    harness.receive(":s MODE #tea +o ann")
    for _ in range(2):
        harness.record(harness.session.ask_mutes("#tea"))
    assert harness.sent == ["MODE #tea b"]


def test_changed_mutes_are_told_and_a_role_lets_people_speak(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h JOIN #tea", ":cid!u@h2 JOIN #tea")
    events = harness.receive(":s MODE #tea +b ~m:*!*@h")
    assert RoomChanged("#tea") in events
    assert harness.session.is_muted("#tea", "bob")
    harness.receive(":s MODE #tea +v bob")
    assert not harness.session.is_muted("#tea", "bob")
    harness.receive(":s MODE #tea -v bob", ":cid!u@h2 ACCOUNT cidney", ":s MODE #tea +b ~m:~a:cidney")
    assert harness.session.is_muted("#tea", "cid")
    harness.sent.clear()
    harness.record(harness.session.lift_mutes("#tea", "cid"))
    assert harness.sent == ["MODE #tea -b ~m:~a:cidney"]


def test_each_kind_of_mask_is_found(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h JOIN #tea", ":cid!u@h2 JOIN #tea", ":cid!u@h2 ACCOUNT cidney")
    for mask, nicks in (
        ("BOB!*@*", ["bob"]),
        ("bob", ["bob"]),
        ("b?b!*@*", ["bob"]),
        ("*@h2", ["cid"]),
        ("*!*@h*", ["bob", "cid"]),
        ("~a:Cidney", ["cid"]),
        ("~a:cid*", ["cid"]),
        ("~a:*", ["cid"]),
        ("nobody!*@*", []),
    ):
        harness.receive(f":s MODE #tea +b ~m:{mask}")
        assert [nick for nick in ("bob", "cid") if harness.session.is_muted("#tea", nick)] == nicks, mask
        harness.receive(f":s MODE #tea -b ~m:{mask}")


def test_thousands_of_mutes_of_names_are_not_compared_one_by_one(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h JOIN #tea")
    calls = []
    for count in (200, 1000):
        room = harness.session.rooms["#tea"]
        mutes = {("b", f"~m:person{number}!*@*"): None for number in range(count)}
        finder, called = MuteFinder(mutes), [0]

        def note(_frame: object, event: str, _argument: object, called: list[int] = called) -> None:
            called[0] += event == "call"

        sys.setprofile(note)
        try:
            assert finder.find(room.members["bob"]) == []
        finally:
            sys.setprofile(None)
        calls.append(called[0])
    assert calls[0] == calls[1]


def test_only_so_many_masks_are_compared(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h JOIN #tea")
    bob = harness.session.rooms["#tea"].members["bob"]
    masks = [("b", f"~m:*!*@*.{number}.example") for number in range(MOST_MASKS)]
    assert MuteFinder([*masks[1:], ("b", "~m:b*")]).find(bob) == [("b", "~m:b*")]
    assert MuteFinder([*masks, ("b", "~m:b*"), ("b", "~m:bob")]).find(bob) == [("b", "~m:bob")]
