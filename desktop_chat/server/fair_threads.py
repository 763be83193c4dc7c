"""FairThreads: a few threads that work for many places, one piece of work from each place in turn."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict, deque
from collections.abc import Callable

Work = Callable[[], None]
_log = logging.getLogger(__name__)


class FairThreads:
    """A pool of threads that serves each place once before any place again. Much work delays only its own place.

    A place is a neighbourhood, or "" for work of the server itself.
    Thread: any; only `close` blocks.
    """

    def __init__(self, count: int, name: str) -> None:
        self._changed = threading.Condition()
        self._waiting: OrderedDict[str, deque[Work]] = OrderedDict()
        self._idle = 0
        self._untold = 0
        """Pieces that threads of the pool have submitted since a thread took work."""
        self._closed = False
        self._threads: list[threading.Thread] = []
        self._count = count
        self._name = name

    def submit(self, place: str, work: Work) -> None:
        """Queue a piece of work, which handles its own errors. After `close`, drop the work.

        A thread of the pool submits as the last act of a piece, and wakes no other thread: it goes on itself.
        """
        with self._changed:
            if self._closed:
                return
            self._waiting.setdefault(place, deque()).append(work)
            if threading.current_thread() in self._threads:
                self._untold += 1
            else:
                self._engage_thread()

    def _engage_thread(self) -> None:
        """Wake an idle thread, or start one if there may be more."""
        if self._idle:
            self._changed.notify()
        elif len(self._threads) < self._count:
            thread = threading.Thread(target=self._run, name=f"{self._name}-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def close(self, seconds: float | None = None) -> None:
        """Drop the queued work, and wait for the running work, for at most `seconds` each. Idempotent."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join(seconds)

    def _run(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    if self._closed:
                        return
                    self._idle += 1
                    self._changed.wait()
                    self._idle -= 1
                work = self._next()
                for _ in range(self._untold - 1):
                    self._engage_thread()
                self._untold = 0
            try:
                work()
            except Exception:
                _log.exception("A piece of work failed")

    def _next(self) -> Work:
        """Return the oldest work of the next place, and move the place to the end."""
        place, waiting = next(iter(self._waiting.items()))
        work = waiting.popleft()
        if waiting:
            self._waiting.move_to_end(place)
        else:
            del self._waiting[place]
        return work
