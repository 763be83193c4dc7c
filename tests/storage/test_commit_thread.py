"""Group commit with a `write` that the test holds in its hand."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator

import pytest

from desktop_chat.storage.commit_thread import CommitThread
from desktop_chat.storage.records import Change
from desktop_chat.storage.store_api import StoreError
from tests.patience import SECONDS
from tests.storage.entries import entry


class FakeDisk:
    """Accepts batches while `open` is set, or raises `error`."""

    def __init__(self) -> None:
        self.batches: list[list[Change]] = []
        self.entered = threading.Semaphore(0)
        self.open = threading.Event()
        self.open.set()
        self.error: Exception | None = None

    def write(self, changes: Iterable[Change]) -> None:
        self.entered.release()
        assert self.open.wait(SECONDS)
        if self.error is not None:
            raise self.error
        self.batches.append(list(changes))


@pytest.fixture
def disk() -> FakeDisk:
    return FakeDisk()


@pytest.fixture
def store(disk: FakeDisk) -> Iterator[CommitThread]:
    thread = CommitThread(disk.write, str)
    yield thread
    disk.open.set()
    thread.close()


def settled(store: CommitThread, commit: int) -> None:
    changed = threading.Event()
    store.watch_commits(changed.set)
    while store.durable < commit:
        assert changed.wait(SECONDS)
        changed.clear()


def test_submissions_during_a_commit_become_one_commit(disk: FakeDisk, store: CommitThread) -> None:
    disk.open.clear()
    assert store.submit([entry(1)]) == 1
    assert disk.entered.acquire(timeout=SECONDS)
    assert [store.submit([entry(sequence)]) for sequence in (2, 3, 4)] == [2, 3, 4]
    assert store.durable == 0
    disk.open.set()
    settled(store, 4)
    assert disk.batches == [[entry(1)], [entry(2), entry(3), entry(4)]]


def test_watchers_are_called_once_for_each_commit_on_the_thread(disk: FakeDisk, store: CommitThread) -> None:
    seen: list[tuple[int, str]] = []
    store.watch_commits(lambda: seen.append((store.durable, threading.current_thread().name)))
    for commit in (1, 2, 3):
        settled(store, store.submit([entry(commit)]))
    store.close()
    assert seen == [(1, "store"), (2, "store"), (3, "store")]


def test_an_empty_submission_is_a_commit(disk: FakeDisk, store: CommitThread) -> None:
    settled(store, store.submit([]))
    assert disk.batches == [[]]


def test_a_failed_commit_stays_queued(
    disk: FakeDisk, store: CommitThread, expected_warnings: list[logging.LogRecord]
) -> None:
    disk.error = OSError("full")
    told = threading.Event()
    store.watch_commits(told.set)
    store.submit([entry(1)])
    assert told.wait(SECONDS)
    assert (store.error_text, store.durable) == ("full", 0)
    told.clear()
    store.submit([entry(2)])
    disk.error = None
    settled(store, 2)
    assert store.error_text == ""
    assert disk.batches == [[entry(1), entry(2)]]
    assert [record.getMessage() for record in expected_warnings] == ["full"]


def test_watchers_hear_of_an_error_once(
    disk: FakeDisk, store: CommitThread, expected_warnings: list[logging.LogRecord]
) -> None:
    said: list[str] = []
    store.watch_commits(lambda: said.append(store.error_text))
    disk.error = OSError("full")
    store.submit([entry(1)])
    for _ in range(3):
        assert disk.entered.acquire(timeout=SECONDS)
    disk.error = None
    settled(store, 1)
    store.close()
    assert said == ["full", ""]
    assert len(expected_warnings) == 1


def test_failing_watcher_does_not_stop_the_thread(
    disk: FakeDisk, store: CommitThread, expected_warnings: list[logging.LogRecord]
) -> None:
    def fails() -> None:
        raise RuntimeError("no")

    store.watch_commits(fails)
    settled(store, store.submit([entry(1)]))
    settled(store, store.submit([entry(2)]))
    store.close()
    assert [record.getMessage() for record in expected_warnings] == ["A watcher of the store failed."] * 2


def test_close_commits_what_is_queued(disk: FakeDisk, store: CommitThread) -> None:
    disk.open.clear()
    for sequence in range(1, 20):
        store.submit([entry(sequence)])
    disk.open.set()
    assert store.close()
    assert store.durable == 19
    assert store.close()
    with pytest.raises(StoreError, match=r"The store is closed\."):
        store.submit([])


def test_close_gives_up_on_a_disk_that_fails(
    disk: FakeDisk, store: CommitThread, expected_warnings: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_chat.storage.commit_thread.CLOSING_SECONDS", 0.2)
    disk.error = OSError("full")
    store.submit([entry(1)])
    store.submit([entry(2)])
    assert store.close()
    assert store.durable == 0
    assert expected_warnings[-1].getMessage() == "The chat ends with 2 unsaved changes: full"


def test_close_says_that_a_disk_hangs(
    disk: FakeDisk, store: CommitThread, expected_warnings: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_chat.storage.commit_thread.CLOSING_SECONDS", 0.1)
    disk.open.clear()
    store.submit([entry(1)])
    assert not store.close()
    assert expected_warnings[-1].getMessage() == "The disk does not answer: the last messages may be lost."


def test_wait_returns_at_once_for_durable_sequences(disk: FakeDisk) -> None:
    store = CommitThread(disk.write, str, sequence=10)
    try:
        disk.open.clear()
        store.submit([entry(11)])
        assert store.wait_for_sequence(10, SECONDS)
        assert not store.wait_for_sequence(11, 0.01)
        waiting = threading.Timer(0, disk.open.set)
        waiting.start()
        assert store.wait_for_sequence(11, SECONDS)
        waiting.join()
        # No Entry has this number, and none was submitted that could.
        assert store.wait_for_sequence(10**9, SECONDS)
    finally:
        disk.open.set()
        store.close()


def test_close_wakes_waiting_threads(
    disk: FakeDisk, store: CommitThread, expected_warnings: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_chat.storage.commit_thread.CLOSING_SECONDS", 0.1)
    disk.error = OSError("full")
    store.submit([entry(1)])
    answers: list[bool] = []
    waiting = threading.Thread(target=lambda: answers.append(store.wait_for_sequence(1, SECONDS)))
    waiting.start()
    store.close()
    waiting.join(SECONDS)
    assert answers == [False]
