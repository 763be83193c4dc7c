"""Pages are found by marks, and are the same as by counting."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.client import page_index
from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from tests.patience import SECONDS

NETWORK, ROOM = "net", "#lobby"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    monkeypatch.setattr(page_index, "STEP", 16)
    made = Archive(tmp_path / "archive.db")
    yield made
    made.close()


def _say(archive: Archive, times: list[int]) -> list[Entry]:
    entries = [Entry(archive.next_id(), EntryKind.MESSAGE, time, "ann", f"at {time}") for time in times]
    archive.add_entries(NETWORK, ROOM, entries)
    return entries


def _settle(archive: Archive) -> None:
    done = threading.Event()
    archive.flush(done.set)
    assert done.wait(SECONDS)


def _compare(archive: Archive, expected: list[Entry]) -> None:
    """Pages from everywhere, in any order."""
    expected = sorted(expected, key=lambda entry: (entry.time, entry.id))
    places = list(range(0, len(expected), 7))
    random.Random(1).shuffle(places)
    for first in places:
        assert archive.read_page(NETWORK, ROOM, first, 10) == expected[first : first + 10]


def test_pages_are_read_from_any_place(archive: Archive) -> None:
    said = _say(archive, list(range(500)))
    _settle(archive)
    _compare(archive, said)
    _compare(archive, said)


def test_entry_at_the_end_changes_no_mark(archive: Archive) -> None:
    said = _say(archive, list(range(300)))
    _settle(archive)
    _compare(archive, said)
    said += _say(archive, list(range(299, 420)))
    _settle(archive)
    _compare(archive, said)


def test_entry_in_between_drops_the_marks(archive: Archive) -> None:
    said = _say(archive, list(range(1000, 1300)))
    _settle(archive)
    _compare(archive, said)
    said += _say(archive, [5, 1100, 1100])
    archive.read_page(NETWORK, ROOM, 150, 10)  # perhaps before they are on disk
    _settle(archive)
    _compare(archive, said)


def test_entry_that_moves_drops_the_marks(archive: Archive) -> None:
    said = _say(archive, list(range(300)))
    _settle(archive)
    _compare(archive, said)
    moved = Entry(said[40].id, EntryKind.MESSAGE, 250, "ann", "later", own=True, state=DeliveryState.SENT)
    archive.replace_entry(NETWORK, ROOM, moved)
    archive.read_page(NETWORK, ROOM, 150, 10)
    _settle(archive)
    _compare(archive, [entry for entry in said if entry.id != moved.id] + [moved])


def test_empty_room_has_empty_pages(archive: Archive) -> None:
    assert archive.read_page(NETWORK, ROOM, 0, 10) == []
    said = _say(archive, [1])
    _settle(archive)
    assert archive.read_page(NETWORK, ROOM, 0, 10) == said
    assert archive.read_page(NETWORK, ROOM, 5, 10) == []
