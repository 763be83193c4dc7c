"""The writer: entries of large batches are counted and found like single ones."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.client.archive import Archive
from desktop_chat.client.entry import DeliveryState
from tests.client.archive_searching import find
from tests.client.test_archive import entry, flushed
from tests.patience import SECONDS


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path / "archive.db")
    yield opened
    opened.close()


@pytest.mark.parametrize("many", [1, 2, 255, 256, 257, 1000])
def test_entries_of_any_batch_size_are_counted_and_found(archive: Archive, many: int) -> None:
    archive.add_entries("net", "#tea", [entry(archive.next_id(), number, f"leaf {number}") for number in range(many)])
    flushed(archive)
    assert archive.entry_count("net", "#tea") == many
    assert [found.entry.time for found in find(archive, "leaf", limit=2000)] == list(range(many))[::-1]


def test_doubles_in_a_batch_are_left_out(archive: Archive) -> None:
    first = [entry(archive.next_id(), number, f"leaf {number}", msgid=f"m{number}") for number in range(300)]
    again = [replace(one, id=archive.next_id()) for one in first[100:]]
    new = [entry(archive.next_id(), 1000, "leaf new", msgid="new")]
    archive.add_entries("net", "#tea", first)
    archive.add_entries("net", "#tea", again + new)
    flushed(archive)
    assert archive.entry_count("net", "#tea") == 301
    assert len(find(archive, "leaf", limit=2000)) == 301


def test_entry_added_and_confirmed_in_one_transaction_is_found_once(archive: Archive) -> None:
    """The echo of an own message may come before the message is on disk."""
    own = entry(archive.next_id(), 5, "leaf", own=True, state=DeliveryState.PENDING, resend="ab")
    archive.add_entries("net", "#tea", [own, entry(archive.next_id(), 6, "leaf")])
    archive.replace_entry("net", "#tea", replace(own, state=DeliveryState.SENT, msgid="m1", time=7))
    archive.add_entries("net", "#tea", [entry(archive.next_id(), 8, "leaf")])
    flushed(archive)
    assert archive.entry_count("net", "#tea") == 3
    assert [found.entry.time for found in find(archive, "leaf")] == [8, 7, 6]
    assert archive.pending_entries("net") == []


def test_search_finds_the_changed_text(archive: Archive) -> None:
    old = entry(archive.next_id(), 5, "black tea")
    archive.add_entries("net", "#tea", [old])
    flushed(archive)
    archive.replace_entry("net", "#tea", replace(old, text="green tea"))
    flushed(archive)
    assert find(archive, "black") == []
    assert [found.entry.text for found in find(archive, "green")] == ["green tea"]
    assert archive.entry_count("net", "#tea") == 1


def test_refused_row_does_not_block_the_others(archive: Archive, expected_warnings: list[logging.LogRecord]) -> None:
    entries = [entry(number + 1, 1 << 80 if number == 77 else number) for number in range(300)]
    archive.add_entries("net", "#tea", entries)
    flushed(archive)
    assert archive.entry_count("net", "#tea") == 299
    assert [record.levelname for record in expected_warnings] == ["ERROR"]


def test_waiting_caller_is_called_at_once(archive: Archive) -> None:
    """An own message is sent once it is on disk, so the writer must not wait for more changes."""
    told = threading.Event()
    archive.add_entries("net", "#tea", [entry(archive.next_id(), 5)], told.set)
    assert told.wait(SECONDS)
    assert archive.entry_count("net", "#tea") == 1
