"""Attempts within a window of time."""

from __future__ import annotations

from desktop_chat.hub.records.sliding_window import SlidingWindow


def test_attempts_count_within_the_window() -> None:
    attempts = SlidingWindow(10)
    for tick in (0, 1, 2):
        attempts.record_attempt("a", tick)
    assert attempts.count_attempts("a", 9) == 3
    assert attempts.count_attempts("a", 11) == 1
    assert attempts.count_attempts("a", 12) == 0
    assert attempts.count_attempts("b", 0) == 0


def test_addresses_are_limited() -> None:
    attempts = SlidingWindow(10)
    for number in range(5000):
        attempts.record_attempt(str(number), 0)
    assert attempts.count_attempts("0", 0) == 0
    assert attempts.count_attempts("4999", 0) == 1
