"""Members of rooms: joins, parts, kicks, quits, nick changes, NAMES, WHO."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import MembersReset, NickChanged, RoomRenamed
from desktop_chat.client.room_state import RoomState
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(f"{MODERN} account-notify chghost setname", ":s 005 ann PREFIX=(ov)@+ WHOX :are")
    made.enter_room("#tea", "@bob", "cid")
    made.events.clear()
    made.sent.clear()
    return made


def tea(harness: SessionHarness) -> RoomState:
    return harness.session.rooms["#tea"]


def kinds(harness: SessionHarness, room: str = "#tea") -> list[EntryKind]:
    return [entry.kind for entry in harness.entries(room)]


def test_join_brings_account_and_real_name(harness: SessionHarness) -> None:
    harness.receive(":dan!d@host.example JOIN #tea danny :Dan D")
    member = tea(harness).members["dan"]
    assert (member.account, member.realname, member.userhost) == ("danny", "Dan D", "d@host.example")
    harness.receive(":eve!e@h JOIN #tea * :Eve")
    assert tea(harness).members["eve"].account == ""
    assert kinds(harness) == [EntryKind.JOIN, EntryKind.JOIN]


def test_part_and_a_kick_take_the_member_away(harness: SessionHarness) -> None:
    harness.receive(":cid!u@h PART #tea :tired", ":bob!u@h KICK #tea nobody :out")
    assert set(tea(harness).members) == {"ann", "bob"}
    harness.receive(":bob!u@h KICK #tea ann :enough")
    assert not tea(harness).joined
    assert any(isinstance(event, MembersReset) for event in harness.events)
    assert kinds(harness)[-1] is EntryKind.KICK


def test_quit_is_shown_in_each_room_of_the_person(harness: SessionHarness) -> None:
    harness.enter_room("#milk", "bob")
    harness.events.clear()
    harness.receive(":bob!u@h QUIT :bye")
    assert kinds(harness) == kinds(harness, "#milk") == [EntryKind.QUIT]
    assert "bob" not in tea(harness).members


def test_nick_change_renames_members_and_direct_messages(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h PRIVMSG ann :psst")
    events = harness.receive(":bob!u@h NICK rob")
    assert tea(harness).members["rob"].prefixes == "@"
    assert RoomRenamed("bob", "rob") in events
    assert harness.session.rooms["rob"].name == "rob"


def test_own_nick_change_is_reported(harness: SessionHarness) -> None:
    events = harness.receive(":ann!u@h NICK anna")
    assert [event.new for event in events if isinstance(event, NickChanged)] == ["anna"]
    assert harness.session.nick == "anna"


def test_names_replace_the_members_when_they_are_complete(harness: SessionHarness) -> None:
    harness.receive(":s 353 ann = #tea :@+ann dan")
    assert set(tea(harness).members) == {"ann", "bob", "cid"}
    harness.receive(":s 353 ann = #tea :eve", ":s 366 ann #tea :End")
    assert set(tea(harness).members) == {"ann", "dan", "eve"}
    assert tea(harness).members["ann"].prefixes == "@+"


def test_news_about_a_member_change_that_member(harness: SessionHarness) -> None:
    harness.receive(":cid!u@h AWAY :lunch")
    assert tea(harness).members["cid"].away
    harness.receive(
        ":cid!u@h AWAY", ":cid!u@h ACCOUNT cidney", ":cid!u@h CHGHOST c new.example", ":cid!c@h SETNAME :Cid C"
    )
    member = tea(harness).members["cid"]
    assert not member.away
    assert (member.account, member.userhost, member.realname) == ("cidney", "c@new.example", "Cid C")
    harness.receive(":cid!c@h ACCOUNT *")
    assert tea(harness).members["cid"].account == ""


def test_people_of_unknown_rooms_change_nothing(harness: SessionHarness) -> None:
    harness.receive(":dan!d@h JOIN #other", ":dan!d@h PART #other", ":s 353 ann = #other :x", ":s 366 ann #other :End")
    assert "#other" not in harness.session.rooms
    assert harness.events == []
