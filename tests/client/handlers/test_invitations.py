"""Invitations open rooms that nobody has joined yet."""

from __future__ import annotations

import pytest

from desktop_chat.client.collection_limits import INVITATIONS
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import EntryAdded, RoomAdded, RoomRemoved
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN)
    made.enter_room("#tea", "bob")
    made.sent.clear()
    made.events.clear()
    return made


def test_invitation_opens_its_room_and_joins_nothing(harness: SessionHarness) -> None:
    events = harness.receive(":bob!b@h INVITE ann #milk")
    room = harness.session.rooms["#milk"]
    assert (room.invited_by, room.joined, room.wanted) == ("bob", False, False)
    assert RoomAdded("#milk") in events
    (added,) = (event for event in events if isinstance(event, EntryAdded))
    assert (added.room, added.entry.kind, added.entry.nick, added.mention) == ("#milk", EntryKind.INVITE, "bob", True)
    assert harness.sent == []


def test_accepted_invitation_is_over(harness: SessionHarness) -> None:
    harness.receive(":bob!b@h INVITE ann #milk")
    harness.record(harness.session.join_channel("#milk"))
    assert harness.sent == ["JOIN #milk"]
    assert harness.session.rooms["#milk"].invited_by == "bob"
    harness.receive(":ann!u@h JOIN #milk")
    assert harness.session.rooms["#milk"].invited_by == ""


def test_declined_invitation_closes_the_room_and_tells_nobody(harness: SessionHarness) -> None:
    harness.receive(":bob!b@h INVITE ann #milk")
    assert RoomRemoved("#milk") in harness.record(harness.session.leave_room("#milk"))
    assert harness.sent == []


def test_second_invitation_to_a_room_replaces_the_first(harness: SessionHarness) -> None:
    harness.receive(":bob!b@h INVITE ann #milk", ":cid!c@h INVITE ann #Milk")
    assert harness.session.rooms["#milk"].invited_by == "cid"
    assert sum(event == RoomAdded("#milk") for event in harness.events) == 1


def test_invitation_to_a_room_in_which_we_are_is_only_shown(harness: SessionHarness) -> None:
    (added,) = harness.receive(":bob!b@h INVITE ann #tea")
    assert isinstance(added, EntryAdded)
    assert (added.room, added.mention) == ("#tea", False)
    assert harness.session.rooms["#tea"].invited_by == ""


@pytest.mark.parametrize("where", ["ann", "milk", ""])
def test_invitation_to_no_channel_is_ignored(harness: SessionHarness, where: str) -> None:
    assert harness.receive(f":bob!b@h INVITE ann :{where}") == []


def test_blocked_people_do_not_invite(harness: SessionHarness) -> None:
    harness.record(harness.session.block_person("bob"))
    harness.receive("@account=evee :eve!e@h PRIVMSG #tea :hi")
    assert harness.receive(":bob!b@h INVITE ann #milk") == []


def test_invitations_of_others_are_shown_in_their_room(harness: SessionHarness) -> None:
    (added,) = harness.receive(":bob!b@h INVITE cid #tea")
    assert isinstance(added, EntryAdded)
    assert added.room == "#tea"
    assert harness.receive(":bob!b@h INVITE cid #elsewhere") == []


def test_beyond_the_limit_the_oldest_invitation_is_closed(harness: SessionHarness) -> None:
    harness.receive(*(f":bob!b@h INVITE ann #room{number}" for number in range(INVITATIONS + 3)))
    invited = [key for key, room in harness.session.rooms.items() if room.invited_by]
    assert invited == [f"#room{number}" for number in range(3, INVITATIONS + 3)]
    assert "#tea" in harness.session.rooms


def test_invitation_stays_over_a_restart_and_joins_nothing() -> None:
    harness = SessionHarness()
    restored = [("#tea", True), ("#milk", False)]
    harness.record(harness.session.restore_rooms(restored, {}, {}, [], invitations={"#milk": "bob"}))
    harness.connect(MODERN)
    assert harness.session.rooms["#milk"].invited_by == "bob"
    assert not any("#milk" in line for line in harness.sent)


def test_knock_is_an_entry_of_the_room_that_calls_the_person(harness: SessionHarness) -> None:
    events = harness.receive(":s 710 ann #tea cid!c@h :has asked for an invite.", ":s 710 #tea #tea dan!d@h :It is me")
    added = [event for event in events if isinstance(event, EntryAdded)]
    assert [(one.room, one.entry.kind, one.entry.nick, one.entry.text, one.mention) for one in added] == [
        ("#tea", EntryKind.KNOCK, "cid", "", True),
        ("#tea", EntryKind.KNOCK, "dan", "It is me", True),
    ]
    harness.receive(":s 710 ann #milk cid!c@h :Hello")
    assert [entry.text for entry in harness.entries("")] == ["cid asks to be let into #milk."]
