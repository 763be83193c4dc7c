"""Redactions of late."""

from __future__ import annotations

from desktop_chat.hub.records.recent_redactions import RecentRedactions


def test_the_latest_redactions_are_remembered() -> None:
    redactions = RecentRedactions()
    for sequence in range(1001):
        redactions.add_place(1, sequence)
    assert redactions.has_place(1, 1000)
    assert redactions.has_place(1, 1)
    assert not redactions.has_place(1, 0), "the oldest is dropped"
    assert not redactions.has_place(2, 1000)
