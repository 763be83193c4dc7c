"""Durations as people write them."""

from __future__ import annotations

import pytest

from desktop_chat.hub.moderation.durations import duration_text, seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1h30m", 5400), ("90s", 90), ("2D", 172_800), ("1w", 604_800), ("5", 300), ("0", None), ("0m", None),
        ("", None),
        ("h", None), ("ann", None), ("1h!", None), ("99999w", None), ("99999999", None), ("\u0661h", None),
        ("-5", None),
    ],
)  # fmt: skip
def test_duration_is_parsed(text: str, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


def test_duration_is_written_in_its_two_largest_units() -> None:
    assert [duration_text(seconds) for seconds in (0, 59, 60, 5400, 86_400, 180_061, 1_209_600)] == [
        "0 s", "59 s", "1 min", "1 h 30 min", "1 day", "2 days 2 h", "2 weeks"
    ]  # fmt: skip
