"""Sentences for the host's log."""

from __future__ import annotations

from desktop_chat.hub.state import State
from desktop_chat.storage.records import StoredState
from desktop_chat.texts import log
from tests.hub.default_settings import make_hub_settings


def test_notes_are_in_one_outcome_and_without_control_characters() -> None:
    state = State(make_hub_settings(), StoredState(), 1_700_000_000_000)
    state.notes.add_note(log.PERSON_LEFT("ann", "\x1bbye"))
    assert state.take_outcome().notes == ("ann left: bye",)
    assert state.take_outcome().notes == ()
