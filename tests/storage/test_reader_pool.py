from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from desktop_chat.storage.reader_pool import MAX_IDLE, ReaderPool
from desktop_chat.storage.store_api import StoreError
from tests.patience import SECONDS


class Opened:
    """Counts the connections that the pool opens."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.connections: list[sqlite3.Connection] = []

    def connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, check_same_thread=False)
        self.connections.append(connection)
        return connection


def closed(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return True
    return False


def test_returned_connection_is_lent_again(tmp_path: Path) -> None:
    opened = Opened(tmp_path / "a.db")
    readers = ReaderPool(opened.connect)
    for _ in range(5):
        with readers.lend_connection() as connection:
            connection.execute("SELECT 1")
    assert len(opened.connections) == 1
    readers.close()
    assert closed(opened.connections[0])


def test_each_reader_gets_a_connection_and_few_stay_idle(tmp_path: Path) -> None:
    opened = Opened(tmp_path / "a.db")
    readers = ReaderPool(opened.connect)
    together = threading.Barrier(MAX_IDLE + 3)

    def read() -> None:
        with readers.lend_connection():
            together.wait(SECONDS)

    threads = [threading.Thread(target=read) for _ in range(MAX_IDLE + 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    assert len(opened.connections) == MAX_IDLE + 3
    assert sum(not closed(connection) for connection in opened.connections) == MAX_IDLE
    readers.close()
    readers.close()
    assert all(closed(connection) for connection in opened.connections)


def test_close_interrupts_queries(tmp_path: Path) -> None:
    opened = Opened(tmp_path / "a.db")
    readers = ReaderPool(opened.connect)
    started = threading.Event()
    said: list[str] = []

    def endless() -> None:
        with readers.lend_connection() as connection:
            connection.set_progress_handler(started.set, 1000)
            try:
                connection.execute(
                    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
                )
            except sqlite3.OperationalError as error:
                said.append(str(error))

    thread = threading.Thread(target=endless)
    thread.start()
    assert started.wait(SECONDS)
    readers.close()
    thread.join(SECONDS)
    assert said == ["interrupted"]
    assert closed(opened.connections[0])
    with pytest.raises(StoreError, match=r"The store is closed\."), readers.lend_connection():
        pass


def test_a_database_that_cannot_be_opened(tmp_path: Path) -> None:
    readers = ReaderPool(Opened(tmp_path / "no" / "a.db").connect)
    with pytest.raises(sqlite3.OperationalError), readers.lend_connection():
        pass
    readers.close()
