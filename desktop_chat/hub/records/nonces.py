"""Nonces: unguessable values, derived from a secret seed. Pure."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from hmac import new as new_hmac


class Nonces:
    """`seed`: 32 random bytes of this run."""

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._count = 0

    def next_nonce(self) -> str:
        """Return 24 printable characters without a comma, never returned before."""
        self._count += 1
        return b64encode(self.for_name(f"nonce {self._count}")[:18]).decode("ascii")

    def for_name(self, name: str) -> bytes:
        """Return 32 bytes, always the same for a name until the server stops."""
        return new_hmac(self._seed, name.encode(), sha256).digest()
