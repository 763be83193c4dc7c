"""KnownNames: the names of people as they write them, kept for the time before the next connection.

GUI thread; a change blocks for the disk for some milliseconds.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from desktop_chat.client.lenient_json import PartlyDamagedError, read_object
from desktop_chat.files import make_private, write_whole

MOST_NAMES = 1_000
"""People of one chat whose names are kept; beyond them the oldest are forgotten."""
_log = logging.getLogger(__name__)
_NONE: Mapping[str, str] = {}


class KnownNames:
    """By chat (the `network` of a ServerRecord) and folded nick: the written name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._chats, _ = read_object(path, _read_names)

    def names_of(self, chat: str) -> Mapping[str, str]:
        return self._chats.get(chat, _NONE)

    def keep_names(self, chat: str, names: Mapping[str, str]) -> None:
        """Replace the names of a chat, and write the file if anything has changed."""
        kept = dict(list(names.items())[-MOST_NAMES:])
        if kept == self._chats.get(chat, {}):
            return
        if kept:
            self._chats[chat] = kept
        else:
            del self._chats[chat]
        try:
            make_private(self._path.parent)
            write_whole(self._path, json.dumps(self._chats, ensure_ascii=False).encode("utf-8", "replace"))
        except OSError as error:
            _log.warning("The names of people cannot be kept: %s.", error)


def _read_names(names: Any) -> dict[str, str]:
    """Return the names of a chat.

    Raises: TypeError, PartlyDamagedError.
    """
    if not isinstance(names, dict):
        raise TypeError
    sound = {nick: name for nick, name in names.items() if isinstance(name, str)}
    if len(sound) < len(names):
        raise PartlyDamagedError(sound)
    return sound
