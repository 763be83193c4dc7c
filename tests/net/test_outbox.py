"""The queue of bytes of one Seat."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.net.outbox import Outbox


def test_nothing_overtakes_a_piece_that_waits_for_a_commit() -> None:
    outbox = Outbox()
    outbox.append(b"a")
    outbox.append(b"b", 2)
    outbox.append(b"c")
    assert outbox.take(0, 100) == b"a"
    assert not outbox.is_sendable(1)
    assert outbox.take(1, 100) == b""
    assert outbox.take(2, 100) == b"bc"
    assert not outbox.pieces


def test_reservation_holds_back_later_pieces() -> None:
    outbox = Outbox()
    piece = outbox.reserve_place()
    outbox.append(b"after")
    assert not outbox.is_sendable(10**9)
    assert outbox.begins_with_reservation
    outbox.fill_place(piece, b"before ", 3)
    assert not outbox.is_sendable(2)
    assert not outbox.begins_with_reservation
    assert (outbox.sendable_bytes(2), outbox.sendable_bytes(3)) == (0, 12)
    assert outbox.take(3, 100) == b"before after"


def test_an_empty_reserved_place_vanishes() -> None:
    outbox = Outbox()
    outbox.fill_place(outbox.reserve_place(), b"")
    outbox.append(b"x")
    assert outbox.take(0, 100) == b"x"


def test_a_limit_stops_after_the_piece_that_reaches_it() -> None:
    outbox = Outbox()
    for _ in range(4):
        outbox.append(b"1234")
    assert outbox.take(0, 6) == b"12341234"
    assert len(outbox) == 8


@given(st.lists(st.tuples(st.binary(min_size=1, max_size=5), st.integers(0, 9)), max_size=20), st.integers(1, 20))
def test_everything_leaves_once_in_order(pieces: list[tuple[bytes, int]], limit: int) -> None:
    outbox = Outbox()
    for data, commit in pieces:
        outbox.append(data, commit)
    assert len(outbox) == sum(len(data) for data, _ in pieces)
    sent = b""
    for durable in range(10):
        while outbox.is_sendable(durable):
            sent += outbox.take(durable, limit)
        needed = [commit for _, commit in pieces]
        allowed = next((i for i, commit in enumerate(needed) if commit > durable), len(needed))
        assert sent == b"".join(data for data, _ in pieces[:allowed])
    assert len(outbox) == 0
