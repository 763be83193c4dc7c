"""Ticker: the thread that lets a second pass in the hub, and does what is due more rarely."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from desktop_chat.clock import now_ms
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.memory import GIVE_BACK_SECONDS, release_free_memory
from desktop_chat.server.own_networks import NETWORKS_SECONDS


class Ticker(threading.Thread):
    """Calls the hub once a second, with the lock."""

    def __init__(self, core: HubRuntime, look_around: Callable[[], None]) -> None:
        """`look_around` is called each NETWORKS_SECONDS."""
        super().__init__(name="ticker")
        self.on_second: list[Callable[[], None]] = []
        """Called once a second, without the lock. They never block."""
        self._core = core
        self._look_around = look_around
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End the thread soon.

        Thread: any.
        """
        self._stopping.set()

    def run(self) -> None:
        due = time.monotonic()
        given_back = looked = due
        while True:
            due = max(due + 1.0, time.monotonic())
            if self._stopping.wait(due - time.monotonic()):
                return
            with self._core.locked_hub() as hub:
                hub.advance_second(now_ms())
            for call in self.on_second:
                call()
            if due - looked >= NETWORKS_SECONDS:
                looked = due
                self._look_around()
            if due - given_back >= GIVE_BACK_SECONDS:
                given_back = due
                release_free_memory()
