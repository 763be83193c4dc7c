"""A bucket that fills."""

from __future__ import annotations

from desktop_chat.server.throttle import Throttle


def test_the_bucket_fills_at_its_rate() -> None:
    throttle = Throttle(burst=3, rate=2, now=0.0)
    assert throttle.allowed(0.0) == 3
    throttle.took(3)
    assert throttle.allowed(0.4) == 0
    assert throttle.allowed(0.5) == 1
    assert throttle.allowed(100.0) == 3


def test_what_is_owed_is_paid_back_before_anything_is_allowed() -> None:
    throttle = Throttle(burst=3, rate=2, now=0.0)
    throttle.took(5)
    assert throttle.allowed(0.5) == 0
    assert throttle.owes(0.5)
    assert not throttle.owes(1.0)
    assert throttle.allowed(1.5) == 1
