"""Passwords: what checks them, made and compared on a HashJob's thread, where slow is what is wanted.

Argon2id with 19 MiB and two passes, as OWASP asks for at least: 25 ms here. SCRAM's verifier, which is made with it, is
PBKDF2 with the iterations that OWASP asks for: 120 ms here. The interpreter's lock is free meanwhile.
"""

from __future__ import annotations

import os
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from desktop_chat.irc.sasl import ITERATIONS, make_verifier, prepare_password
from desktop_chat.storage.store_api import PasswordSecret

_SALT = 16


class PasswordHashing:
    """Any thread; every call blocks for as long as it says."""

    def __init__(self, *, memory: int = 19456, passes: int = 2, iterations: int = ITERATIONS) -> None:
        """`memory` in KiB; `iterations` are SCRAM's."""
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)
        self._iterations = iterations

    @cached_property
    def _dummy_secret(self) -> str:
        return self._hasher.hash(os.urandom(_SALT))

    def make_secret(self, password: str) -> PasswordSecret:
        """What checks this password from now on."""
        scram = make_verifier(password, os.urandom(_SALT), self._iterations)
        return PasswordSecret(self._hasher.hash(prepare_password(password)), str(scram))

    def is_right_password(self, secret: PasswordSecret, password: str) -> bool:
        """Whether it is the one. Takes the same time where there is none."""
        try:
            self._hasher.verify(secret.argon2_hash or self._dummy_secret, prepare_password(password))
        except (Argon2Error, InvalidHashError):
            return False
        return bool(secret.argon2_hash)
