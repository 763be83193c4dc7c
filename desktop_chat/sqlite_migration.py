"""Migration of a SQLite database, step by step, with a copy made before the first step. Blocks for the disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Protocol

from desktop_chat.files import keep_file_private

Step = Sequence[str]
"""The statements that bring a database to the next version. A released Step never changes."""


class NewerDatabaseError(Exception):
    """A newer program has written the database. Nothing was changed."""

    def __init__(self, version: int, known: int) -> None:
        super().__init__(f"version {version} of the database is newer than {known}")
        self.version = version
        self.known = known


class VersionRecord(Protocol):
    """The place in a database where its version stands: the number of Steps applied so far, 0 for a new database."""

    def read_version(self, connection: sqlite3.Connection) -> int: ...

    def write_version(self, connection: sqlite3.Connection, version: int) -> None:
        """Called at the end of a Step, within its transaction."""


def apply_steps(connection: sqlite3.Connection, path: Path, steps: Sequence[Step], record: VersionRecord) -> None:
    """Apply the missing Steps, each as one transaction. The connection must be in autocommit mode.

    An older database is first copied to `NAME.before-vN`, where N is the version after the first missing Step. After a
    failure the database has the version of the last Step that was completed.
    Raises: NewerDatabaseError, sqlite3.Error, OSError.
    """
    version = record.read_version(connection)
    if version > len(steps):
        raise NewerDatabaseError(version, len(steps))
    if 0 < version < len(steps):
        copy_database(connection, path.with_name(f"{path.name}.before-v{version + 1}"))
    for number, step in enumerate(steps[version:], version + 1):
        _apply_step(connection, step, number, record)


def _apply_step(connection: sqlite3.Connection, step: Step, version: int, record: VersionRecord) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in step:
            connection.execute(statement)
        record.write_version(connection, version)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def copy_database(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the database to `target` as one file, on disk when this returns. Others may write meanwhile.

    The copy replaces an older file at `target` only once the copy is complete.
    Raises: sqlite3.Error, OSError.
    """
    partial = target.with_name(target.name + ".part")
    partial.unlink(missing_ok=True)
    keep_file_private(partial)
    try:
        with closing(sqlite3.connect(partial)) as copy:
            connection.backup(copy)
        os.replace(partial, target)
    finally:
        partial.unlink(missing_ok=True)
