"""What the disk alone takes: how long a program waits that does nothing but sync small writes, by itself and beside
writers of files. No server that syncs its messages on the same disk takes less.
"""

from __future__ import annotations

import os
import random
import statistics
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from desktop_chat.files import begin_write_back, sync_folder
from desktop_chat.server.file_host.upload import WRITE_BACK_BYTES
from tests.benchmarks.paced import Delays

_LOG_BYTES = 4 << 20
"""The length of the log, which is written round and round, so that its blocks are there."""
_COMMIT = bytes(8192)
_FILE_BYTES = 20_000_000
_sync_data: Callable[[int], None] = getattr(os, "fdatasync", os.fsync)
"""As SQLite syncs its log."""
_PIECE = os.urandom(1 << 16)


def measure_syncs(folder: Path, per_second: int, seconds: float, writers: int, rate: float) -> Delays:
    """Sync a write at so many random moments a second, beside `writers` at `rate` MB/s each.

    What is due during a sync goes into the next one, as in the store.
    """
    ended = threading.Event()
    threads = [
        threading.Thread(target=_write_files, args=(folder, f"{number}", rate, ended)) for number in range(writers)
    ]
    with (folder / "log").open("w+b", buffering=0) as log:
        log.write(bytes(_LOG_BYTES))
        os.fsync(log.fileno())
        for thread in threads:
            thread.start()
        try:
            found = _sync_at_random(log.fileno(), per_second, seconds)
        finally:
            ended.set()
            for thread in threads:
                thread.join()
    found.sort()
    p50, p99 = statistics.median(found), found[int(len(found) * 0.99)]
    return Delays(p50 * 1e3, p99 * 1e3, found[-1] * 1e3, p50 * 1e3)


def _sync_at_random(log: int, per_second: int, seconds: float) -> list[float]:
    """Return the seconds from each moment to the end of its sync."""
    chance = random.Random(per_second)
    due = deque([time.perf_counter()])
    end = due[0] + seconds
    while due[-1] < end:
        due.append(due[-1] + chance.expovariate(per_second))
    found: list[float] = []
    place = 0
    while due:
        time.sleep(max(0.0, due[0] - time.perf_counter()))
        now = time.perf_counter()
        count = sum(moment <= now for moment in due)
        place = _commit(log, place)
        now = time.perf_counter()
        found += [now - due.popleft() for _ in range(count)]
    return found


def _commit(log: int, place: int) -> int:
    """Write and sync. Return the place of the next write."""
    os.lseek(log, place, os.SEEK_SET)
    os.write(log, _COMMIT)
    _sync_data(log)
    return (place + len(_COMMIT)) % _LOG_BYTES


def _write_files(folder: Path, name: str, rate: float, ended: threading.Event) -> None:
    """Write file after file as an upload does: with a write-back during the writing, and durable at the end."""
    path, place = folder / name, folder / f"{name}.done"
    while not ended.is_set():
        began, done, handed = time.perf_counter(), 0, 0
        with path.open("wb", buffering=0) as file:
            while done < _FILE_BYTES and not ended.is_set():
                done += file.write(_PIECE)
                if done - handed >= WRITE_BACK_BYTES:
                    begin_write_back(file.fileno(), handed, done - handed)
                    handed = done
                ended.wait(max(0.0, began + done / rate / 1e6 - time.perf_counter()) if rate else 0.0)
            os.fsync(file.fileno())
        path.replace(place)
        sync_folder(folder)
