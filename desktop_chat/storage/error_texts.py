"""A database's error in words for the person who owns the chat: one clear sentence, or two."""

from __future__ import annotations

from pathlib import Path

# By the beginning of SQLite's name for the error. The first that fits is taken.
_SENTENCES = (
    ("SQLITE_FULL", "The disk that holds {path} is full."),
    ("SQLITE_READONLY", "{path} cannot be written: the file or its folder is read-only."),
    ("SQLITE_PERM", "{path} cannot be written: this user may not."),
    ("SQLITE_CANTOPEN", "{path} cannot be opened: its folder is missing, or this user may not."),
    ("SQLITE_BUSY", "{path} is in use by another program."),
    ("SQLITE_LOCKED", "{path} is in use by another program."),
    ("SQLITE_NOTADB", "{path} is not a chat's database, or it is damaged. Nothing in it was changed."),
    ("SQLITE_CORRUPT", "{path} is damaged ({error}). Nothing in it was deleted."),
    ("SQLITE_IOERR", "The disk that holds {path} cannot be read or written ({error})."),
)


def explain_error(error: Exception, path: Path) -> str:
    """What `error` means for the database at `path`."""
    if isinstance(error, PermissionError):
        return _SENTENCES[1][1].format(path=path)
    name = getattr(error, "sqlite_errorname", "")
    sentence = next((text for start, text in _SENTENCES if name.startswith(start)), "{path} cannot be used ({error}).")
    return sentence.format(path=path, error=error)
