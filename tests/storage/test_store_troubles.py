"""What the store says when it cannot store: the file is held, damaged or missing, or the disk is full."""

from __future__ import annotations

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.storage.records import Room
from desktop_chat.storage.store_api import StoreError
from tests.storage.entries import entry, everything, opened, said, settle, wait_until


def test_a_file_held_by_another_program_is_trouble_that_passes(
    tmp_path: Path, expected_warnings: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_chat.storage.sql_store._BUSY_SECONDS", 0.02)
    path = tmp_path / "chat.db"
    with opened(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        settle(store, store.submit([entry(1)]))
        other.execute("BEGIN IMMEDIATE")
        store.submit([entry(2)])
        wait_until(store, lambda: store.error_text != "")
        assert store.error_text == f"{path} is in use by another program."
        assert store.durable == 1
        assert said(store, 1) == [entry(1)]
        store.submit([entry(3)])
        other.execute("ROLLBACK")
        settle(store, 3)
        assert store.error_text == ""
        assert said(store, 3) == [entry(1), entry(2), entry(3)]
    assert [record.getMessage() for record in expected_warnings] == [f"{path} is in use by another program."]


def test_read_names_the_reason_of_a_timeout(
    tmp_path: Path, expected_warnings: list[logging.LogRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_chat.storage.sql_store._BUSY_SECONDS", 0.02)
    monkeypatch.setattr("desktop_chat.storage.sql_store.READ_SECONDS", 0.2)
    monkeypatch.setattr("desktop_chat.storage.commit_thread.CLOSING_SECONDS", 0.2)
    path = tmp_path / "chat.db"
    with opened(path) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        store.submit([entry(1)])
        wait_until(store, lambda: store.error_text != "")
        with pytest.raises(StoreError, match=r"is in use by another program\."):
            store.read(everything(1))
        store.close()
    assert expected_warnings[-1].getMessage().startswith("The chat ends with 1 unsaved changes")
    with opened(path) as store:
        assert store.load().last_sequence == 0


def test_a_full_disk_is_trouble_that_passes(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    path = tmp_path / "chat.db"
    with opened(path) as store:
        settle(store, store.submit([entry(1)]))
        store._connection.execute("PRAGMA max_page_count = 1")
        store.submit([entry(number, text="x" * 300) for number in range(2, 200)])
        wait_until(store, lambda: store.error_text != "")
        assert store.error_text == f"The disk that holds {path} is full."
        store._connection.execute("PRAGMA max_page_count = 1000000")
        settle(store, 2)
        assert store.error_text == ""
        assert len(said(store, 199)) == 199
    assert [record.getMessage() for record in expected_warnings] == [f"The disk that holds {path} is full."]


# Files that cannot be used


def refused(path: Path) -> str:
    with pytest.raises(StoreError) as error, opened(path) as store:
        store.load()
    return str(error.value)


def test_a_folder_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "no" / "chat.db"
    assert refused(path) == f"{path} cannot be opened: its folder is missing, or this user has no permission."


def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    assert refused(tmp_path) == f"{tmp_path} cannot be opened: its folder is missing, or this user has no permission."


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    path.write_bytes(b"not a database, but a letter\n" * 100)
    before = path.read_bytes()
    assert refused(path) == f"{path} is not a chat's database, or it is damaged. Nothing in it was changed."
    assert path.read_bytes() == before


def test_a_damaged_database(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    with opened(path) as store:
        settle(store, store.submit([Room(number, "channel", f"#{number}") for number in range(500)]))
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    assert refused(path).startswith(f"{path} is damaged (")
    assert path.stat().st_size == len(whole)


# Copies, size, the end
