"""FileLoader: downloads files into the cache, a few at a time, the one that was asked for last first.

Threads: GUI, and `file download` where a method says so.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from contextlib import suppress

from PySide6.QtCore import QObject, Qt, Signal

from desktop_chat.client.file_cache import FileCache
from desktop_chat.qt.network.file_courier import FileCourier, FileJob, FileRequest, LoadState, LoadStatus

COURIERS = 3
"""Downloads at one time."""
_IDLE_SECONDS = 20.0
"""How long a courier keeps its connection for the next file."""
_REMEMBERED = 4_000
"""Files whose status is known."""


class FileLoader(QObject):
    """All downloads of the program."""

    changed = Signal(str)  # the address of a file whose status has changed
    cache_measured = Signal(object)  # the bytes of all files in the cache
    _told = Signal(object, object)  # FileJob, LoadStatus
    _measured = Signal(object, bool)  # bytes, and whether the cache was cleared

    def __init__(self, cache: FileCache, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cache = cache
        self._known: OrderedDict[str, LoadStatus] = OrderedDict()
        self._jobs: dict[str, FileJob] = {}
        self._guard = threading.Condition()  # for the three below
        self._waiting: list[FileJob] = []
        self._couriers = 0
        self._closed = False
        self._is_tidy = False
        """What an earlier run has left was deleted."""
        self._measured.connect(self._on_measured, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def status_of(self, address: str) -> LoadStatus | None:
        """Return how far a file has come; None if nobody has asked for the file and it is not in the cache."""
        known = self._known.get(address)
        if known is None:
            path = self.cache.find_file(address)
            if path is None:
                return None
            known = LoadStatus(LoadState.READY, path=path)
            self._remember_status(address, known)
        return known

    def load_file(self, request: FileRequest) -> None:
        """Load a file, unless it is here or on its way."""
        known = self.status_of(request.address)
        if self._closed or (known is not None and known.state is not LoadState.FAILED):
            return
        job = self._jobs[request.address] = FileJob(request)
        self._remember_status(request.address, LoadStatus(LoadState.WAITING))
        with self._guard:
            self._waiting.append(job)
            if self._couriers < COURIERS:
                self._couriers += 1
                threading.Thread(target=self._carry_out_jobs, name="file download", daemon=True).start()
            self._guard.notify()
        self.changed.emit(request.address)

    def cancel_load(self, address: str) -> None:
        """Stop a download. What has come is dropped."""
        job = self._jobs.pop(address, None)
        if job is None:
            return
        job.cancel()
        self._known.pop(address, None)
        self.changed.emit(address)

    def forget_file(self, address: str) -> None:
        """Forget a file that is not in the cache any more."""
        if address not in self._jobs:
            self._known.pop(address, None)

    def measure_cache(self, *, clear: bool = False) -> None:
        """Measure the cache, or `clear` it before. `cache_measured` follows."""
        threading.Thread(target=self._measure_cache, args=(clear,), name="file cache", daemon=True).start()

    def _measure_cache(self, clear: bool) -> None:
        """Thread: file cache."""
        if clear:
            self.cache.clear()
        with suppress(RuntimeError):  # the program ends, and Qt has deleted the loader
            self._measured.emit(self.cache.size(), clear)

    def _on_measured(self, size: int, is_cleared: bool) -> None:
        if is_cleared:
            self.forget_files()
        self.cache_measured.emit(size)

    def forget_files(self) -> None:
        """Forget all files that were loaded, after the cache was cleared."""
        for address in [one for one in self._known if one not in self._jobs]:
            del self._known[address]
            self.changed.emit(address)

    def close(self) -> None:
        """Stop all downloads. The threads end soon."""
        with self._guard:
            self._closed = True
            self._waiting.clear()
            self._guard.notify_all()
        for job in self._jobs.values():
            job.cancel()
        self._jobs.clear()

    def _remember_status(self, address: str, status: LoadStatus) -> None:
        self._known[address] = status
        self._known.move_to_end(address)
        if len(self._known) > _REMEMBERED:
            settled = next((one for one in self._known if one not in self._jobs), None)
            if settled is not None:
                del self._known[settled]

    def _on_told(self, job: FileJob, status: LoadStatus) -> None:
        address = job.request.address
        if self._jobs.get(address) is not job:
            return
        if status.state is not LoadState.LOADING:
            del self._jobs[address]
        self._remember_status(address, status)
        self.changed.emit(address)

    def _carry_out_jobs(self) -> None:
        """Carry out the downloads, the newest first, until there is nothing to do for a while.

        Thread: file download.
        """
        with self._guard:
            is_first, self._is_tidy = not self._is_tidy, True
        if is_first:
            self.cache.drop_leftovers(time.time_ns())
        courier = FileCourier(self.cache, self._tell_status)
        try:
            while (job := self._next_job()) is not None:
                courier.carry(job)
        finally:
            courier.close()

    def _next_job(self) -> FileJob | None:
        """Return the job to do next; None if this thread shall end.

        Thread: file download.
        """
        with self._guard:
            while self._waiting or self._closed or self._guard.wait(_IDLE_SECONDS):
                if self._closed:
                    break
                if self._waiting:
                    return self._waiting.pop()
            self._couriers -= 1
            return None

    def _tell_status(self, job: FileJob, status: LoadStatus) -> None:
        """Thread: file download."""
        with suppress(RuntimeError):  # the program ends, and Qt has deleted the loader
            self._told.emit(job, status)
