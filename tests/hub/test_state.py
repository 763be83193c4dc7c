"""State: stamps after a restart, and the outcome of a hold of the lock."""

from __future__ import annotations

from desktop_chat.hub.state import State
from desktop_chat.storage.records import ReadMarker, StoredState
from tests.hub.default_settings import make_hub_settings

NOW = 1_700_000_000_000
DAY = 86_400_000


def _new_state(last_sequence: int = 0, last_time: int = 0) -> State:
    return State(make_hub_settings(), StoredState(last_sequence=last_sequence, last_time=last_time), NOW)


def test_stamps_after_a_restart_are_newer_than_stored_entries() -> None:
    newest = NOW << 20
    state = _new_state(last_sequence=newest, last_time=NOW + DAY)
    assert state.next_stamp() == (newest + 1, NOW + DAY + 1)
    assert state.last_sequence == newest + 1


def test_sequences_of_an_empty_store_begin_above_those_of_an_older_server() -> None:
    older, newer = _new_state(), State(make_hub_settings(), StoredState(), NOW + 1)
    assert older.next_stamp()[0] < newer.next_stamp()[0]


def test_outcome_is_a_commit_only_with_changes() -> None:
    state = _new_state()
    empty = state.take_outcome()
    marker = ReadMarker("cert:1", "#tea", NOW)
    commit = state.persist(marker)
    full = state.take_outcome()
    assert (empty.changes, full.changes) == ((), (marker,))
    assert commit == full.commit == empty.commit
    assert state.take_outcome().commit == commit + 1
