"""Entries for the tests of this package, and functions that wait for commits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_chat.storage.records import Entry
from desktop_chat.storage.sql_store import SqlStore
from desktop_chat.storage.store_api import HistoryAnchor, HistoryQuery, HistorySlice, Store
from tests.patience import SECONDS

NOW = 1_700_000_000_000


def entry(sequence: int, *, room: int = 1, time: int | None = None, text: str = "hello", resend: str = "") -> Entry:
    return Entry(
        room=room,
        sequence=sequence,
        time=NOW + sequence if time is None else time,
        command="PRIVMSG",
        source="ann!ann@127.0.0.1",
        target="#lobby",
        text=text,
        identity="cert:aa",
        resend=resend,
        tags={"+reply": "1-2"} if sequence % 3 == 0 else {},
    )


def wait_until(store: Store, reached: Callable[[], bool]) -> None:
    """Wait until `reached` returns True. Looks after each call of a watcher."""
    changed = threading.Event()
    store.watch_commits(changed.set)
    while not reached():
        assert changed.wait(SECONDS), f"the store stays as it is: durable {store.durable}, trouble {store.error_text!r}"
        changed.clear()


def settle(store: Store, commit: int) -> None:
    """Wait until a commit is durable."""
    wait_until(store, lambda: store.durable >= commit)


@contextmanager
def opened(path: Path) -> Iterator[SqlStore]:
    store = SqlStore.open(path, now=NOW)
    try:
        yield store
    finally:
        store.close()


def everything(upto: int) -> HistoryQuery:
    """The query for all messages of the first room."""
    return HistoryQuery(1, HistorySlice.LATEST, HistoryAnchor(), 100_000, upto)


def said(store: Store, upto: int) -> list[Entry]:
    return list(store.read(everything(upto)))
