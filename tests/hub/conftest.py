"""A real database, for tests that read stored messages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.storage.sql_store import SqlStore
from tests.hub.harness import NOW

Open = Callable[[], SqlStore]


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Open]:
    """A function that closes the database of this test and opens it again."""
    opened: list[SqlStore] = []

    def begin() -> SqlStore:
        for store in opened:
            store.close()
        opened.append(SqlStore.open(tmp_path / "chat.sqlite", now=NOW))
        return opened[-1]

    yield begin
    for store in opened:
        store.close()


@pytest.fixture
def store(open_store: Open) -> SqlStore:
    """The database of this test."""
    return open_store()
