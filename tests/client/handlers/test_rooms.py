"""What a room says of itself: topic, modes, roles."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.session_state import RoomState
from tests.client.script import MODERN, Script


@pytest.fixture
def script() -> Script:
    made = Script()
    made.connect(MODERN, ":s 005 ann PREFIX=(qov)~@+ CHANMODES=b,k,l,imnst :are")
    made.enter("#tea", "@bob", "cid")
    made.events.clear()
    made.sent.clear()
    return made


def tea(script: Script) -> RoomState:
    return script.session.rooms["#tea"]


def prefixes(script: Script, nick: str) -> str:
    return tea(script).members[nick].prefixes


def test_the_topic_of_a_room_is_known_with_its_author_and_time(script: Script) -> None:
    script.hear(":s 332 ann #tea :Green today", ":s 333 ann #tea bob!u@h 1700000000")
    assert (tea(script).topic, tea(script).topic_by, tea(script).topic_at) == (
        "Green today",
        "bob",
        1_700_000_000_000,
    )
    script.hear(":s 331 ann #tea :No topic is set")
    assert tea(script).topic == ""


@pytest.mark.parametrize("stamp", ["", "soon", "²", "9" * 15])
def test_a_wrong_time_of_a_topic_counts_as_unknown(script: Script, stamp: str) -> None:
    script.hear(f":s 333 ann #tea bob {stamp or ':'}")
    assert tea(script).topic_at == 0


def test_a_new_topic_is_an_entry(script: Script) -> None:
    script.hear(":cid!u@h TOPIC #tea :Black today")
    (entry,) = script.entries("#tea")
    assert (entry.kind, entry.nick, entry.text) == (EntryKind.TOPIC, "cid", "Black today")
    assert tea(script).topic_by == "cid"


def test_roles_follow_mode_changes_in_their_order(script: Script) -> None:
    script.hear(":bob!u@h MODE #tea +v-o+o cid bob cid")
    assert prefixes(script, "cid") == "@+"
    assert prefixes(script, "bob") == ""
    assert [entry.kind for entry in script.entries("#tea")] == [EntryKind.MODE]
    assert not any(line.startswith("MODE") for line in script.sent)


def test_modes_are_asked_for_after_a_change_but_not_after_a_ban(script: Script) -> None:
    script.hear(":bob!u@h MODE #tea +b *!*@nasty")
    assert not any(line.startswith("MODE") for line in script.sent)
    script.hear(":bob!u@h MODE #tea +m")
    assert "MODE #tea" in script.sent
    script.hear(":s 324 ann #tea +mn")
    assert tea(script).modes == "+mn"


def test_a_key_is_learned_unless_the_server_hides_it(script: Script) -> None:
    script.hear(":bob!u@h MODE #tea +k *")
    assert tea(script).channel_key == ""
    script.hear(":bob!u@h MODE #tea +k milk")
    assert tea(script).channel_key == "milk"
    script.hear(":bob!u@h MODE #tea -k *")
    assert tea(script).channel_key == ""


def test_modes_of_unknown_rooms_and_people_change_nothing(script: Script) -> None:
    before = dict(tea(script).members)
    script.hear(
        ":bob!u@h MODE #tea +o nobody", ":s 332 ann #other :Hm", ":s 333 ann #other bob 1", ":s 324 ann #other +n"
    )
    assert tea(script).members == before
    assert "#other" not in script.session.rooms
