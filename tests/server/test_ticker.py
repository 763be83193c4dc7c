"""The thread that lets a second pass in the hub."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from desktop_chat.server import ticker
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.ticker import Ticker
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import NOW, HubHarness
from tests.patience import SECONDS


def test_each_second_passes_in_the_hub_and_then_outside_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "NETWORKS_SECONDS", 0)
    monkeypatch.setattr(ticker, "GIVE_BACK_SECONDS", 0)
    given_back, seconds, followed = threading.Event(), list[int](), list[int]()
    monkeypatch.setattr(ticker, "release_free_memory", given_back.set)
    store = SqlStore.open(tmp_path / "chat.sqlite", now=NOW)
    hub = HubHarness(store=store).hub
    runtime = HubRuntime(hub, store)
    thread = Ticker(runtime, lambda: followed.append(len(seconds)))

    def note_second() -> None:
        with runtime.locked_hub() as locked:
            seconds.append(locked._state.ticks)

    thread.on_second.append(note_second)
    thread.start()
    try:
        assert given_back.wait(SECONDS)
    finally:
        thread.stop()
        thread.join()
        runtime.end_jobs()
        store.close()
    assert seconds[0] == 1
    assert followed[0] == 1
