"""NatsConnection: a connection to the NATS servers by the official client, on a loop in a separate thread.

Spec: https://docs.nats.io/reference/reference-protocols/nats-protocol
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from typing import Any, TypeVar

import nats
from nats.aio.client import Client
from nats.errors import Error as NatsError
from nats.js.client import JetStreamContext

from desktop_chat.cluster.port import LogUnavailable

CALL_SECONDS = 5.0
"""Seconds that one request may take."""
_CLOSED = "The log is closed."
_Answer = TypeVar("_Answer")


class NatsConnection:
    """Runs coroutines of the client for threads that wait.

    Thread: any, but for the loop's own.
    """

    def __init__(self, servers: list[str], thread: str, tls: ssl.SSLContext | None = None) -> None:
        """Connect. Blocks. `thread`: the name of the thread.

        Raises: LogUnavailable.
        """
        self.is_closed = False
        self._guard = threading.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=thread, daemon=True)
        self._thread.start()
        self._client: Client | None = None
        try:
            self.client = self._client = self.run(_connect_client(servers, tls), 2 * CALL_SECONDS)
            self.stream: JetStreamContext = self.client.jetstream(timeout=CALL_SECONDS)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """End the connection, and the thread. Idempotent."""
        with self._guard:
            if self.is_closed:
                return
            self.is_closed = True
        closing = asyncio.run_coroutine_threadsafe(self._end_tasks(), self._loop)
        with suppress(NatsError, OSError, TimeoutError):
            closing.result(CALL_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end_tasks(self) -> None:
        if self._client is not None:
            with suppress(NatsError, OSError):
                await self._client.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def run(self, work: Coroutine[Any, Any, _Answer], seconds: float = CALL_SECONDS) -> _Answer:
        """Run a coroutine on the loop, and return the answer.

        Raises: LogUnavailable.
        """
        running = self.begin(work)
        try:
            return running.result(seconds)
        except (NatsError, OSError, TimeoutError) as error:
            running.cancel()
            raise LogUnavailable(f"The NATS servers do not answer: {str(error) or type(error).__name__}.") from error
        except CancelledError as error:
            raise LogUnavailable(_CLOSED) from error

    def begin(self, work: Coroutine[Any, Any, _Answer]) -> Future[_Answer]:
        """Run a coroutine on the loop, and return the Future at once.

        Raises: LogUnavailable.
        """
        with self._guard:
            if self.is_closed:
                work.close()
                raise LogUnavailable(_CLOSED)
            return asyncio.run_coroutine_threadsafe(work, self._loop)


async def _connect_client(servers: list[str], tls: ssl.SSLContext | None) -> Client:
    options: dict[str, Any] = {"tls": tls} if tls is not None else {}
    logging.getLogger("asyncio").addFilter(_is_worth_telling)
    return await nats.connect(
        servers=servers,
        allow_reconnect=True,
        max_reconnect_attempts=-1,
        reconnect_time_wait=0.2,
        ping_interval=1,  # a server that vanishes is left before the lease of the node ends
        max_outstanding_pings=2,
        connect_timeout=2,
        error_cb=_ignore_error,
        **options,
    )


def _is_worth_telling(record: logging.LogRecord) -> bool:
    """Leave out a warning that asyncio gives at the end of each connection over TLS: the client's streams cause it."""
    return not record.getMessage().startswith("returning true from eof_received()")


async def _ignore_error(error: Exception) -> None:
    """Do nothing: threads that wait for an answer have a time limit."""
    del error
