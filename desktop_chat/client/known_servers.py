"""Trust on first use: the public key that each server showed when it was first joined.

A JSON file, `HOST:PORT` to the SHA-256 of the public key in hex. GUI thread; blocks for the disk at a change.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop_chat.client.lenient_json import read_object
from desktop_chat.files import write_whole
from desktop_chat.texts import client as texts


class KnownServers:
    """What is known, read once. What of a file cannot be read is set aside (`.damaged`) and said in `trouble`: those
    servers are then new again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self._pins, aside = read_object(path, _read_pin)
        if aside is not None:
            self.trouble = texts.KNOWN_KEYS_DAMAGED(str(aside))

    def known_key(self, host: str, port: int) -> str:
        """The key that this server had, or ""."""
        return self._pins.get(_server_key(host, port), "")

    def knows(self, fingerprint: str) -> bool:
        """Return whether this is the key of a server that was joined before, wherever it was."""
        return bool(fingerprint) and fingerprint in self._pins.values()

    def remember_key(self, host: str, port: int, fingerprint: str) -> None:
        """From now on this is the server's key. Raises OSError; it is then remembered until the program ends."""
        if self._pins.get(_server_key(host, port)) != fingerprint:
            self._pins[_server_key(host, port)] = fingerprint
            write_whole(self._path, json.dumps(self._pins, indent=1, sort_keys=True).encode())


def _read_pin(pin: Any) -> str:
    """Return the pin of one server. Raises TypeError if it is damaged."""
    if not isinstance(pin, str):
        raise TypeError
    return pin


def _server_key(host: str, port: int) -> str:
    return f"{host.lower()} {port}"
