"""The write-ahead log is made long before it is used, and holds nothing but what was committed."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.storage.preallocate_wal import LENGTH, preallocate_wal
from desktop_chat.storage.sql_store import SqlStore
from tests.storage.entries import entry


def wal(path: Path) -> Path:
    return Path(f"{path}-wal")


def test_commits_do_not_make_the_log_longer(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    store = SqlStore.open(path, now=1)
    store.load()
    before = wal(path).stat().st_size
    for number in range(1, 50):
        store.submit([entry(number)])
    assert store.wait_until_indexed()
    assert before == wal(path).stat().st_size == LENGTH
    store.close()
    assert not wal(path).exists()


def test_log_of_a_killed_server_is_read(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (x)")
    preallocate_wal(path)
    connection.execute("INSERT INTO t VALUES (1)")
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    shutil.copy(wal(path), wal(copy))
    connection.close()
    again = sqlite3.connect(copy, isolation_level=None)
    preallocate_wal(copy)
    assert again.execute("SELECT x FROM t").fetchall() == [(1,)]
    again.execute("INSERT INTO t VALUES (2)")
    assert again.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    again.close()
    with closing(sqlite3.connect(copy)) as reader:
        assert reader.execute("SELECT x FROM t").fetchall() == [(1,), (2,)]


def test_log_with_fewer_zeros_is_read(tmp_path: Path) -> None:
    path = tmp_path / "chat.db"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (x)")
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    shutil.copy(wal(path), wal(copy))
    connection.close()
    with wal(copy).open("ab") as file:
        file.write(bytes(5000))
    again = sqlite3.connect(copy)
    assert again.execute("SELECT count(*) FROM t").fetchone() == (0,)
    again.close()


def test_log_is_not_preallocated_on_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "chat.db"
    path.touch()
    wal(path).touch()
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage._replace(free=LENGTH))
    preallocate_wal(path)
    assert wal(path).stat().st_size == 0


def test_preallocation_without_a_log_does_nothing(tmp_path: Path) -> None:
    preallocate_wal(tmp_path / "none.db")
    assert os.listdir(tmp_path) == []
