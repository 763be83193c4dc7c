"""Passwords with the real hash functions."""

from __future__ import annotations

from desktop_chat.hub.job import CheckPassword, MakeSecret
from desktop_chat.irc.sasl import ScramVerifier
from desktop_chat.server.password_hashing import PasswordHashing
from desktop_chat.storage.records import PasswordSecret


def test_a_password_is_checked_and_not_kept() -> None:
    passwords = PasswordHashing(memory=8, passes=1)
    secret = MakeSecret("tea").run(passwords)
    assert secret.argon2_hash.startswith("$argon2id$")
    assert ScramVerifier.parse_text(secret.scram_verifier) is not None
    assert CheckPassword(secret, "tea").run(passwords) is True
    assert CheckPassword(secret, "Tea").run(passwords) is False
    assert passwords.make_secret("tea") != secret


def test_invalid_hash_matches_no_password() -> None:
    passwords = PasswordHashing(memory=8, passes=1)
    for secret in (
        PasswordSecret(),
        PasswordSecret("nonsense"),
        PasswordSecret("$argon2id$v=19$m=8,t=1,p=1$AAAA$BBBB"),
    ):
        assert passwords.is_right_password(secret, "tea") is False
