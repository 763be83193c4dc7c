"""Password hashing: the secrets of passwords, made and compared on the threads of HashJobs. Slow on purpose.

Argon2id with 19 MiB and two passes, OWASP's minimum, takes 25 ms. SCRAM's verifier, which is made beside the hash, is
PBKDF2 with OWASP's iterations and takes 120 ms. The GIL is free meanwhile.
"""

from __future__ import annotations

import os
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from desktop_chat.irc.sasl import ITERATIONS, make_verifier, prepare_password
from desktop_chat.storage.records import PasswordSecret

_SALT = 16


class PasswordHashing:
    """The hash functions and their costs. Every call blocks for its time.

    Thread: any.
    """

    def __init__(self, *, memory: int = 19456, passes: int = 2, iterations: int = ITERATIONS) -> None:
        """`memory` in KiB; `iterations` are SCRAM's."""
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1)
        self._iterations = iterations

    @cached_property
    def _dummy_secret(self) -> str:
        return self._hasher.hash(os.urandom(_SALT))

    def make_secret(self, password: str) -> PasswordSecret:
        """Return the secret by which this password is checked."""
        scram = make_verifier(password, os.urandom(_SALT), self._iterations)
        return PasswordSecret(self._hasher.hash(prepare_password(password)), str(scram))

    def is_right_password(self, secret: PasswordSecret, password: str) -> bool:
        """Return whether the password is right. Without a secret the check takes as long."""
        try:
            self._hasher.verify(secret.argon2_hash or self._dummy_secret, prepare_password(password))
        except (Argon2Error, InvalidHashError):
            return False
        return bool(secret.argon2_hash)
