"""Group commit: one thread takes all that waits, writes it as one transaction, and says that it is on disk.

While one commit is being synced the next submissions gather, so the disk is never asked for more than it gives and
never waited for by those who submit.
"""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from desktop_chat.storage.store_api import Change, Entry, EntryRun, StoreError
from desktop_chat.texts import storage as texts

_log = logging.getLogger(__name__)

FIRST_PAUSE = 0.05
LONGEST_PAUSE = 2.0
"""Seconds between tries while commits fail: doubled from the first to the longest."""

CHORE_SECONDS = 0.05
"""How often one chore comes between two commits while there is no pause."""

CLOSING_SECONDS = 2.0
"""How long `close` goes on trying to commit what is queued."""


class CommitThread:
    """The queue of submissions and the thread that commits it.

    `write` commits changes or raises, leaving nothing behind; it is called on this thread only. `explain` turns what
    it raised into words. `sequence` is the last one that is on disk already.
    """

    def __init__(
        self, write: Callable[[Iterable[Change]], None], explain: Callable[[Exception], str], sequence: int = 0
    ) -> None:
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
        # A disk that hangs for ever must not keep the process.
        self._thread = threading.Thread(target=self._run, name="store", daemon=True)
        self._thread.start()

    @property
    def durable(self) -> int:
        """The number of the newest commit on disk. Any thread; never blocks."""
        return self._durable

    @property
    def error_text(self) -> str:
        """Why commits fail at present, or "". Any thread; never blocks."""
        return self._trouble

    def watch_commits(self, callback: Callable[[], None]) -> None:
        """Call `callback` on this thread whenever `durable` or `trouble` has changed."""
        with self._lock:
            self._watchers = (*self._watchers, callback)

    def submit(self, changes: Sequence[Change]) -> int:
        """Queue one commit and return its number. Any thread; never blocks. Raises StoreError once closed."""
        with self._lock:
            if self._deadline is not None:
                raise StoreError(texts.STORE_CLOSED)
            self._submitted += 1
            self._queue.append(tuple(changes))
            self._arrived.notify()
            return self._submitted

    def run_chore(self, work: Callable[[], None], seconds: float) -> bool:
        """Have something written when no submission waits: whether it was, within so many seconds. Blocks; not on
        this thread."""
        done = threading.Event()
        with self._lock:
            if self._deadline is not None:
                return False
            self._chores.append((work, done))
            self._arrived.notify()
        return done.wait(seconds)

    def wait_for_sequence(self, upto: int, seconds: float) -> bool:
        """Wait until sequence `upto` is on disk: True, or False after `seconds` or once the thread has ended.

        Sequences that no Entry got never come. So it is enough that all is on disk that was submitted before the
        call: whoever learned of `upto` did so after it was submitted.
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
        """Commit what is queued and end the thread: True, or False if the disk still hangs. Idempotent, any thread."""
        with self._lock:
            if self._deadline is None:
                self._deadline = time.monotonic() + CLOSING_SECONDS
                self._arrived.notify()
        self._thread.join(2 * CLOSING_SECONDS)
        if self._thread.is_alive():
            _log.error("The disk does not answer: what was said last may be lost.")
            return False
        return True

    # On the thread

    def _run(self) -> None:
        pause = FIRST_PAUSE
        while batch := self._next_batch():
            try:
                self._write(chain.from_iterable(batch))
            except Exception as error:  # Whatever it is, what was said stays queued.
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
        """All that waits, left in the queue; empty when it is time to end. A chore comes when nothing waits, and now
        and then in between."""
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
            except Exception as error:  # Whoever asked for it will ask again.
                _log.info("What is past its time could not be deleted now: %s", self._explain(error))
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
            _log.info("Commits succeed again.")
        self._call_watchers()

    def _set_error(self, sentence: str) -> None:
        if sentence == self._trouble:
            return
        self._trouble = sentence
        _log.error("%s", sentence)
        self._call_watchers()

    def _wait_before_retry(self, pause: float) -> bool:
        """Wait before the next try; False when there is none, because the time to close is over."""
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
