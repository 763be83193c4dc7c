"""I/O threads with a hub whose commits wait as long as a test wants."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.clock import now_ms
from desktop_chat.hub.hub import Hub
from desktop_chat.net.identity import open_identity
from desktop_chat.net.tls import server_context
from desktop_chat.server.backlog import Backlog
from desktop_chat.server.connection_gate import Admission, ConnectionGate, GateLimits
from desktop_chat.server.http.http_thread import HttpThread
from desktop_chat.server.http.route_table import RouteTable
from desktop_chat.server.hub_runtime import HubRuntime
from desktop_chat.server.io_limits import IoLimits
from desktop_chat.server.io_thread import IoThread
from desktop_chat.server.listener import AcceptedConnection
from desktop_chat.storage.records import Change, StoredState
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import Answer, Query, Store
from tests.hub.default_settings import make_hub_settings
from tests.irc_client import IrcClient
from tests.patience import SECONDS


class SlowStore:
    """A real store that can hold back its commits and its answers."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store
        self._callback: Callable[[], None] = lambda: None
        self.limit: int | None = None
        self.reading = threading.Event()
        self.may_read = threading.Event()
        self.may_read.set()

    def load(self) -> StoredState:
        return self._store.load()

    def submit(self, changes: Sequence[Change]) -> int:
        return self._store.submit(changes)

    @property
    def durable(self) -> int:
        return self._store.durable if self.limit is None else min(self.limit, self._store.durable)

    @property
    def error_text(self) -> str:
        return self._store.error_text

    def watch_commits(self, callback: Callable[[], None]) -> None:
        self._callback = callback
        self._store.watch_commits(callback)

    def read(self, query: Query[Answer]) -> Answer:
        self.reading.set()
        assert self.may_read.wait(SECONDS)
        return self._store.read(query)

    def close(self) -> None:
        self._store.close()

    def hold(self) -> None:
        """Report no later commit as durable until `release`."""
        self.limit = self._store.durable

    def release(self) -> None:
        self.limit = None
        self._callback()


class CountedAdmission(Admission):
    """An Admission that counts how often it is given back."""

    def __init__(self, left: threading.Semaphore) -> None:
        super().__init__(ConnectionGate(GateLimits(0, 0), 1000), "")
        self._signal = left

    def give_back(self) -> None:
        self._signal.release()


class ServerThreads:
    """Two I/O threads over a slow store, without a listener."""

    def __init__(self, folder: Path, outbox_bytes: int = 1 << 20, others: int = 0) -> None:
        """`others`: places in the backlog that no I/O thread writes."""
        self.store = SlowStore(SqlStore.open(folder / "chat.db", now=now_ms()))
        store: Store = self.store
        self.hub = Hub(make_hub_settings(limits_enabled=False), store.load(), now=now_ms())
        self.core = HubRuntime(self.hub, store)
        identity = open_identity(folder, "server", "desk.example", datetime.now(UTC))
        context = server_context(identity.certificate, identity.key)
        limits = IoLimits(enabled=False, burst=20, per_second=5, outbox_bytes=outbox_bytes, plain="loopback")
        self.backlog = Backlog(2 + others)
        self.http = HttpThread(RouteTable())
        self.threads = [IoThread(index, self.core, self.backlog, context, limits, self.http) for index in range(2)]
        self.core.owners.extend(self.threads)
        for thread in (self.http, *self.threads):
            thread.start()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._next = 0
        self._left = threading.Semaphore(0)

    def wait_gone(self, seconds: float = 20) -> bool:
        """Wait until one more connection is closed."""
        return self._left.acquire(timeout=seconds)

    def connect(self, *, loopback: bool = True, address: str = "", tls: bool = False) -> IrcClient:
        client = socket.create_connection(self._listening.getsockname())
        connection, (own_address, port) = self._listening.accept()
        connection.setblocking(False)
        admission = CountedAdmission(self._left)
        self.threads[self._next % 2].adopt_connection(
            AcceptedConnection(connection, address or own_address, port, loopback, admission)
        )
        self._next += 1
        return IrcClient.over(client, tls=tls)

    def join(self, nick: str, room: str = "#tea") -> IrcClient:
        client = self.connect()
        client.register(nick)
        client.join(room)
        return client

    def close(self) -> None:
        self.store.release()
        self.store.may_read.set()
        for thread in self.threads:
            thread.finish_within(1.0)
        for thread in self.threads:
            thread.join()
        self.http.finish_within(0.0)
        self.http.join()
        self.core.end_jobs()
        self.store.close()
        self._listening.close()
