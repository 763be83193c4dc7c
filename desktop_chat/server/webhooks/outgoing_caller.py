"""OutgoingCaller: calls the addresses of outgoing webhooks, again later if need be, and posts the answers.

A call waits until the message is on disk; a deleted message is not told. The calls of a webhook run in order, and a
slow address delays no other address. Waiting calls are lost when the server stops.
"""

from __future__ import annotations

import heapq
import itertools
import json
import logging
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from socket import SHUT_RDWR
from typing import TYPE_CHECKING

from desktop_chat.clock import now_ms
from desktop_chat.hub.job import WebhookCall
from desktop_chat.server.fair_threads import FairThreads
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.webhooks.call_payload import (
    AddressForbidden,
    CallAnswer,
    CallError,
    call_body,
    call_headers,
)
from desktop_chat.server.webhooks.chat_payload import read_chat_payload
from desktop_chat.storage.msgid import place_of
from desktop_chat.storage.store_api import EntryQuery, StoreError
from desktop_chat.texts import log

if TYPE_CHECKING:
    from http.client import HTTPConnection

THREADS = 4
MOST_WAITING = 200
"""Calls of one webhook that wait; those beyond are dropped."""
RETRY_SECONDS: tuple[float, ...] = (5, 30, 120, 600)
"""The pauses before further attempts."""
MOST_PAUSE = 3600
"""The longest pause that an address may ask for, in seconds."""
FAREWELL_SECONDS = 1.0
"""Seconds that a running call may take when the server stops."""
_AGAIN = (408, 425, 429)
_log = logging.getLogger(__name__)


class OutgoingCaller:
    """Calls addresses.

    Thread: any; only `close` blocks.
    """

    def __init__(
        self,
        core: HubRuntime,
        version: str,
    ) -> None:
        self._core = core
        self._version = version
        self._pool = FairThreads(THREADS, "call")
        self._changed = threading.Condition()
        self._count: Counter[int] = Counter()
        """Calls by webhook that are not done."""
        self._ready: dict[int, deque[tuple[WebhookCall, int]]] = {}
        """Calls by webhook with the number of the attempt. A webhook is in here while one of its calls runs."""
        self._delayed: list[tuple[float, int, WebhookCall, int]] = []
        """Further attempts by time: due, a number, the call, the number of the attempt."""
        self._numbers = itertools.count()
        self._connections: dict[threading.Thread, HTTPConnection] = {}
        self._timer: threading.Thread | None = None
        self._closed = False

    def call_all(self, calls: Iterable[WebhookCall]) -> None:
        """Queue the calls. Never blocks."""
        for call in calls:
            with self._changed:
                is_full = self._count[call.webhook] >= MOST_WAITING
                self._count[call.webhook] += not is_full
            if is_full:
                _log.warning("%s", log.WEBHOOK_CALL_DROPPED(call.webhook))
            else:
                self._queue(call, 0)

    def _queue(self, call: WebhookCall, number: int) -> None:
        with self._changed:
            ready = self._ready.get(call.webhook)
            if ready is not None:
                ready.append((call, number))
                return
            self._ready[call.webhook] = deque([(call, number)])
        self._pool.submit(str(call.webhook), partial(self._run_next, call.webhook))

    def _run_next(self, webhook: int) -> None:
        """Attempt the next call of a webhook, then let other webhooks go first. Thread: a call thread."""
        with self._changed:
            call, number = self._ready[webhook].popleft()
        try:
            self._attempt(call, number)
        finally:
            with self._changed:
                is_done = not self._ready[webhook]
                if is_done:
                    del self._ready[webhook]
            if not is_done:
                self._pool.submit(str(webhook), partial(self._run_next, webhook))

    def close(self) -> None:
        """Start no more calls, end the running calls, and end the threads."""
        with self._changed:
            self._closed = True
            self._delayed.clear()
            self._changed.notify_all()
            for connection in self._connections.values():
                if connection.sock is not None:
                    with suppress(OSError):
                        connection.sock.shutdown(SHUT_RDWR)
        self._pool.close(FAREWELL_SECONDS)
        if self._timer is not None:
            self._timer.join()

    def _attempt(self, call: WebhookCall, number: int) -> None:
        """Call once."""
        try:
            if not self._is_still_said(call):
                self._end(call)
                return
            answer = self._send(call)
        except AddressForbidden as error:
            self._give_up(call, str(error))
        except (CallError, StoreError) as error:
            self._retry(call, number, str(error))
        else:
            if 200 <= answer.status < 300:
                self._end(call)
                self._post_answer(call, answer)
            elif answer.status in _AGAIN or answer.status >= 500:
                self._retry(call, number, f"the answer is {answer.status}", answer.retry_after)
            else:
                self._give_up(call, f"the answer is {answer.status}")

    def _is_still_said(self, call: WebhookCall) -> bool:
        """Wait until the message is on disk. Return False for a deleted message. Raises: StoreError."""
        place = place_of(call.msgid)
        return place is not None and bool(self._core.store.read(EntryQuery(*place, upto=place[1])))

    def _send(self, call: WebhookCall) -> CallAnswer:
        """Call the address. The client of HTTP is loaded at the first call. Raises: CallError."""
        from desktop_chat.server.webhooks import call_request

        body = call_body(call)
        headers = call_headers(call, body, now_ms() // 1000, self._version)
        try:
            return call_request.send_call(call.address, body, headers, self._watch)
        finally:
            with self._changed:
                self._connections.pop(threading.current_thread(), None)

    def _watch(self, connection: HTTPConnection) -> None:
        with self._changed:
            if self._closed:
                raise CallError("the server stops")
            self._connections[threading.current_thread()] = connection

    def _post_answer(self, call: WebhookCall, answer: CallAnswer) -> None:
        """Post the text of the answer, if there is a text."""
        try:
            data = json.loads(answer.body) if answer.body else None
        except (ValueError, RecursionError):
            return
        post = read_chat_payload(data)
        if post.text.strip():
            with self._core.locked_hub() as hub:
                hub.receive_answer(call.webhook, call.room, post, now_ms())

    def _retry(self, call: WebhookCall, number: int, reason: str, retry_after: str = "") -> None:
        if number >= len(RETRY_SECONDS):
            self._give_up(call, reason)
            return
        pause = RETRY_SECONDS[number]
        if retry_after.isascii() and retry_after.isdecimal() and len(retry_after) < 9:
            pause = max(pause, min(int(retry_after), MOST_PAUSE))
        _log.info("%s", log.WEBHOOK_TRIED_AGAIN(call.webhook, reason))
        with self._changed:
            if self._closed:
                return
            heapq.heappush(self._delayed, (time.monotonic() + pause, next(self._numbers), call, number + 1))
            if self._timer is None:
                self._timer = threading.Thread(target=self._run_timer, name="call-timer")
                self._timer.start()
            self._changed.notify_all()

    def _give_up(self, call: WebhookCall, reason: str) -> None:
        _log.warning("%s", log.WEBHOOK_GIVEN_UP(call.webhook, reason))
        self._end(call)

    def _end(self, call: WebhookCall) -> None:
        with self._changed:
            self._count[call.webhook] -= 1

    def _run_timer(self) -> None:
        while True:
            with self._changed:
                while not self._closed and (not self._delayed or self._delayed[0][0] > time.monotonic()):
                    self._changed.wait(self._delayed[0][0] - time.monotonic() if self._delayed else None)
                if self._closed:
                    return
                _, _, call, number = heapq.heappop(self._delayed)
            self._queue(call, number)
