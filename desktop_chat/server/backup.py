"""Backups of a chat: one zip file with the database as it was at one moment, the key, and the settings.

The chat goes on meanwhile. A backup is checked before it gets its name: the database by SQLite, the archive by its
checksums. The files that people have sent are in it. What the server can make anew, such as the full-text index, is
left out.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.files import keep_file_private, make_private
from desktop_chat.paths import FILES_FOLDER
from desktop_chat.sqlite_migration import copy_database
from desktop_chat.storage.error_texts import explain_error
from desktop_chat.texts import server as texts
from desktop_chat.version import VERSION

DATABASE = "chat.db"
MANIFEST = "backup.json"
FILES = ("server.key", "server.crt", "settings.toml", "cloak.key")
"""The files beside the database that belong to a chat."""
FOLDER = "backups"
"""Within the data folder: where backups without a place of their own are written."""
_CONTENT = re.compile(r"[0-9a-f]{64}")
_STORED_FILE = re.compile(rf"{FILES_FOLDER}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")
_FORMAT = 1
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError)
"""What the library raises for archives that are none, damaged, encrypted, or packed in an unknown way."""
_LARGEST_TEXT = 1 << 20
"""Bytes of a file beside the database, at most."""


class BackupError(Exception):
    """A backup cannot be written, read or restored. The text is a sentence for the host."""


@dataclass(frozen=True, slots=True)
class BackupSummary:
    """The contents of a backup."""

    path: Path
    name: str
    """The name of the chat."""
    time: int
    """When the backup was made, Unix ms."""
    version: str
    """The version of the program that made the backup."""
    rooms: int
    messages: int
    size: int
    """Bytes of the file."""


def backup_name(now: int) -> str:
    """Return the usual file name of a backup. `now`: Unix ms."""
    return f"chat-{datetime.fromtimestamp(now / 1000, UTC):%Y%m%d-%H%M%S}.zip"


def write_backup(
    data: Path, target: Path, *, name: str, now: int, copy: Callable[[Path], None] | None = None
) -> BackupSummary:
    """Write a backup of the chat in the folder `data` to the file `target`, and check the backup.

    An older file of the name is replaced only by a complete backup. Blocks; the chat may run.

    Arguments:
        name: the name of the chat.
        now: Unix ms.
        copy: copies the database to a path; by default a connection of its own does.
    Thread: any.
    Raises: BackupError; nothing is left.
    """
    if not (data / DATABASE).is_file():
        raise BackupError(texts.NO_CHAT_IN(str(data)))
    partial = target.with_name(f".{target.name}.part")
    try:
        make_private(target.parent)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=data) as folder:
            database = Path(folder) / DATABASE
            (copy or _copier(data / DATABASE))(database)
            rooms, messages = _checked_counts(database)
            contents = _stored_contents(database)
            manifest = {
                "format": _FORMAT, "name": name, "time": now, "version": VERSION, "rooms": rooms, "messages": messages,
            }  # fmt: skip
            partial.unlink(missing_ok=True)
            keep_file_private(partial)
            _write_archive(partial, database, data, manifest, contents)
        _check_archive(partial)
        os.replace(partial, target)
        return read_backup(target)
    except sqlite3.Error as error:
        raise BackupError(str(explain_error(error, data / DATABASE))) from error
    except OSError as error:
        raise BackupError(texts.BACKUP_CANNOT_BE_WRITTEN(str(target), str(error.strerror or error))) from error
    finally:
        with suppress(OSError):
            partial.unlink()


def _copier(database: Path) -> Callable[[Path], None]:
    def copy(target: Path) -> None:
        with closing(sqlite3.connect(f"{database.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            copy_database(connection, target)

    return copy


def _checked_counts(database: Path) -> tuple[int, int]:
    """Return how many rooms and messages the database holds.

    Raises: BackupError if SQLite finds damage, sqlite3.Error.
    """
    with closing(sqlite3.connect(database)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA quick_check(1)")]
        if found != ["ok"]:
            raise BackupError(texts.DATABASE_IS_DAMAGED(str(found[0])))
        try:
            (rooms,) = connection.execute("SELECT count(*) FROM room").fetchone()
            (messages,) = connection.execute("SELECT count(*) FROM entry").fetchone()
        except sqlite3.OperationalError as error:
            raise BackupError(texts.NOT_A_CHAT_DATABASE) from error
    return int(rooms), int(messages)


def _stored_contents(database: Path) -> list[str]:
    """Return the contents of the files that the database knows; none for a database from before there were files."""
    with closing(sqlite3.connect(database)) as connection:
        try:
            found = [str(row[0]) for row in connection.execute("SELECT DISTINCT content FROM shared_file")]
        except sqlite3.OperationalError:
            return []
    return [content for content in found if _CONTENT.fullmatch(content)]


def _write_archive(
    path: Path, database: Path, data: Path, manifest: dict[str, object], contents: Sequence[str]
) -> None:
    with path.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2) + "\n")
            archive.write(database, DATABASE)
            for name in FILES:
                if (data / name).is_file():
                    archive.write(data / name, name)
            for content in contents:
                stored = f"{FILES_FOLDER}/{content[:2]}/{content}"
                with suppress(FileNotFoundError):  # somebody deletes it just now
                    archive.write(data / stored, stored, zipfile.ZIP_STORED)  # pictures do not get smaller
        file.flush()
        os.fsync(file.fileno())


def _check_archive(path: Path) -> None:
    """Raises: BackupError unless the disk gives back what was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
    except _BROKEN as error:
        raise BackupError(texts.BACKUP_IS_DAMAGED(str(path), str(error))) from error
    if damaged is not None:
        raise BackupError(texts.BACKUP_IS_DAMAGED(str(path), damaged))


