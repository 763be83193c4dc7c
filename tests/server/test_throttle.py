"""The token bucket."""

from __future__ import annotations

from desktop_chat.server.throttle import LineRateLimit


def test_the_bucket_fills_at_its_rate() -> None:
    throttle = LineRateLimit(burst=3, rate=2, now=0.0)
    assert throttle.lines_allowed(0.0) == 3
    throttle.count_lines(3)
    assert throttle.lines_allowed(0.4) == 0
    assert throttle.lines_allowed(0.5) == 1
    assert throttle.lines_allowed(100.0) == 3


def test_what_is_owed_is_paid_back_before_anything_is_allowed() -> None:
    throttle = LineRateLimit(burst=3, rate=2, now=0.0)
    throttle.count_lines(5)
    assert throttle.lines_allowed(0.5) == 0
    assert throttle.is_overdrawn(0.5)
    assert not throttle.is_overdrawn(1.0)
    assert throttle.lines_allowed(1.5) == 1


def test_bytes_without_a_line_end_count_as_lines() -> None:
    throttle = LineRateLimit(burst=3, rate=2, now=0.0)
    throttle.count_bytes(100, 1)
    throttle.count_bytes(1023, 0)
    assert throttle.lines_allowed(0.0) == 3
    throttle.count_bytes(1, 0)
    assert throttle.lines_allowed(0.0) == 2
