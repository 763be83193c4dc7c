"""Leaving a room and the chat: who is told, and what is remembered of the person."""

from __future__ import annotations

from desktop_chat.storage.records import IdentitySeen
from tests.hub.harness import FINGERPRINT, HubHarness, commands_of, parse_lines


def test_a_quit_is_told_once_and_remembered() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea", "#milk"]), harness.register("bob", rooms=["#tea", "#milk"])
    stranger = harness.register("stranger")
    for seat in (ann, bob):
        harness.read_lines(seat)
    harness.send(ann, "QUIT :bye")
    harness.run_until_idle()
    (told,) = parse_lines(harness.read_lines(bob))
    assert (told.command, told.nick) == ("QUIT", "ann")
    assert "bye" in told.params[-1]
    assert harness.read_lines(stranger) == []
    assert commands_of(harness.exchange(bob, "WHOWAS ann"))[0] == "314"


def test_only_known_people_are_kept_as_seen() -> None:
    harness = HubHarness()
    known, guest = harness.register("ann", fingerprint=FINGERPRINT), harness.register("bob")
    before = len(harness.changes)
    harness.send(known, "QUIT")
    harness.send(guest, "QUIT")
    seen = [change.nick for change in harness.changes[before:] if isinstance(change, IdentitySeen)]
    assert seen == ["ann"]


def test_an_empty_room_is_forgotten() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob")
    harness.exchange(ann, "PART #tea")
    assert "#tea" not in harness.exchange(bob, "LIST #tea")[0]
    assert commands_of(harness.exchange(bob, "NAMES #tea")) == ["366"]


def test_a_stop_of_the_server_tells_nobody_that_others_left() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    harness.read_lines(ann)
    harness.hub.close_all("The server stops.", harness.now)
    harness.take_outcome()
    harness.run_until_idle()
    assert "QUIT" not in commands_of(harness.read_lines(bob))
    assert bob.closing
    assert ann.user is None
