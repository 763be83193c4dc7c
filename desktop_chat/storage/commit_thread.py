"""Group commit: one thread writes all queued submissions as one transaction, and announces that they are durable.

While a commit is being synced, the next submissions gather. So the number of syncs follows the speed of the disk, and
submitting never waits for the disk.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from desktop_chat.storage.records import Change, Entry, EntryRun
from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import log
from desktop_chat.texts import storage as texts

_log = logging.getLogger(__name__)

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0
"""Seconds between attempts while commits fail. The pause doubles from the first to the longest."""

CHORE_SECONDS = 0.05
"""At a steady load, one chore is run between two commits at most this often."""

CLOSING_SECONDS = 2.0
"""How long `close` tries to commit the queue."""


class CommitThread:
    """The queue of submissions and the thread that commits the queue."""

    def __init__(
        self, write: Callable[[Iterable[Change]], None], explain: Callable[[Exception], str], sequence: int = 0
    ) -> None:
        """Start the thread.

        `write` commits changes, or raises and leaves nothing behind; only this thread calls `write`. `explain` returns
        a sentence for an exception of `write`. `sequence` is the last sequence on disk.
        """
        self._write = write
        self._explain = explain
        self._lock = threading.Lock()
        self._arrived = threading.Condition(self._lock)
        self._advanced = threading.Condition(self._lock)
        self._queue: deque[tuple[Change, ...]] = deque()
        self._chores: deque[tuple[Callable[[], None], threading.Event]] = deque()
        self._last_chore = 0.0
        self._submitted = 0
        self._durable = 0
        self._sequence = sequence
        self._trouble = ""
        self._watchers: tuple[Callable[[], None], ...] = ()
        self._deadline: float | None = None
        self._ended = False
        # A daemon: a disk that hangs for ever must not keep the process alive.
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    @property
    def durable(self) -> int:
        """The number of the newest commit on disk. Thread: any."""
        return self._durable

    @property
    def sequence(self) -> int:
        """The last sequence on disk. Thread: any."""
        return self._sequence

    @property
    def error_text(self) -> str:
        """The reason why commits fail at present, or "". Thread: any."""
        return self._trouble

    def watch_commits(self, callback: Callable[[], None]) -> None:
        """Call `callback` on this thread after each change of `durable` or `error_text`."""
        with self._lock:
            self._watchers = (*self._watchers, callback)

    def submit(self, changes: Sequence[Change]) -> int:
        """Queue one commit and return the commit number. Never blocks.

        Thread: any.
        Raises: StoreError after `close`.
        """
        with self._lock:
            if self._deadline is not None:
                raise StoreError(texts.STORE_CLOSED)
            self._submitted += 1
            self._queue.append(tuple(changes))
            self._arrived.notify()
            return self._submitted

    def skip_commits(self, count: int) -> int:
        """Count commits of an earlier run as durable, before the first `submit`. Return the number of the last one."""
        with self._lock:
            assert self._submitted == self._durable, "skipped commits come before the others"
            self._submitted += count
            self._durable += count
            return self._submitted

    def run_chore(self, work: Callable[[], None], seconds: float) -> bool:
        """Run `work` on this thread when no submission waits. Return True if it ran within `seconds`. Blocks.

        Thread: any but this one.
        """
        done = threading.Event()
        with self._lock:
            if self._deadline is not None:
                return False
            self._chores.append((work, done))
            self._arrived.notify()
        return done.wait(seconds)

    def wait_for_sequence(self, upto: int, seconds: float) -> bool:
        """Wait until the sequence `upto` is on disk. Return False after `seconds`, or if the thread has ended.

        Sequences may have gaps, so the wait also ends when everything submitted before this call is on disk: the Entry
        `upto` was submitted before the caller learned of it.
        """
        with self._lock:
            if self._sequence >= upto:
                return True
            number = self._submitted
            self._advanced.wait_for(
                lambda: self._sequence >= upto or self._durable >= number or self._ended, timeout=seconds
            )
            return self._sequence >= upto or self._durable >= number

    def close(self) -> bool:
        """Commit the queue and end the thread. Return False if the disk hangs. Idempotent. Thread: any."""
        with self._lock:
            if self._deadline is None:
                self._deadline = time.monotonic() + CLOSING_SECONDS
                self._arrived.notify()
        self._thread.join(2 * CLOSING_SECONDS)
        if self._thread.is_alive():
            _log.error("The disk does not answer: the last messages may be lost.")
            return False
        return True

    # On the thread

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while batch := self._next_batch():
            try:
                self._write(chain.from_iterable(batch))
            except Exception as error:  # Whatever the reason, the changes stay queued.
                self._set_error(self._explain(error))
                if not self._wait_before_retry(pause):
                    break
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                self._mark_durable(batch)
                pause = FIRST_PAUSE
        with self._lock:
            self._ended = True
            left = len(self._queue)
            self._advanced.notify_all()
        if left:
            _log.error("The chat ends with %d unsaved changes: %s", left, self._trouble)

    def _next_batch(self) -> tuple[tuple[Change, ...], ...]:
        """Wait for submissions and return them all, leaving them in the queue. Return () at the end.

        Chores run while no submission waits, and now and then in between.
        """
        while True:
            with self._lock:
                while not (self._queue or self._chores) and self._deadline is None:
                    self._arrived.wait()
                busy = bool(self._queue) and time.monotonic() - self._last_chore < CHORE_SECONDS
                if busy or not self._chores or self._deadline is not None:
                    return tuple(self._queue)
                work, done = self._chores.popleft()
            try:
                work()
                done.set()
            except Exception as error:  # The search thread asks again.
                _log.info("A chore failed and is tried again: %s", self._explain(error))
            self._last_chore = time.monotonic()

    def _mark_durable(self, batch: tuple[tuple[Change, ...], ...]) -> None:
        newest = max(
            (
                change.last_sequence if isinstance(change, EntryRun) else change.sequence
                for changes in batch
                for change in changes
                if isinstance(change, Entry | EntryRun)
            ),
            default=0,
        )
        with self._lock:
            for _ in batch:
                self._queue.popleft()
            self._durable += len(batch)
            self._sequence = max(self._sequence, newest)
            healed, self._trouble = self._trouble, ""
            self._advanced.notify_all()
        if healed:
            _log.info("%s", log.SAVING_AGAIN)
        self._call_watchers()

    def _set_error(self, sentence: str) -> None:
        if sentence == self._trouble:
            return
        self._trouble = sentence
        _log.error("%s", sentence)
        self._call_watchers()

    def _wait_before_retry(self, pause: float) -> bool:
        """Wait before the next attempt. Return False if the time to close is over."""
        with self._lock:
            if self._deadline is None:
                self._arrived.wait_for(lambda: self._deadline is not None, timeout=pause)
                return True
            left = self._deadline - time.monotonic()
            if left <= 0:
                return False
        time.sleep(min(FIRST_PAUSE, left))
        return True

    def _call_watchers(self) -> None:
        for callback in self._watchers:
            try:
                callback()
            except Exception:
                _log.exception("A watcher of the store failed.")
