"""Restoring a backup, and taking that back. The chat is stopped meanwhile.

The files of the chat are exchanged in two steps that a crash does not undo: what is there goes out into a folder of its
own, then the backup's files come in. A journal says how far the exchange is; `finish_exchange` continues it, and each
server calls that at its start. The folder with the former files stays until the host keeps the restored chat.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from desktop_chat.files import FolderBusy, FolderLock, make_private, write_whole
from desktop_chat.paths import FILES_FOLDER
from desktop_chat.server.backup import DATABASE, FILES, BackupError, extract_backup
from desktop_chat.texts import server as texts

JOURNAL = "restore.json"
FORMER = "before-restore-"
"""The beginning of the name of a folder with former files."""
_INCOMING = ".restore"
_OWN = (f"{DATABASE}*", "chat.search.db*", *FILES, FILES_FOLDER)
"""The files that leave: also SQLite's beside the database, and the index, which the server makes anew."""


@dataclass(frozen=True, slots=True)
class _Exchange:
    """An exchange that has begun: folders within the data folder."""

    incoming: str
    outgoing: str
    leaving: bool
    """True while files go out; then files come in."""

    def save(self, data: Path) -> None:
        fields = {"in": self.incoming, "out": self.outgoing, "leaving": self.leaving}
        write_whole(data / JOURNAL, json.dumps(fields).encode())


def restore_backup(backup: Path, data: Path, *, now: int) -> Path | None:
    """Put the chat of the backup into the folder `data`.

    Return the folder with the former files, or None if there was no chat. `now`: Unix ms.
    Raises: BackupError (the chat runs, or the backup is no good); then nothing has changed.
    """
    with _stopped_chat(data):
        finish_exchange(data)
        incoming = data / _INCOMING
        shutil.rmtree(incoming, ignore_errors=True)
        try:
            make_private(incoming)
        except OSError as error:
            raise BackupError(texts.FILE_CANNOT_BE_USED(str(incoming), str(error.strerror or error))) from error
        try:
            extract_backup(backup, incoming)
        except BackupError:
            shutil.rmtree(incoming, ignore_errors=True)
            raise
        return _exchange_files(data, incoming, now)


def undo_restore(data: Path, *, now: int) -> Path | None:
    """Put the newest former files back. Return the folder with the files that were there until now.

    Raises: BackupError (the chat runs, or nothing was restored).
    """
    with _stopped_chat(data):
        finish_exchange(data)
        former = former_folders(data)
        if not former:
            raise BackupError(texts.NOTHING_RESTORED(str(data)))
        return _exchange_files(data, former[-1], now)


def former_folders(data: Path) -> list[Path]:
    """Return the folders with former files, oldest first."""
    return sorted(path for path in data.glob(f"{FORMER}*") if path.is_dir())


def forget_former(data: Path) -> None:
    """Delete the former files: the host keeps the chat as it is.

    Raises: BackupError.
    """
    for folder in former_folders(data):
        try:
            shutil.rmtree(folder)
        except OSError as error:
            raise BackupError(texts.FILE_CANNOT_BE_USED(str(folder), str(error.strerror or error))) from error


def finish_exchange(data: Path) -> bool:
    """Continue an exchange that a crash has interrupted. Return False if there is none.

    The caller holds the folder's lock.
    Raises: BackupError.
    """
    journal = data / JOURNAL
    try:
        fields = json.loads(journal.read_bytes())
        exchange = _Exchange(str(fields["in"]), str(fields["out"]), bool(fields["leaving"]))
    except FileNotFoundError:
        return False
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise BackupError(texts.FILE_CANNOT_BE_USED(str(journal), str(error))) from error
    try:
        _complete_exchange(data, exchange)
    except OSError as error:
        raise BackupError(texts.FILE_CANNOT_BE_USED(str(data), str(error.strerror or error))) from error
    return True


def _exchange_files(data: Path, incoming: Path, now: int) -> Path | None:
    moment = datetime.fromtimestamp(now / 1000, UTC)
    outgoing = data / f"{FORMER}{moment:%Y%m%d-%H%M%S}-{now % 1000:03}"
    had_chat = (data / DATABASE).exists()
    try:
        make_private(outgoing)
        exchange = _Exchange(incoming.name, outgoing.name, leaving=True)
        exchange.save(data)
        _complete_exchange(data, exchange)
    except OSError as error:
        raise BackupError(texts.FILE_CANNOT_BE_USED(str(data), str(error.strerror or error))) from error
    if had_chat:
        return outgoing
    with suppress(OSError):
        outgoing.rmdir()
    return None


def _complete_exchange(data: Path, exchange: _Exchange) -> None:
    """Do the rest of an exchange. Each move may have been done already."""
    incoming, outgoing = data / exchange.incoming, data / exchange.outgoing
    if exchange.leaving:
        for pattern in _OWN:
            for path in data.glob(pattern):
                os.replace(path, outgoing / path.name)
        _Exchange(exchange.incoming, exchange.outgoing, leaving=False).save(data)
    for path in sorted(incoming.glob("*")) if incoming.is_dir() else []:
        os.replace(path, data / path.name)
    with suppress(OSError):
        incoming.rmdir()
    (data / JOURNAL).unlink(missing_ok=True)


@contextmanager
def _stopped_chat(data: Path) -> Iterator[None]:
    """Hold the lock of a data folder whose chat does not run. Raises: BackupError if it runs."""
    try:
        lock = FolderLock(data)
    except FolderBusy:
        raise BackupError(texts.CHAT_IS_RUNNING(str(data))) from None
    except OSError as error:
        raise BackupError(texts.DATA_CANNOT_BE_WRITTEN(str(data), str(error.strerror or error))) from error
    try:
        yield
    finally:
        lock.release()
