"""How often somebody has tried."""

from __future__ import annotations

from desktop_chat.hub.attempts import Attempts


def test_within_the_window() -> None:
    attempts = Attempts(10)
    for tick in (0, 1, 2):
        attempts.note("a", tick)
    assert attempts.count("a", 9) == 3
    assert attempts.count("a", 11) == 1
    assert attempts.count("a", 12) == 0
    assert attempts.count("b", 0) == 0


def test_many_addresses_take_no_more_memory() -> None:
    attempts = Attempts(10)
    for number in range(5000):
        attempts.note(str(number), 0)
    assert attempts.count("0", 0) == 0
    assert attempts.count("4999", 0) == 1
