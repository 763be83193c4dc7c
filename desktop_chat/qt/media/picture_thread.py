"""PictureThread: decodes pictures one after the other, the one that was asked for last first.

A picture that takes too long is given up: its thread ends when it can, and another thread does the rest.
Threads: GUI, and `pictures` where a method says so.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal

from desktop_chat.client.picture_download import PictureError

_log = logging.getLogger(__name__)
MOST_WAITING = 48
"""Pictures that wait; beyond them the one that has waited longest is dropped."""
_CLOSE_SECONDS = 2.0
MOST_MS = 10_000
"""How long one picture may take."""

Work = Callable[[], object]
Done = Callable[[Any], None]
"""Takes what the work returned, or the PictureError by which it ended; None: the work was dropped."""


class _Job:
    """Holds no widget: the thread may be the last to let go of a job."""

    def __init__(self, work: Work) -> None:
        self.work = work


class PictureThread(QObject):
    """The one thread that decodes pictures. The thread ends when nothing waits."""

    _begun = Signal(object)  # _Job
    _ended = Signal(object, object)  # _Job, what came of it

    def __init__(self, parent: QObject | None = None, most_ms: int = MOST_MS) -> None:
        super().__init__(parent)
        self._waiting: OrderedDict[Hashable, _Job] = OrderedDict()
        self._guard = threading.Lock()  # for the one above and the two below
        self._worker: threading.Thread | None = None
        self._closed = False
        self._current: _Job | None = None
        self._done: dict[_Job, Done] = {}
        """What is called at the end of each job."""
        self._watchdog = QTimer(self, singleShot=True, interval=most_ms)
        self._watchdog.timeout.connect(self.on_too_slow)
        self._begun.connect(self._on_begun, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def add_work(self, key: Hashable, work: Work, done: Done) -> None:
        """Have work done on the thread, unless work of the same key waits. `done` is called on the GUI thread."""
        dropped, job = None, _Job(work)
        with self._guard:
            if key in self._waiting:
                self._waiting.move_to_end(key)
                return
            self._waiting[key] = job
            if len(self._waiting) > MOST_WAITING:
                _, dropped = self._waiting.popitem(last=False)
            self._begin_thread()
        self._done[job] = done
        if dropped is not None:
            self._finish_job(dropped, None)

    def close(self) -> None:
        """Do no more work, and wait for the picture that is being decoded, 2 s at most: Qt must not go before."""
        with self._guard:
            self._closed = True
            self._waiting.clear()
            worker = self._worker
        self._watchdog.stop()
        self._current = None
        self._done.clear()
        if worker is not None:
            worker.join(_CLOSE_SECONDS)

    def _finish_job(self, job: _Job, outcome: object) -> None:
        done = self._done.pop(job, None)
        if done is not None:
            with suppress(RuntimeError):  # the window was closed meanwhile, and Qt has deleted the receiver
                done(outcome)

    def _begin_thread(self) -> None:
        if self._worker is None and not self._closed:
            self._worker = threading.Thread(target=self._run, name="pictures", daemon=True)
            self._worker.start()

    def _on_begun(self, job: _Job) -> None:
        self._current = job
        self._watchdog.start()

    def _on_ended(self, job: _Job, outcome: object) -> None:
        if self._current is not job:
            return  # given up
        self._current = None
        self._watchdog.stop()
        self._finish_job(job, outcome)

    def on_too_slow(self) -> None:
        """Give up the picture that is being decoded."""
        job, self._current = self._current, None
        with self._guard:
            self._worker = None
            if self._waiting:
                self._begin_thread()
        if job is not None:
            self._finish_job(job, PictureError("it takes too long"))

    def _run(self) -> None:
        """Thread: pictures."""
        while (job := self._next_job()) is not None:
            with suppress(RuntimeError):  # the program ends, and Qt has deleted this object
                self._begun.emit(job)
            outcome: object
            try:
                outcome = job.work()
            except PictureError as error:
                outcome = error
            except Exception as error:  # a picture that nobody expected costs itself only
                _log.exception("A picture cannot be shown.")
                outcome = PictureError(str(error))
            with suppress(RuntimeError):
                self._ended.emit(job, outcome)

    def _next_job(self) -> _Job | None:
        """Return the newest job; None if this thread ends.

        Thread: pictures.
        """
        with self._guard:
            if self._worker is not threading.current_thread():
                return None  # given up
            if self._waiting:
                return self._waiting.popitem()[1]
            self._worker = None
            return None


@cache
def picture_thread() -> PictureThread:
    """Return the thread of the process, which ends with the program."""
    made, program = PictureThread(), QCoreApplication.instance()
    if program is not None:
        program.aboutToQuit.connect(made.close)
    return made
