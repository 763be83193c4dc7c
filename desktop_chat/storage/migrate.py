"""Migration of the server's database. The table `migration` lists the steps applied so far."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desktop_chat.sqlite_migration import NewerDatabaseError, Step, apply_steps
from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import storage as texts


def apply_migrations(connection: sqlite3.Connection, path: Path, migrations: Sequence[Step], now: int) -> None:
    """Apply the steps that are missing, after a copy. `now` (Unix ms) is noted beside each step.

    Raises: StoreError (a newer program or another program has written the database), sqlite3.Error, OSError.
    """
    try:
        apply_steps(connection, path, migrations, _MigrationTable(path, now))
    except NewerDatabaseError as error:
        raise StoreError(texts.TOO_NEW(str(path), error.version, error.known)) from error


class _MigrationTable:
    """The VersionRecord of the server's database."""

    def __init__(self, path: Path, now: int) -> None:
        self._path = path
        self._now = now

    def read_version(self, connection: sqlite3.Connection) -> int:
        """Return the version. Raises StoreError if the database belongs to another program."""
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables:
            return 0
        if "migration" not in tables:
            raise StoreError(texts.FOREIGN_DATABASE(str(self._path)))
        (version,) = connection.execute("SELECT max(version) FROM migration").fetchone()
        return int(version)

    def write_version(self, connection: sqlite3.Connection, version: int) -> None:
        if version == 1:
            connection.execute("CREATE TABLE migration (version INTEGER NOT NULL PRIMARY KEY, at INTEGER NOT NULL)")
        connection.execute("INSERT INTO migration (version, at) VALUES (?, ?)", (version, self._now))
