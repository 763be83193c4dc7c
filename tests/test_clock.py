"""The clock of this computer."""

from __future__ import annotations

import time

from desktop_chat.clock import now_ms


def test_now_is_unix_time_in_ms() -> None:
    before = time.time()
    assert int(before * 1000) - 1 <= now_ms() <= time.time() * 1000 + 1
