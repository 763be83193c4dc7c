"""Own keys for tests: the same everywhere, or none."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.own_keys import Files


class FixedKeys:
    """See desktop_chat.client.own_keys.Keys."""

    def __init__(self, certificate: Path | None = None, key: Path | None = None) -> None:
        self._files = (certificate, key) if certificate is not None and key is not None else None

    def name_for(self, place: ChatAddress) -> str:
        return ""

    def files(self, name: str) -> Files | None:
        return self._files
