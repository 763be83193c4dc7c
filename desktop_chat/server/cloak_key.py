"""The secret of cloaks, a file in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

from desktop_chat.files import write_whole
from desktop_chat.server.errors import StartError
from desktop_chat.texts import server as texts

_FILE = "cloak.key"


def open_cloak_key(data: Path) -> bytes:
    """Return the secret of the data folder. Make the file if it is missing.

    Under another secret, old bans of cloaks match no user.
    Raises: StartError.
    """
    path = data / _FILE
    try:
        if path.exists():
            return path.read_bytes()
        key = os.urandom(32)
        write_whole(path, key)
    except OSError as error:
        raise StartError(texts.FILE_CANNOT_BE_USED(str(path), str(error.strerror or error))) from error
    return key
