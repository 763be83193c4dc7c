"""Trust on first use: the public key that each server showed when it was first joined.

A JSON file, `HOST:PORT` to the SHA-256 of the public key in hex. GUI thread; blocks for the disk at a change.
"""

from __future__ import annotations

import json
import logging
from pathlib import Path

from desktop_chat.files import write_whole

_log = logging.getLogger(__name__)


class KnownServers:
    """What is known, read once. A file that cannot be read is set aside (`.damaged`) and said in the log: the servers
    are then new again, which is asked about, not trusted."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pins: dict[str, str] = {}
        try:
            data = json.loads(path.read_text("utf-8"))
            self._pins = {str(key): str(value) for key, value in dict(data).items()}
        except FileNotFoundError:
            pass
        except (OSError, ValueError, TypeError) as error:
            aside = path.with_suffix(".damaged")
            _log.warning("What was known of servers cannot be read (%s); it is kept as %s.", error, aside)
            if path.exists():
                path.replace(aside)

    def pin(self, host: str, port: int) -> str:
        """The key that this server had, or ""."""
        return self._pins.get(_key(host, port), "")

    def knows(self, fingerprint: str) -> bool:
        """Return whether this is the key of a server that was joined before, wherever it was."""
        return bool(fingerprint) and fingerprint in self._pins.values()

    def remember(self, host: str, port: int, fingerprint: str) -> None:
        """From now on this is the server's key. Raises OSError; it is then remembered until the program ends."""
        if self._pins.get(_key(host, port)) != fingerprint:
            self._pins[_key(host, port)] = fingerprint
            write_whole(self._path, json.dumps(self._pins, indent=1, sort_keys=True).encode())


def _key(host: str, port: int) -> str:
    return f"{host.lower()} {port}"
