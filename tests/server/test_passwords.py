"""Passwords, hashed for real."""

from __future__ import annotations

from desktop_chat.hub.job import CheckPassword, MakeSecret
from desktop_chat.irc.sasl import Verifier
from desktop_chat.server.passwords import Passwords
from desktop_chat.storage.port import Secret


def test_a_password_is_checked_and_not_kept() -> None:
    passwords = Passwords(memory=8, passes=1)
    secret = passwords.do(MakeSecret("tea"))
    assert isinstance(secret, Secret)
    assert secret.hashed.startswith("$argon2id$")
    assert Verifier.of(secret.scram) is not None
    assert passwords.do(CheckPassword(secret, "tea")) is True
    assert passwords.do(CheckPassword(secret, "Tea")) is False
    assert passwords.make("tea") != secret


def test_what_is_no_hash_is_nobodys() -> None:
    passwords = Passwords(memory=8, passes=1)
    for secret in (Secret(), Secret("nonsense"), Secret("$argon2id$v=19$m=8,t=1,p=1$AAAA$BBBB")):
        assert passwords.check(secret, "tea") is False
