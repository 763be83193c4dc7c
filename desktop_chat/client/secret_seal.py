"""SecretSeal: encrypts secrets for a file, with a key in a private file.

Without a keyring, seals keep passwords out of copies and searches of the settings; a person who can read all
files of the profile can open the seals.

Thread: any; blocks for the disk.
"""

from __future__ import annotations

import os
from base64 import b64decode, b64encode
from pathlib import Path

from desktop_chat.files import make_private, write_whole

_KEY_BYTES, _NONCE_BYTES = 32, 12


class SecretSeal:
    """`path`: the file of the key, made at the first seal."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def seal(self, secret: str, about: str) -> str:
        """Return the sealed secret as text. `about` names the secret; a seal cannot be moved to another name.

        Raises: OSError.
        """
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # loading it takes a while

        nonce = os.urandom(_NONCE_BYTES)
        sealed = AESGCM(self._key_or_new()).encrypt(nonce, secret.encode("utf-8", "surrogatepass"), about.encode())
        return b64encode(nonce + sealed).decode("ascii")

    def open_seal(self, sealed: str, about: str) -> str:
        """Return the secret.

        Raises: OSError, ValueError (another key, another name, or a damaged text).
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        whole = b64decode(sealed, validate=True)
        try:
            opened = AESGCM(self._path.read_bytes()).decrypt(whole[:_NONCE_BYTES], whole[_NONCE_BYTES:], about.encode())
        except InvalidTag as error:
            raise ValueError("the seal does not fit") from error
        return opened.decode("utf-8", "surrogatepass")

    def _key_or_new(self) -> bytes:
        try:
            key = self._path.read_bytes()
        except FileNotFoundError:
            key = b""
        if len(key) != _KEY_BYTES:
            key = os.urandom(_KEY_BYTES)
            make_private(self._path.parent)
            write_whole(self._path, key)
        return key
