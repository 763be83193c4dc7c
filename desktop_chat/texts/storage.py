"""Texts of `storage`: what is wrong with the database of the chat, for the person who owns the chat."""

from __future__ import annotations

from desktop_chat.texts import QT_TRANSLATE_NOOP

STORE_CLOSED = QT_TRANSLATE_NOOP("StorageText", "The store is closed.")
DISK_FULL = QT_TRANSLATE_NOOP("StorageText", "The disk that holds {0} is full.")
READ_ONLY = QT_TRANSLATE_NOOP("StorageText", "{0} cannot be written: the file or its folder is read-only.")
NO_PERMISSION = QT_TRANSLATE_NOOP("StorageText", "{0} cannot be written: this user has no permission.")
CANNOT_OPEN = QT_TRANSLATE_NOOP(
    "StorageText", "{0} cannot be opened: its folder is missing, or this user has no permission."
)
IN_USE = QT_TRANSLATE_NOOP("StorageText", "{0} is in use by another program.")
NOT_A_DATABASE = QT_TRANSLATE_NOOP(
    "StorageText", "{0} is not a chat's database, or it is damaged. Nothing in it was changed."
)
DAMAGED = QT_TRANSLATE_NOOP("StorageText", "{0} is damaged ({1}). Nothing in it was deleted.")
DISK_FAILED = QT_TRANSLATE_NOOP("StorageText", "The disk that holds {0} cannot be read or written ({1}).")
CANNOT_BE_USED = QT_TRANSLATE_NOOP("StorageText", "{0} cannot be used ({1}).")
TOO_NEW = QT_TRANSLATE_NOOP(
    "StorageText",
    "{0} was written by a newer version of Desktop Chat (database version {1}, this program knows {2})."
    " Use the newer program, or a copy of the file from before.",
)
FOREIGN_DATABASE = QT_TRANSLATE_NOOP("StorageText", "{0} is a database of another program. Nothing in it was changed.")
NO_WRITE_AHEAD_LOG = QT_TRANSLATE_NOOP(
    "StorageText", "{0} is on a disk where SQLite cannot keep a write-ahead log. Choose another folder."
)
INDEX_CANNOT_BE_MADE = QT_TRANSLATE_NOOP("StorageText", "The search index cannot be built.")
INDEX_UNAVAILABLE = QT_TRANSLATE_NOOP("StorageText", "The search index is not available now.")
SEARCH_TOO_BROAD = QT_TRANSLATE_NOOP("StorageText", "The search is too broad: name a room, or more of the word")
NOT_DURABLE_YET = QT_TRANSLATE_NOOP("StorageText", "The latest messages are not on disk yet.")
