"""Bring a database to the version that this program knows, with a copy made before each step."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path

from desktop_chat.files import keep_file_private
from desktop_chat.storage.dialect import Dialect
from desktop_chat.storage.store_api import StoreError
from desktop_chat.texts import storage as texts

_HISTORY = "CREATE TABLE migration (version {integer} NOT NULL PRIMARY KEY, at {integer} NOT NULL)"


def apply_migrations(
    connection: sqlite3.Connection, path: Path, dialect: Dialect, migrations: Sequence[tuple[str, ...]], now: int
) -> None:
    """Apply the steps that are missing, each as one transaction. `now` (ms) is noted beside each.

    Raises StoreError for a database of a newer program or of another one, and sqlite3.Error; what was not
    migrated is then as it was.
    """
    version = version_of(connection, path, dialect)
    known = len(migrations)
    if version > known:
        raise StoreError(texts.TOO_NEW(str(path), version, known))
    for step in range(version + 1, known + 1):
        if version:
            copy_database(connection, path.with_name(f"{path.name}.before-v{step}"))
        _apply_migration(connection, dialect, step, migrations[step - 1], now)


def version_of(connection: sqlite3.Connection, path: Path, dialect: Dialect) -> int:
    """The version of the database, 0 for an empty one. Raises StoreError when it belongs to another program."""
    tables = {name for (name,) in connection.execute(dialect.tables)}
    if not tables:
        return 0
    if "migration" not in tables:
        raise StoreError(texts.FOREIGN_DATABASE(str(path)))
    (version,) = connection.execute("SELECT max(version) FROM migration").fetchone()
    return int(version)


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """A copy of the whole database at one moment, as one file, on disk when this returns. Others may go on writing.

    An older file at `target` is replaced once the copy is whole. Raises sqlite3.Error and OSError.
    """
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    keep_file_private(partial)
    try:
        copied = sqlite3.connect(partial)
        try:
            connection.backup(copied)
        finally:
            copied.close()
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)


def _apply_migration(
    connection: sqlite3.Connection, dialect: Dialect, step: int, statements: tuple[str, ...], now: int
) -> None:
    connection.execute(dialect.begin)
    try:
        for statement in (_HISTORY, *statements) if step == 1 else statements:
            connection.execute(dialect.to_sql(statement))
        connection.execute(dialect.to_sql("INSERT INTO migration (version, at) VALUES (?, ?)"), (step, now))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
