"""Connections that only read, each lent to one thread. Readers never wait for the writer or for other readers."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import storage as texts

MAX_IDLE = 4
"""Idle connections to keep. More are opened when more threads read at once."""

_CLOSING_SECONDS = 1.0


class ReaderPool:
    """A pool of connections made by `connect`. Thread: any."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._returned = threading.Condition()
        self._idle: list[sqlite3.Connection] = []
        self._lent: set[sqlite3.Connection] = set()
        self._closed = False

    @contextmanager
    def lend_connection(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection to the calling thread. Raises StoreError after `close`, sqlite3.Error."""
        connection = self._take_connection()
        try:
            yield connection
        finally:
            self._give_back(connection)

    def close(self) -> None:
        """Interrupt running queries and close all connections. Blocks for 1 s at most. Idempotent."""
        with self._returned:
            self._closed = True
            for connection in self._lent:
                connection.interrupt()
            while self._idle:
                self._idle.pop().close()
            self._returned.wait_for(lambda: not self._lent, timeout=_CLOSING_SECONDS)

    def _take_connection(self) -> sqlite3.Connection:
        with self._returned:
            if self._closed:
                raise StoreError(texts.STORE_CLOSED)
            connection = self._idle.pop() if self._idle else self._connect()
            self._lent.add(connection)
            return connection

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._returned:
            self._lent.remove(connection)
            if self._closed or len(self._idle) >= MAX_IDLE:
                connection.close()
            else:
                self._idle.append(connection)
            self._returned.notify_all()
