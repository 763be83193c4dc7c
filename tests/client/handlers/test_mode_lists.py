"""Lists of channels as servers send them."""

from __future__ import annotations

from desktop_chat.client.collection_limits import LISTED_MASKS
from desktop_chat.client.events import ListedMask, MaskListTold, RoomChanged
from tests.client.session_harness import MODERN, SessionHarness


def asking(letter: str) -> SessionHarness:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann CHANMODES=eIbq,k,flj,imnst :are")
    harness.enter_room("#tea")
    harness.record(harness.session.ask_list("#tea", letter))
    return harness


def test_quiet_has_its_letter_before_the_mask() -> None:
    events = asking("q").receive(":s 728 ann #tea q bob!*@* cid!c@h 1700000000", ":s 729 ann #tea q :End")
    told = MaskListTold("#tea", "q", (ListedMask("bob!*@*", "cid", 1_700_000_000_000),))
    assert events == [RoomChanged("#tea"), told], "who is muted has changed"


def test_exceptions_and_invitations_are_lists_of_their_own() -> None:
    harness = asking("e")
    harness.record(harness.session.ask_list("#tea", "I"))
    events = harness.receive(
        ":s 346 ann #tea cid!*@* x", ":s 348 ann #tea bob!*@*", ":s 347 ann #tea :End", ":s 349 ann #tea :End"
    )
    assert events == [
        MaskListTold("#tea", "I", (ListedMask("cid!*@*", "x"),)),
        MaskListTold("#tea", "e", (ListedMask("bob!*@*"),)),
    ]


def test_endless_list_is_cut() -> None:
    harness = asking("b")
    harness.receive(*(f":s 367 ann #tea bob{number}!*@*" for number in range(LISTED_MASKS + 50)))
    (event,) = harness.receive(":s 368 ann #tea :End")
    assert isinstance(event, MaskListTold)
    assert len(event.masks) == LISTED_MASKS
