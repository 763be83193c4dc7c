"""Events in the last minute."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from desktop_chat.hub.rate_meter import RateMeter


@given(st.lists(st.tuples(st.integers(0, 30_000), st.integers(1, 9)), max_size=50))
def test_meter_counts_events_of_the_last_minute(steps: list[tuple[int, int]]) -> None:
    minute, now, happened = RateMeter(), 1_000_000, []
    for pause, count in steps:
        now += pause
        minute.add_events(now, count)
        happened.append((now // 1000, count))
        assert minute.events_in_last_minute(now) == sum(many for second, many in happened if second > now // 1000 - 60)
    assert minute.events_in_last_minute(now + 61_000) == 0


def test_meter_keeps_events_when_the_clock_is_set_back() -> None:
    minute = RateMeter()
    minute.add_events(100_000)
    minute.add_events(50_000, 2)
    assert minute.events_in_last_minute(100_000) == 3


def test_flood_takes_no_more_memory() -> None:
    minute = RateMeter()
    for moment in range(200_000):
        minute.add_events(moment, 100)
    assert sys.getsizeof(minute._before) < 2000
