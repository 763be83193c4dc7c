"""Times on the wire."""

from __future__ import annotations

import pytest

from desktop_chat.irc.server_time import format_time, parse_spoken_time, parse_time


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("1970-01-01T00:00:01Z", 1_000),
        ("2019-01-04T14:33:26.123Z", 1_546_612_406_123),
        ("2019-01-04T14:33:26.1Z", 1_546_612_406_100),
        ("2019-01-04T14:33:26.123999999Z", 1_546_612_406_123),
        ("1969-12-31T23:59:59.000Z", 0),
        ("2019-02-30T00:00:00Z", None),
        ("2019-01-04T14:33:26", None),
        ("٢٠١٩-01-04T14:33:26Z", None),
        ("", None),
    ],
)
def test_parses_a_time_or_returns_none(text: str, time: int | None) -> None:
    assert parse_time(text) == time


@pytest.mark.parametrize("time", [0, 999, 1_000, 1_546_612_406_123, 253_402_300_799_999])
def test_parses_what_it_formats(time: int) -> None:
    assert parse_time(format_time(time)) == time


def test_formats_times_out_of_range_as_the_first_and_the_last() -> None:
    assert format_time(-1) == "1970-01-01T00:00:00.000Z"
    assert format_time(10**18) == "9999-12-31T23:59:59.999Z"


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Fri Nov 27 18:04:12 2026", 1_795_802_652_000),
        ("Fri, 27 Nov 2026 18:04:12 UTC", 1_795_802_652_000),
        ("November 27 2026 - 18:04:12 +00:00", 1_795_802_652_000),
        ("Fri Nov 27", None),
        ("Feb 30 18:04:12 2026", None),
        ("Nov 27 Dec 28 18:04:12 2026", None),
        ("irc.example.org", None),
        ("", None),
    ],
)
def test_parses_a_time_in_words_or_returns_none(text: str, time: int | None) -> None:
    assert parse_spoken_time(text) == time
