"""Who waits for the disk comes when its commit is there, and not before."""

from __future__ import annotations

from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.wake_list import WaitingSeats
from desktop_chat.server.expected import CommitWaiters


def _seats(count: int) -> list[Seat]:
    return [Seat(number, thread=0, address="", port=1, secure=False, fingerprint="") for number in range(count)]


def test_nobody_comes_before_the_commit() -> None:
    expected = CommitWaiters()
    room, (single,) = _seats(3), _seats(1)
    expected.add(WaitingSeats(5, room))
    expected.add_one(6, single)
    assert list(expected.take_durable(4)) == []
    assert list(expected) == [*room, single]
    assert list(expected.take_durable(5)) == room
    assert list(expected.take_durable(9)) == [single]
    assert list(expected) == list(expected.take_durable(9)) == []


def test_a_room_in_which_much_was_said_comes_once() -> None:
    expected = CommitWaiters()
    room, other = _seats(3), _seats(2)
    for commit in (5, 6, 7):
        expected.add(WaitingSeats(commit, room))
    expected.add(WaitingSeats(6, other))
    expected.add_one(5, other[0])
    expected.add_one(5, other[0])
    assert list(expected.take_durable(6)) == [*room, *other, other[0]]
    assert list(expected.take_durable(7)) == room


def test_who_joins_the_room_meanwhile_is_looked_at_too() -> None:
    expected = CommitWaiters()
    room, (late,) = _seats(2), _seats(1)
    expected.add(WaitingSeats(5, room))
    room.append(late)
    assert list(expected.take_durable(5)) == room
