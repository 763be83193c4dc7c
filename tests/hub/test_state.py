"""Stamps: sequences without gaps, and times that never go back and tell one thing from the next."""

from __future__ import annotations

from desktop_chat.hub.settings import HubSettings
from desktop_chat.hub.state import State
from desktop_chat.storage.store_api import StoredState

NOW = 1_700_000_000_000
DAY = 86_400_000


def made(last_time: int = 0) -> State:
    return State(HubSettings(), StoredState(last_time=last_time), NOW)


def test_each_stamp_has_a_sequence_and_a_millisecond_of_its_own() -> None:
    state = made()
    first, time = state.next_stamp()
    assert time == NOW
    assert state.next_stamp(5) == (first + 1, NOW + 1)
    assert state.next_stamp() == (first + 6, NOW + 2)
    state.now = NOW + 50
    assert state.next_stamp() == (first + 7, NOW + 50)


def test_in_a_flood_time_runs_ahead_of_the_clock_for_a_second_at_most() -> None:
    state = made()
    times = [state.next_stamp()[1] for _ in range(5000)]
    assert times == sorted(times)
    assert len(set(times[:1000])) == 1000
    assert times[-1] <= NOW + 1100


def test_a_clock_that_is_set_back_stops_nothing() -> None:
    state = made()
    before = state.next_stamp()[1]
    state.now -= DAY
    times = []
    for _ in range(5):
        state.ticks += 1
        times += [state.next_stamp()[1] for _ in range(200)]
    assert times == sorted(times)
    assert times[0] > before
    assert times[-1] - before == 500
    state.now = before + DAY
    assert state.next_stamp()[1] == before + DAY


def test_what_was_said_before_a_restart_stays_older() -> None:
    assert made(last_time=NOW + DAY).next_stamp()[1] == NOW + DAY + 1
