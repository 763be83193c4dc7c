"""A real database for the tests that read back what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.storage.sql_store import SqlStore
from tests.hub.stage import NOW

Open = Callable[[], SqlStore]


@pytest.fixture
def open_store(tmp_path: Path) -> Iterator[Open]:
    """Opens the database, the same one each time, after closing it."""
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
