"""Settings, roles and lists of a room, as the server hears them."""

from __future__ import annotations

import pytest

from desktop_chat.client.events import ListedMask, MaskListTold, RoomChanged
from desktop_chat.client.room_settings import RoomRule, RoomSettings
from tests.client.session_harness import MODERN, SessionHarness


@pytest.fixture
def harness() -> SessionHarness:
    made = SessionHarness()
    made.connect(MODERN, ":s 005 ann CHANMODES=beI,k,fl,Rimnst EXTBAN=~,amt PREFIX=(qaohv)~&@%+ :are")
    made.enter_room("#tea", "bob")
    made.receive(":s 324 ann #tea +ntk key")
    made.sent.clear()
    return made


def test_settings_are_read_and_changed(harness: SessionHarness) -> None:
    before = harness.session.read_settings("#tea")
    assert before.password == "key"
    after = RoomSettings(before.rules | {RoomRule.INVITED_ONLY, RoomRule.ACCOUNTS_ONLY}, "", 5)
    harness.record(harness.session.change_settings("#tea", before, after))
    assert [line.split(" ", 2)[2] for line in harness.sent] == ["+iR-k key", "+l 5"]
    assert harness.session.read_settings("nobody") == RoomSettings()


def test_time_for_which_a_room_keeps_messages(harness: SessionHarness) -> None:
    assert harness.session.days_kept("#tea") is None
    harness.receive(":s 005 ann CHANMODES=beI,k,fHl,in desktop-chat/RETENTION=90 :are", ":s 324 ann #tea +nH 7d")
    assert [harness.session.days_kept(room) for room in ("#tea", "bob")] == [7, 90]


def test_roles_are_given_and_taken(harness: SessionHarness) -> None:
    harness.record(harness.session.change_role("#tea", "bob", "h", given=True))
    harness.record(harness.session.change_role("#tea", "bob", "o", given=False))
    harness.record(harness.session.change_role("#tea", "bob", "y", given=True))
    assert harness.sent == ["MODE #tea +h bob", "MODE #tea -o bob"]


def test_list_is_asked_for_and_told(harness: SessionHarness) -> None:
    harness.record(harness.session.ask_list("#tea", "b"))
    assert harness.sent == ["MODE #tea b"]
    events = harness.receive(
        ":s 367 ann #tea ~t:60:~m:cid!*@* bob!b@h 1700000000", ":s 367 ann #tea dan!*@*", ":s 368 ann #tea :End"
    )
    masks = ListedMask("~t:60:~m:cid!*@*", "bob", 1_700_000_000_000), ListedMask("dan!*@*")
    assert events == [RoomChanged("#tea"), MaskListTold("#tea", "b", masks)], "who is muted has changed"


def test_list_that_a_person_typed_for_is_shown(harness: SessionHarness) -> None:
    harness.record(harness.session.run_command("#tea", "/mode b", 5))
    harness.receive(":s 367 ann #tea dan!*@* bob 1700000000", ":s 368 ann #tea :End of list")
    assert not any(isinstance(event, MaskListTold) for event in harness.events)
    assert any("dan!*@*" in str(event) for event in harness.events)


def test_mask_is_added_with_a_term_and_removed_and_the_list_asked_again(harness: SessionHarness) -> None:
    harness.record(harness.session.change_list("#tea", "b", "cid!*@*", 60, listed=True))
    harness.record(harness.session.change_list("#tea", "b", "~t:60:cid!*@*", listed=False))
    assert harness.sent == ["MODE #tea +b ~t:60:cid!*@*", "MODE #tea b", "MODE #tea -b ~t:60:cid!*@*", "MODE #tea b"]


def test_lists_are_those_of_the_server(harness: SessionHarness) -> None:
    assert harness.session.list_letters() == "beI"
    harness.record(harness.session.ask_list("#tea", "q"))
    harness.record(harness.session.change_list("#tea", "q", "bob!*@*", listed=True))
    assert harness.sent == []
