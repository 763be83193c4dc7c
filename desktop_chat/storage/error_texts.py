"""A database's error in words for the person who owns the chat: one clear sentence, or two."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.texts import CodedText
from desktop_chat.texts import storage as texts

_TEXTS: tuple[tuple[str, CodedText], ...] = (
    ("SQLITE_FULL", texts.DISK_FULL),
    ("SQLITE_READONLY", texts.READ_ONLY),
    ("SQLITE_PERM", texts.NO_PERMISSION),
    ("SQLITE_CANTOPEN", texts.CANNOT_OPEN),
    ("SQLITE_BUSY", texts.IN_USE),
    ("SQLITE_LOCKED", texts.IN_USE),
    ("SQLITE_NOTADB", texts.NOT_A_DATABASE),
    ("SQLITE_CORRUPT", texts.DAMAGED),
    ("SQLITE_IOERR", texts.DISK_FAILED),
)
"""The text for each beginning of SQLite's name for an error. The first beginning that fits is taken."""


def explain_error(error: Exception, path: Path) -> CodedText:
    """Return what `error` means for the database at `path`."""
    if isinstance(error, PermissionError):
        return texts.READ_ONLY(str(path))
    name = getattr(error, "sqlite_errorname", "")
    text = next((text for start, text in _TEXTS if name.startswith(start)), texts.CANNOT_BE_USED)
    return text(*(str(path), str(error))[: text.count_places()])
