"""Who is muted in a channel: by its MODEs, by its list, and until the mute is lifted or ends."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import MemberChanged
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


def test_changed_members_are_told_and_a_role_lets_people_speak(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h JOIN #tea", ":cid!u@h2 JOIN #tea")
    events = harness.receive(":s MODE #tea +b ~m:*!*@h")
    assert [event.nick for event in events if isinstance(event, MemberChanged)] == ["bob"]
    assert harness.session.is_muted("#tea", "bob")
    harness.receive(":s MODE #tea +v bob")
    assert not harness.session.is_muted("#tea", "bob")
    harness.receive(":s MODE #tea -v bob", ":cid!u@h2 ACCOUNT cidney", ":s MODE #tea +b ~m:~a:cidney")
    assert harness.session.is_muted("#tea", "cid")
    harness.sent.clear()
    harness.record(harness.session.lift_mutes("#tea", "cid"))
    assert harness.sent == ["MODE #tea -b ~m:~a:cidney"]
