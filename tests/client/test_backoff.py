"""The wait before the next attempt."""

from __future__ import annotations

from desktop_chat.client.backoff import AT_ONCE, LONGEST, Backoff


def test_delay_doubles_up_to_a_minute_and_is_reset() -> None:
    backoff = Backoff()
    waits = [backoff.next_delay(0.5) for _ in range(9)]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    backoff.reset()
    assert backoff.next_delay(0.5) == 1


def test_other_addresses_are_tried_at_once_and_then_patiently() -> None:
    backoff = Backoff()
    assert [backoff.next_delay(0.5, others=2) for _ in range(5)] == [AT_ONCE, AT_ONCE, 1, 2, 4]
    backoff.reset()
    assert [backoff.next_delay(0.5, others=50) for _ in range(4)] == [AT_ONCE, AT_ONCE, AT_ONCE, 1]
    backoff.exhaust()
    assert backoff.next_delay(0.5, others=50) == LONGEST


def test_random_part_spreads_many_clients() -> None:
    assert Backoff().next_delay(0.0) == 0.75
    assert Backoff().next_delay(1.0) == 1.25
    backoff = Backoff()
    assert max(backoff.next_delay(1.0) for _ in range(100)) <= LONGEST * 1.25
