"""Times as clients write them."""

from __future__ import annotations

import pytest

from desktop_chat.irc.server_time import time_of


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("1970-01-01T00:00:01Z", 1_000),
        ("2019-01-04T14:33:26.123Z", 1_546_612_406_123),
        ("2019-01-04T14:33:26.1Z", 1_546_612_406_100),
        ("1969-12-31T23:59:59.000Z", 0),
        ("2019-02-30T00:00:00Z", None),
        ("2019-01-04T14:33:26", None),
        ("٢٠١٩-01-04T14:33:26Z", None),
        ("", None),
    ],
)
def test_a_moment_or_none(text: str, time: int | None) -> None:
    assert time_of(text) == time
