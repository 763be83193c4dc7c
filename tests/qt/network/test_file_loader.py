"""Downloads as the windows see them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.file_cache import FileCache
from desktop_chat.qt.network import file_loader
from desktop_chat.qt.network.file_courier import FileJob, FileRequest, LoadState, LoadStatus
from desktop_chat.qt.network.file_loader import COURIERS, FileLoader
from desktop_chat.qt.network.link import LinkTarget
from tests.patience import MILLISECONDS, SECONDS


class Couriers:
    """Stand in for the network: a download is done when the test says so."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun: list[str] = []
        self.go_on = threading.Semaphore(0)
        self.busy = threading.Semaphore(0)
        couriers = self

        class Courier:
            def __init__(self, cache: FileCache, tell: object) -> None:
                self._cache, self._tell = cache, tell

            def carry(self, job: FileJob) -> None:
                couriers.begun.append(job.request.address)
                couriers.busy.release()
                assert couriers.go_on.acquire(timeout=SECONDS)
                path = self._cache.keep_part(self._cache.make_part(), job.request.address)
                if not job.is_cancelled and callable(self._tell):
                    self._tell(job, LoadStatus(LoadState.READY, path=path))

            def close(self) -> None: ...

        monkeypatch.setattr(file_loader, "FileCourier", Courier)
        monkeypatch.setattr(file_loader, "_IDLE_SECONDS", 0.05)


@pytest.fixture
def couriers(monkeypatch: pytest.MonkeyPatch) -> Couriers:
    return Couriers(monkeypatch)


@pytest.fixture
def loader(tmp_path: Path, couriers: Couriers) -> Iterator[FileLoader]:
    made = FileLoader(FileCache(tmp_path / "files"))
    yield made
    made.close()
    for _ in range(20):
        couriers.go_on.release()
    for thread in threading.enumerate():
        if thread.name == "file download":
            thread.join(SECONDS)


def request(address: str) -> FileRequest:
    return FileRequest(address, LinkTarget("127.0.0.1", 1), "/", "", 1, may_lead_elsewhere=False)


def test_newest_request_is_carried_out_first(loader: FileLoader, couriers: Couriers, qtbot: QtBot) -> None:
    for number in range(COURIERS):
        loader.load_file(request(f"first {number}"))
    for _ in range(COURIERS):
        assert couriers.busy.acquire(timeout=SECONDS)
    for address in ("old", "new", "new"):
        loader.load_file(request(address))
    status = loader.status_of("new")
    assert status is not None
    assert status.state is LoadState.WAITING
    for _ in range(COURIERS + 2):
        couriers.go_on.release()
    qtbot.waitUntil(lambda: _is_ready(loader, "old") and _is_ready(loader, "new"), timeout=MILLISECONDS)
    assert couriers.begun[COURIERS:] == ["new", "old"]


def _is_ready(loader: FileLoader, address: str) -> bool:
    status = loader.status_of(address)
    return status is not None and status.state is LoadState.READY and status.path is not None


def test_file_in_the_cache_is_ready_at_once(loader: FileLoader, couriers: Couriers) -> None:
    loader.cache.keep_part(loader.cache.make_part(), "here")
    assert _is_ready(loader, "here")
    loader.load_file(request("here"))
    assert couriers.begun == []
    loader.cache.clear()
    loader.forget_files()
    assert loader.status_of("here") is None


def test_cancelled_download_has_no_status(loader: FileLoader, couriers: Couriers, qtbot: QtBot) -> None:
    loader.load_file(request("a"))
    assert couriers.busy.acquire(timeout=SECONDS)
    with qtbot.waitSignal(loader.changed) as told:
        loader.cancel_load("a")
    assert told.args == ["a"]
    loader.cache.clear()
    assert loader.status_of("a") is None
    loader.cancel_load("a")
