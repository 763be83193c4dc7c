"""OwnKeys: the key pairs by which servers recognise this person, a pair for each server, made at the first need.

With a shared pair, servers could find out together where a person is. The shared pair of earlier versions stays in use
on servers that know the pair, and a person can choose it for new chats. GUI thread; blocks for the disk.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.late_pattern import late_pattern
from desktop_chat.net import identity
from desktop_chat.net.fingerprints import SHORT_DIGITS

_log = logging.getLogger(__name__)
_NAME = late_pattern(r"[0-9a-f]{16}")
_SHARED = "guest"
Files = tuple[Path, Path]
"""Certificate and key, PEM."""


class Keys(Protocol):
    """Key pairs by name; "" is the shared pair."""

    def name_for(self, place: ChatAddress) -> str:
        """Return the name of the key for a new chat."""

    def files(self, name: str) -> Files | None:
        """Return a key pair, made if it is missing, or None if it cannot be made: the person is then a guest without a
        reserved name."""


class OwnKeys:
    """The keys of one profile. `one_for_all` returns True if the person wants the shared pair everywhere."""

    def __init__(self, folder: Path, known: KnownServers, one_for_all: Callable[[], bool]) -> None:
        self._folder = folder
        self._known = known
        self._one_for_all = one_for_all
        self._files: dict[str, Files] = {}

    def name_for(self, place: ChatAddress) -> str:
        """Return the name of the key for a new chat; the same server gets the same name even after it was forgotten."""
        import hashlib  # OpenSSL behind it takes a while to load, and the first window does without

        address = f"{place.host.lower()} {place.port}"
        server = place.fingerprint[:SHORT_DIGITS] or address
        older = place.fingerprint or address  # versions before short pins named the key by the whole pin
        name, old_name = (hashlib.sha256(text.encode()).hexdigest()[:16] for text in (server, older))
        for known_name in (name, old_name):
            if self._path(known_name).exists():
                return known_name
        known = self._known.knows(place.fingerprint) or bool(self._known.known_key(place.host, place.port))
        return "" if self._one_for_all() or (known and self._path("").exists()) else name

    def files(self, name: str) -> Files | None:
        if name not in self._files:
            try:
                now = datetime.now(UTC)
                made = identity.open_identity(self._folder, self._path(name).stem, "desktop-chat", now)
                self._files[name] = (made.certificate, made.key)
            except identity.IdentityError as error:
                _log.warning("%s", error)
        return self._files.get(name)

    def _path(self, name: str) -> Path:
        return self._folder / (f"{_SHARED}-{name}.key" if _NAME.fullmatch(name) else f"{_SHARED}.key")
