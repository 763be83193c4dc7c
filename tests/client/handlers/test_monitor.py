"""Numerics of MONITOR."""

from __future__ import annotations

from desktop_chat.client.events import EntryAdded
from tests.client.session_harness import MODERN, SessionHarness


def test_people_whom_only_a_person_watches_are_shown() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann MONITOR=50 :are supported")
    shown = [event for event in harness.receive(":s 730 ann :zoe!z@h") if isinstance(event, EntryAdded)]
    assert [event.entry.text for event in shown] == ["zoe!z@h"]


def test_full_list_is_no_message() -> None:
    harness = SessionHarness()
    harness.connect(MODERN, ":s 005 ann MONITOR=50 :are supported")
    assert harness.receive(":s 734 ann 50 zoe :Monitor list is full.") == []
