"""KnownServers: trust on first use. The public key that each server had when it was first joined.

A JSON file maps `HOST PORT` to the SHA-256 of the public key in hex. GUI thread; blocks for the disk at a change.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from desktop_chat.client.lenient_json import read_object
from desktop_chat.files import write_whole
from desktop_chat.net.fingerprints import NO_KEY, KeyPin, is_same_key
from desktop_chat.texts import client as texts


class KnownServers:
    """The keys, read once. Servers with damaged entries are new again; `trouble` says so in a sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.trouble = ""
        self._pins, aside = read_object(path, _read_pin)
        if aside is not None:
            self.trouble = texts.KNOWN_KEYS_DAMAGED(str(aside))

    def known_key(self, host: str, port: int) -> KeyPin:
        """Return the key of this server, or ""."""
        return self._pins.get(_server_key(host, port), NO_KEY)

    def knows(self, fingerprint: KeyPin) -> bool:
        """Return True if a server with the key was joined before, at any address."""
        return any(is_same_key(fingerprint, pin) for pin in self._pins.values())

    def remember_key(self, host: str, port: int, fingerprint: KeyPin) -> None:
        """Remember the key of this server.

        Raises: OSError (the key is then remembered until the program ends).
        """
        if self._pins.get(_server_key(host, port)) != fingerprint:
            self._pins[_server_key(host, port)] = fingerprint
            write_whole(self._path, json.dumps(self._pins, indent=1, sort_keys=True).encode())


def _read_pin(pin: Any) -> KeyPin:
    """Check and return the pin of a server.

    Raises: TypeError (damaged).
    """
    if not isinstance(pin, str):
        raise TypeError
    return KeyPin(pin)


def _server_key(host: str, port: int) -> str:
    return f"{host.lower()} {port}"
