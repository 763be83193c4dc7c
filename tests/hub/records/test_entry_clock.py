"""Stamps: sequences without gaps, and times that never go back."""

from __future__ import annotations

from desktop_chat.hub.records.entry_clock import CREEP_MS, MAX_AHEAD_MS, EntryClock

NOW = 1_700_000_000_000
DAY = 86_400_000


def _new_clock(last_time: int = 0) -> EntryClock:
    return EntryClock(last_sequence=40, last_time=last_time)


def test_stamps_have_sequences_without_gaps_and_a_millisecond_each() -> None:
    clock = _new_clock()
    assert clock.next_stamp(NOW, 0) == (41, NOW)
    assert clock.next_stamp(NOW, 0, 5) == (42, NOW + 1)
    assert clock.next_stamp(NOW, 0) == (47, NOW + 2)
    assert clock.next_stamp(NOW + 50, 0) == (48, NOW + 50)
    assert clock.last_sequence == 48


def test_time_is_ahead_of_the_clock_by_a_second_at_most_in_a_flood() -> None:
    clock = _new_clock()
    times = [clock.next_stamp(NOW, 0)[1] for _ in range(5000)]
    assert times == sorted(times)
    assert len(set(times[:MAX_AHEAD_MS])) == MAX_AHEAD_MS
    assert times[-1] <= NOW + MAX_AHEAD_MS + CREEP_MS


def test_time_creeps_while_the_clock_is_behind() -> None:
    clock = _new_clock(last_time=NOW)
    times = [clock.next_stamp(NOW - DAY, tick)[1] for tick in range(5) for _ in range(200)]
    assert times == sorted(times)
    assert times[0] > NOW
    assert times[-1] - NOW == 5 * CREEP_MS
    assert clock.next_stamp(NOW + DAY, 5)[1] == NOW + DAY
