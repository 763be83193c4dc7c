"""One batch is under way at a time, bounded, and repeated until the log shows it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from desktop_chat.cluster import publisher as module
from desktop_chat.cluster.events import Batch, Detach, Event, Hello
from desktop_chat.cluster.port import LogEntry, LogUnavailable
from desktop_chat.cluster.publisher import Publisher
from desktop_chat.cluster.wire import decode_batch, encode_event
from tests.patience import SECONDS


class SilentLog:
    """Takes batches and shows nothing."""

    def __init__(self) -> None:
        self.batches: list[Batch] = []
        self.fails = 0
        self._came = threading.Condition()

    def append(self, data: bytes) -> None:
        with self._came:
            if self.fails:
                self.fails -= 1
                raise LogUnavailable("Not now.")
            self.batches.append(decode_batch(data))
            self._came.notify_all()

    def follow(self, after: int) -> Iterator[LogEntry]:
        return iter(())

    @property
    def last_position(self) -> int:
        return 0

    def wait_for(self, count: int, seconds: float = SECONDS) -> Batch:
        with self._came:
            assert self._came.wait_for(lambda: len(self.batches) >= count, seconds)
            return self.batches[count - 1]


@pytest.fixture
def log() -> SilentLog:
    return SilentLog()


@pytest.fixture
def publisher(log: SilentLog, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setattr(module, "BEAT_SECONDS", SECONDS)
    made = Publisher(log, bytes, "a")
    made.start()
    yield made
    made.close()
    made.join()


def _detach(number: int, text: str = "Gone") -> Detach:
    return Detach(number, text, lost=False)


def test_events_gather_while_a_batch_is_under_way(publisher: Publisher, log: SilentLog) -> None:
    publisher.claim = (7, b"seven")
    publisher.begin_boot("1", Hello("v"))
    assert log.wait_for(1) == Batch("a", "1", 1, 7, b"seven", (Hello("v"),))
    publisher.add_event(_detach(1))
    publisher.add_event(_detach(2))
    assert publisher.waiting_bytes > 0
    publisher.acknowledge()
    assert log.wait_for(2) == Batch("a", "1", 2, 7, b"seven", (_detach(1), _detach(2)))
    assert publisher.waiting_bytes == 0


def test_first_batch_of_a_boot_has_its_event(log: SilentLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """The thread may wake at any moment, and the time for a sign of life may have come just then."""
    encode = encode_event

    def encode_slowly(event: Event) -> bytes:
        with suppress(AssertionError):
            log.wait_for(1, 0.2)
        return encode(event)

    monkeypatch.setattr(module, "encode_event", encode_slowly)
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.0)
    publisher = Publisher(log, bytes, "a")
    publisher.start()
    try:
        publisher.begin_boot("1", Hello("v"))
        assert log.wait_for(1).events == (Hello("v"),)
    finally:
        publisher.close()
        publisher.join()


def test_thread_without_a_boot_rests(log: SilentLog, monkeypatch: pytest.MonkeyPatch) -> None:
    """A node replays for minutes before its first boot."""
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.0)
    publisher = Publisher(log, bytes, "a")
    waits: list[float | None] = []
    is_waiting = threading.Event()
    wait = publisher._changed.wait

    def note_wait(timeout: float | None = None) -> bool:
        waits.append(timeout)
        is_waiting.set()
        return wait(timeout if timeout is None else max(timeout, 0.01))

    monkeypatch.setattr(publisher._changed, "wait", note_wait)
    publisher.start()
    assert is_waiting.wait(SECONDS)
    publisher.add_event(_detach(1))
    publisher.close()
    publisher.join()
    assert set(waits) == {None}


def test_batch_is_bounded(publisher: Publisher, log: SilentLog, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH_BYTES", 100)
    publisher.begin_boot("1", Hello("v"))
    log.wait_for(1)
    for number in range(5):
        publisher.add_event(_detach(number, "x" * 60))
    for number in (2, 3, 4):
        publisher.acknowledge()
        log.wait_for(number)
    assert [len(batch.events) for batch in log.batches] == [1, 2, 2, 1]


def test_batch_is_repeated_until_the_log_shows_it(
    publisher: Publisher, log: SilentLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BEAT_SECONDS", 0.0)
    log.fails = 2
    publisher.begin_boot("1", Hello("v"))
    assert log.wait_for(2) == log.wait_for(3)


def test_hurry_publishes_an_empty_batch_and_a_new_boot_counts_from_one(publisher: Publisher, log: SilentLog) -> None:
    publisher.begin_boot("1", Hello("v"))
    log.wait_for(1)
    publisher.acknowledge()
    publisher.hurry()
    assert log.wait_for(2).events == ()
    publisher.add_event(_detach(1))
    publisher.begin_boot("2", Hello("v"))
    assert log.wait_for(3) == Batch("a", "2", 1, 0, b"", (Hello("v"),))