def read_backup(path: Path) -> BackupSummary:
    """Return what the backup holds, by its manifest.

    Thread: any.
    Raises: BackupError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            if {MANIFEST, DATABASE} - set(archive.namelist()) or archive.getinfo(MANIFEST).file_size > _LARGEST_TEXT:
                raise BackupError(texts.NOT_A_BACKUP(str(path)))
            manifest = json.loads(archive.read(MANIFEST))
        size = path.stat().st_size
    except (*_BROKEN, ValueError) as error:
        raise BackupError(texts.NOT_A_BACKUP(str(path))) from error
    except OSError as error:
        raise BackupError(texts.BACKUP_CANNOT_BE_READ(str(path), str(error.strerror or error))) from error
    if not isinstance(manifest, dict) or manifest.get("format") != _FORMAT:
        raise BackupError(texts.NEWER_BACKUP(str(path)))
    numbers = [manifest.get(key) for key in ("time", "rooms", "messages")]
    if not all(isinstance(number, int) for number in numbers):
        raise BackupError(texts.NOT_A_BACKUP(str(path)))
    time, rooms, messages = (int(number or 0) for number in numbers)
    name, version = (str(manifest.get(key, "")) for key in ("name", "version"))
    return BackupSummary(path, name, time, version, rooms=rooms, messages=messages, size=size)


def extract_backup(path: Path, folder: Path) -> None:
    """Write the files of the backup into `folder`, which exists, and check the database.

    Only the known names are taken, whatever else the archive holds.
    Raises: BackupError.
    """
    read_backup(path)
    try:
        _check_archive(path)
        with zipfile.ZipFile(path) as archive:
            for info in archive.infolist():
                small = info.filename in FILES and info.file_size <= _LARGEST_TEXT
                if _STORED_FILE.fullmatch(info.filename):
                    make_private((folder / info.filename).parent)
                elif info.filename != DATABASE and not small:
                    continue
                keep_file_private(folder / info.filename)
                with archive.open(info) as source, (folder / info.filename).open("r+b") as target:
                    while piece := source.read(1 << 20):
                        target.write(piece)
                    target.flush()
                    os.fsync(target.fileno())
        _checked_counts(folder / DATABASE)
    except _BROKEN as error:
        raise BackupError(texts.NOT_A_BACKUP(str(path))) from error
    except sqlite3.Error as error:
        raise BackupError(texts.BACKUP_IS_DAMAGED(str(path), DATABASE)) from error
    except OSError as error:
        raise BackupError(texts.FILE_CANNOT_BE_USED(str(folder), str(error.strerror or error))) from error


def list_backups(data: Path) -> list[BackupSummary]:
    """Return the backups in the folder `backups` of the data folder, newest first. Other files are left out."""
    found = []
    for path in (data / FOLDER).glob("*.zip"):
        try:
            if stat.S_ISREG(path.lstat().st_mode):
                found.append(read_backup(path))
        except (BackupError, OSError):
            continue
    return sorted(found, key=lambda backup: backup.time, reverse=True)
