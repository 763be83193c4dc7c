"""Topics, modes and roles of rooms."""

from __future__ import annotations

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.client.room_state import RoomState
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN, ":s 005 ann PREFIX=(qov)~@+ CHANMODES=b,k,l,imnst :are")
    made.enter_room("#tea", "@bob", "cid")
    made.events.clear()
    made.sent.clear()
    return made


def tea(harness: SessionHarness) -> RoomState:
    return harness.session.rooms["#tea"]


def prefixes(harness: SessionHarness, nick: str) -> str:
    return tea(harness).members[nick].prefixes


def test_topic_of_a_room_is_known_with_its_author_and_time(harness: SessionHarness) -> None:
    harness.receive(":s 332 ann #tea :Green today", ":s 333 ann #tea bob!u@h 1700000000")
    assert (tea(harness).topic, tea(harness).topic_by, tea(harness).topic_at) == (
        "Green today",
        "bob",
        1_700_000_000_000,
    )
    harness.receive(":s 331 ann #tea :No topic is set")
    assert tea(harness).topic == ""


def test_own_modes_are_told_in_words_or_as_an_answer(harness: SessionHarness) -> None:
    harness.receive(":s MODE ann +iwx", ":s MODE ann :+io", ":s MODE ann -o")
    assert [entry.text for entry in harness.entries("")] == [
        "You are an operator of this server now.",
        "You are no operator of this server any more.",
    ]
    harness.session.run_command("#tea", "/mode ann +x", 0)
    assert "Your modes: +x" in str(harness.receive(":ann MODE ann +x"))


@pytest.mark.parametrize("stamp", ["", "soon", "²", "9" * 15])
def test_wrong_time_of_a_topic_counts_as_unknown(harness: SessionHarness, stamp: str) -> None:
    harness.receive(f":s 333 ann #tea bob {stamp or ':'}")
    assert tea(harness).topic_at == 0


def test_new_topic_is_an_entry(harness: SessionHarness) -> None:
    harness.receive(":cid!u@h TOPIC #tea :Black today")
    (entry,) = harness.entries("#tea")
    assert (entry.kind, entry.nick, entry.text) == (EntryKind.TOPIC, "cid", "Black today")
    assert tea(harness).topic_by == "cid"


def test_roles_follow_mode_changes_in_their_order(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h MODE #tea +v-o+o cid bob cid")
    assert prefixes(harness, "cid") == "@+"
    assert prefixes(harness, "bob") == ""
    assert [entry.kind for entry in harness.entries("#tea")] == [EntryKind.MODE]
    assert not any(line.startswith("MODE") for line in harness.sent)


def test_modes_are_asked_for_after_a_change_but_not_after_a_ban(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h MODE #tea +b *!*@nasty")
    assert not any(line.startswith("MODE") for line in harness.sent)
    harness.receive(":bob!u@h MODE #tea +m")
    assert "MODE #tea" in harness.sent
    harness.receive(":s 324 ann #tea +mn")
    assert tea(harness).modes == "+mn"


def test_key_is_learned_unless_the_server_hides_it(harness: SessionHarness) -> None:
    harness.receive(":bob!u@h MODE #tea +k *")
    assert tea(harness).channel_key == ""
    harness.receive(":bob!u@h MODE #tea +k milk")
    assert tea(harness).channel_key == "milk"
    harness.receive(":bob!u@h MODE #tea -k *")
    assert tea(harness).channel_key == ""


def test_modes_of_unknown_rooms_and_people_change_nothing(harness: SessionHarness) -> None:
    before = dict(tea(harness).members)
    harness.receive(
        ":bob!u@h MODE #tea +o nobody", ":s 332 ann #other :Hm", ":s 333 ann #other bob 1", ":s 324 ann #other +n"
    )
    assert tea(harness).members == before
    assert "#other" not in harness.session.rooms
