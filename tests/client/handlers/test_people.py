"""Who is where and under which nick: joins, parts, kicks, quits, nick changes, names, who."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.events import MembersReset, NickChanged, RoomRenamed
from desktop_chat.client.session_state import RoomState
from tests.client.script import MODERN, Script


@pytest.fixture
def script() -> Script:
    made = Script()
    made.connect(f"{MODERN} account-notify chghost setname", ":s 005 ann PREFIX=(ov)@+ WHOX :are")
    made.enter("#tea", "@bob", "cid")
    made.events.clear()
    made.sent.clear()
    return made


def tea(script: Script) -> RoomState:
    return script.session.rooms["#tea"]


def kinds(script: Script, room: str = "#tea") -> list[EntryKind]:
    return [entry.kind for entry in script.entries(room)]


def test_a_join_brings_account_and_real_name(script: Script) -> None:
    script.hear(":dan!d@host.example JOIN #tea danny :Dan D")
    member = tea(script).members["dan"]
    assert (member.account, member.realname, member.userhost) == ("danny", "Dan D", "d@host.example")
    script.hear(":eve!e@h JOIN #tea * :Eve")
    assert tea(script).members["eve"].account == ""
    assert kinds(script) == [EntryKind.JOIN, EntryKind.JOIN]


def test_a_part_and_a_kick_take_the_member_away(script: Script) -> None:
    script.hear(":cid!u@h PART #tea :tired", ":bob!u@h KICK #tea nobody :out")
    assert set(tea(script).members) == {"ann", "bob"}
    script.hear(":bob!u@h KICK #tea ann :enough")
    assert not tea(script).joined
    assert any(isinstance(event, MembersReset) for event in script.events)
    assert kinds(script)[-1] is EntryKind.KICK


def test_a_quit_is_shown_in_each_room_of_the_person(script: Script) -> None:
    script.enter("#milk", "bob")
    script.events.clear()
    script.hear(":bob!u@h QUIT :bye")
    assert kinds(script) == kinds(script, "#milk") == [EntryKind.QUIT]
    assert "bob" not in tea(script).members


def test_a_nick_change_renames_members_and_direct_messages(script: Script) -> None:
    script.hear(":bob!u@h PRIVMSG ann :psst")
    events = script.hear(":bob!u@h NICK rob")
    assert tea(script).members["rob"].prefixes == "@"
    assert RoomRenamed("bob", "rob") in events
    assert script.session.rooms["rob"].name == "rob"


def test_an_own_nick_change_is_reported(script: Script) -> None:
    events = script.hear(":ann!u@h NICK anna")
    assert [event.new for event in events if isinstance(event, NickChanged)] == ["anna"]
    assert script.session.nick == "anna"


def test_names_replace_the_members_when_they_are_complete(script: Script) -> None:
    script.hear(":s 353 ann = #tea :@+ann dan")
    assert set(tea(script).members) == {"ann", "bob", "cid"}
    script.hear(":s 353 ann = #tea :eve", ":s 366 ann #tea :End")
    assert set(tea(script).members) == {"ann", "dan", "eve"}
    assert tea(script).members["ann"].prefixes == "@+"


def test_news_about_a_member_change_that_member(script: Script) -> None:
    script.hear(":cid!u@h AWAY :lunch")
    assert tea(script).members["cid"].away
    script.hear(":cid!u@h AWAY", ":cid!u@h ACCOUNT cidney", ":cid!u@h CHGHOST c new.example", ":cid!c@h SETNAME :Cid C")
    member = tea(script).members["cid"]
    assert not member.away
    assert (member.account, member.userhost, member.realname) == ("cidney", "c@new.example", "Cid C")
    script.hear(":cid!c@h ACCOUNT *")
    assert tea(script).members["cid"].account == ""


def test_an_invitation_is_shown(script: Script) -> None:
    script.hear(":bob!u@h INVITE ann #milk")
    shown = [entry for room in script.session.rooms for entry in script.entries(room)]
    assert [entry.kind for entry in shown] == [EntryKind.INVITE]


def test_people_of_unknown_rooms_change_nothing(script: Script) -> None:
    script.hear(":dan!d@h JOIN #other", ":dan!d@h PART #other", ":s 353 ann = #other :x", ":s 366 ann #other :End")
    assert "#other" not in script.session.rooms
    assert script.events == []
