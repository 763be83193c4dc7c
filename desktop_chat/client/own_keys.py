"""Own keys: the key pairs by which servers recognise this person, one for each server, made when it is first needed.

With one for all, servers could tell each other who a person is. What an earlier version used everywhere stays in use
where it is known; a person can choose it for all chats that are new. GUI thread; blocks for the disk.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.known_servers import KnownServers
from desktop_chat.net import identity

_log = logging.getLogger(__name__)
_NAME = re.compile(r"[0-9a-f]{16}")
_SHARED = "guest"
Files = tuple[Path, Path]
"""Certificate and key, PEM."""


class Keys(Protocol):
    """Key pairs by name. "" names the one that is used wherever there is no other."""

    def name_for(self, place: ChatAddress) -> str:
        """Return which key a chat that is new is joined with."""

    def files(self, name: str) -> Files | None:
        """Return a key pair, made where there is none; None where that is impossible: one is then a guest without a
        name of their own."""


class OwnKeys:
    """The keys of one profile. `one_for_all`: whether the person wants the same everywhere."""

    def __init__(self, folder: Path, known: KnownServers, one_for_all: Callable[[], bool]) -> None:
        self._folder = folder
        self._known = known
        self._one_for_all = one_for_all
        self._files: dict[str, Files] = {}

    def name_for(self, place: ChatAddress) -> str:
        """Return a name that the same server gets again, should its chat be forgotten meanwhile."""
        import hashlib  # OpenSSL behind it takes a while to load, and the first window does without

        server = place.fingerprint or f"{place.host.lower()} {place.port}"
        name = hashlib.sha256(server.encode()).hexdigest()[:16]
        if self._path(name).exists():
            return name
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
