"""BatchSeal: the encryption of batches by the cluster's key, because the log holds typed passwords."""

from __future__ import annotations

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class SealError(Exception):
    """Bytes were sealed with another key, or were changed. The text is a sentence for the administrator."""


def make_key() -> bytes:
    """Return a new random key."""
    return os.urandom(KEY_BYTES)


class BatchSeal:
    """Seals and opens by AES-GCM.

    Spec: https://csrc.nist.gov/pubs/sp/800/38/d/final
    """

    def __init__(self, key: bytes, chat: str) -> None:
        """`key`: KEY_BYTES bytes. `chat`: the name of the log; bytes of another log do not open."""
        self._cipher = AESGCM(key)
        self._chat = chat.encode()

    def seal_bytes(self, data: bytes) -> bytes:
        """Return the sealed bytes. No two calls return the same."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, data, self._chat)

    def open_sealed(self, sealed: bytes) -> bytes:
        """Return the bytes before `seal_bytes`.

        Raises: SealError.
        """
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], self._chat)
        except (InvalidTag, ValueError) as error:
            raise SealError("The log holds a batch of another key: give all nodes the same key file.") from error
