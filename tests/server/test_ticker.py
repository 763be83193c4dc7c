"""The thread that lets the seconds pass in the hub."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_chat.server import ticker
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.ticker import Ticker
from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import NOW, HubHarness
from tests.patience import SECONDS


@contextmanager
def made_runtime(tmp_path: Path) -> Iterator[HubRuntime]:
    store = SqlStore.open(tmp_path / "chat.sqlite", now=NOW)
    runtime = HubRuntime(HubHarness(store=store).hub, store)
    yield runtime
    runtime.end_jobs()
    store.close()


def test_each_second_passes_in_the_hub_and_then_outside_of_the_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticker, "NETWORKS_SECONDS", 0)
    monkeypatch.setattr(ticker, "GIVE_BACK_SECONDS", 0)
    given_back, seconds, followed = threading.Event(), list[int](), list[int]()
    starts: list[int] = []
    monkeypatch.setattr(ticker, "release_free_memory", given_back.set)
    monkeypatch.setattr(ticker, "release_idle_code", lambda: starts.append(1))
    with made_runtime(tmp_path) as runtime:
        thread = Ticker(runtime, lambda: followed.append(len(seconds)))

        def note_second(passed: int) -> None:
            assert passed == 1
            with runtime.locked_hub() as locked:
                seconds.append(locked._state.ticks)

        thread.on_second.append(note_second)
        thread.start()
        try:
            assert given_back.wait(SECONDS)
        finally:
            thread.stop()
            thread.join()
    assert seconds[0] == 1
    assert followed[0] == 1
    assert starts == [1]


class Pauses(threading.Event):
    """Pauses of a Ticker, each of which ends with the next step. After the last step the Ticker stops."""

    def __init__(self, steps: Iterator[Callable[[], object]], stop: Callable[[], None]) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self._steps = steps
        self._stop = stop

    def wait(self, timeout: float | None = None) -> bool:
        assert timeout is not None
        self.seconds.append(timeout)
        next(self._steps, self._stop)()
        return True


def test_ticker_rests_while_nothing_happens_and_the_hub_never_counts_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock, told, rest = 0.0, list[int](), ticker.MOST_REST_SECONDS
    monkeypatch.setattr("desktop_chat.server.ticker.time", SimpleNamespace(monotonic=lambda: clock))
    with made_runtime(tmp_path) as runtime:
        stepped = Ticker(runtime, lambda: None)
        stepped.on_second.append(told.append)

        def sleep(seconds: float) -> None:
            nonlocal clock
            clock += seconds

        def ticks() -> int:
            with runtime.locked_hub() as hub:
                return hub._state.ticks

        def look_and_speak() -> None:
            sleep(2.5)
            assert ticks() == 2 + rest + 2, "a hold of the lock lets the seconds pass"
            assert runtime.rest is stepped
            sleep(2)
            with runtime.locked_hub() as hub:
                seat = hub.attach_seat(thread=0, address="127.0.0.1", port=1, secure=False, now=NOW)
            assert runtime.rest is None, "a connection may be late"
            assert ticks() == 2 + rest + 4
            with runtime.locked_hub() as hub:
                hub.detach_seat(seat, "", NOW)
            runtime.holds_with_effect += 1

        steps: list[Callable[[], object]] = [
            lambda: sleep(1),
            lambda: sleep(1),  # nothing has happened: the rest begins
            lambda: sleep(rest),
            look_and_speak,
            lambda: sleep(0.5),
            lambda: sleep(3600),  # the whole computer slept: only what was planned counts
            stepped.end_rest,
            lambda: sleep(1),
        ]
        pauses = Pauses(iter(steps), stepped.stop)
        monkeypatch.setattr(stepped, "_woken", pauses)
        stepped.run()
        assert pauses.seconds == [1, 1, rest, rest, 0.5, rest, rest, 1, rest]
        assert told == [1, 1, rest, 4, 1, rest, 1]
        assert ticks() == sum(told)
