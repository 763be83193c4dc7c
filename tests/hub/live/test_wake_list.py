"""Seats with something new are woken now, or once their commit is durable."""

from __future__ import annotations

from desktop_chat.hub.live.wake_list import WaitingSeats, WakeList
from tests.hub.harness import HubHarness


def test_seats_wait_for_their_commit_or_are_woken_now() -> None:
    harness = HubHarness()
    ann, bob, cid = (harness.connect() for _ in range(3))
    wakes = WakeList()
    wakes.add_seat(ann)
    wakes.add_seats([ann, bob], 0)
    room = [bob, cid]
    wakes.add_seats(room, 7)
    assert wakes.now == {ann, bob}
    assert wakes.waiting == [WaitingSeats(7, room)]
    assert wakes.waiting[0].seats is room
    wakes.clear()
    assert not wakes.now
    assert not wakes.waiting


def test_a_message_wakes_its_author_now_and_its_room_after_the_commit() -> None:
    harness = HubHarness()
    ann, bob = harness.register("ann", rooms=["#tea"]), harness.register("bob", rooms=["#tea"])
    outcome = harness.send(ann, "PRIVMSG #tea :hello", "PING x")
    assert ann in outcome.touched
    assert bob not in outcome.touched
    assert {seat for waiting in outcome.waiting for seat in waiting.seats} >= {bob}
    assert {waiting.commit for waiting in outcome.waiting} == {outcome.commit}
