"""Ticker: the thread that lets the seconds pass in the hub, and does what is due more rarely."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.idle_code import release_idle_code
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.memory import GIVE_BACK_SECONDS, release_free_memory
from desktop_chat.server.own_networks import NETWORKS_SECONDS

MOST_REST_SECONDS = 10
"""The longest pause of a server in which nothing happens."""


class Ticker(threading.Thread):
    """Tells the hub, with the lock, how many seconds have passed: each second while something happens.

    While nothing happens and no connection is due, the ticker rests. Each hold of the lock, of whatever thread, begins
    with the seconds that have passed, so the hub never counts behind; and a hold of which something has come ends the
    rest.
    """

    def __init__(self, core: HubRuntime, look_around: Callable[[], None]) -> None:
        """`look_around` is called each NETWORKS_SECONDS."""
        super().__init__(name="ticker")
        self.on_second: list[Callable[[int], None]] = []
        """Called each second, or after a rest, without the lock, with the number of passed seconds. They never
        block."""
        self._core = core
        self._look_around = look_around
        self._is_stopping = False
        self._woken = threading.Event()
        # With the lock:
        self._pause = 1
        """Seconds until the next call of the hub."""
        self._passed = time.monotonic()
        """When the last second ended that the hub was told of."""
        self._untold = 0
        """Seconds that `on_second` was not told of."""

    def stop(self) -> None:
        """End the thread soon.

        Thread: any.
        """
        self._is_stopping = True
        self._woken.set()

    def end_rest(self) -> None:
        """Go on each second, if the ticker rests: something has happened outside of the hub.

        Thread: any.
        """
        if self._core.rest is not None:
            self._woken.set()

    def run(self) -> None:
        self._passed = looked = given_back = time.monotonic()
        is_started = False
        due, effects = self._passed + 1, -1
        while not self._is_stopping:
            self._woken.wait(due - time.monotonic())
            if self._is_stopping:
                return
            with self._core.locked_hub() as hub:
                self._woken.clear()
                self._end_now(hub)
                before, effects = effects, self._core.holds_with_effect
                if effects == before and self._untold:
                    self._pause = hub.seconds_without_work(MOST_REST_SECONDS)
                    self._core.rest = self if self._pause > 1 else None
                now, seconds, self._untold = self._passed, self._untold, 0
                due = now + self._pause
            if seconds:
                for call in self.on_second:
                    call(seconds)
            if now - looked >= NETWORKS_SECONDS:
                looked = now
                self._look_around()
            if now - given_back >= GIVE_BACK_SECONDS:
                given_back = now
                release_free_memory()
                if not is_started:
                    is_started = True
                    release_idle_code()

    def _end_now(self, hub: Hub) -> None:
        """Let the seconds since the last call pass, and plan the next one in a second. Thread: hub lock."""
        self._core.rest = None
        self._pass_seconds(hub)
        self._pause = 1

    def _pass_seconds(self, hub: Hub) -> None:
        """Tell the hub of the whole seconds since the last call.

        More seconds than planned do not count: the whole computer stood still, and no client could be heard.
        Thread: hub lock.
        """
        passed = int(time.monotonic() - self._passed)
        seconds = min(passed, self._pause)
        if seconds > 0:
            self._pause = max(1, self._pause - seconds)
            self._passed += passed
            self._untold += seconds
            hub.advance_second(now_ms(), seconds)

    def begin_hold(self, hub: Hub) -> None:
        self._pass_seconds(hub)

    def end_hold(self, hub: Hub, *, has_effect: bool) -> None:
        if has_effect or hub.seconds_without_work(self._pause) < self._pause:
            self._core.rest = None
            self._pause = 1
            self._woken.set()
