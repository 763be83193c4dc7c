"""The folder of the control socket, where the path within the data folder is too long for a socket.

A killed server leaves the folder behind, so its successor and its supervisor remove it.
"""

from __future__ import annotations

import json
import tempfile
from contextlib import suppress
from pathlib import Path

ENDPOINT = "control.json"
"""The file of the data folder that tells launchers where the server listens."""
SOCKET = "control.sock"
_PREFIX = "desktop-chat-"


def make_control_folder() -> Path:
    """Return a new folder that only this user can open. Raises: OSError."""
    return Path(tempfile.mkdtemp(prefix=_PREFIX))


def remove_left_folder(data: Path) -> None:
    """Remove the folder of a server that was killed, if the server had one. No server may run with the data folder."""
    try:
        path = Path(json.loads((data / ENDPOINT).read_bytes())["path"])
    except (OSError, ValueError, TypeError, KeyError):
        return
    if path.name == SOCKET and path.parent.name.startswith(_PREFIX):
        with suppress(OSError):
            path.unlink(missing_ok=True)
            path.parent.rmdir()
