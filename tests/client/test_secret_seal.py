"""SecretSeal: only its own key opens a seal, under its own name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_chat.client.secret_seal import SecretSeal


@pytest.mark.parametrize("secret", ["sésame ☃", "x" * 5000, "\udc80"])
def test_a_seal_is_opened_by_the_same_profile(tmp_path: Path, secret: str) -> None:
    path = tmp_path / "client" / "secrets.key"
    sealed = SecretSeal(path).seal(secret, "n1 #tea")
    assert SecretSeal(path).open_seal(sealed, "n1 #tea") == secret
    assert sealed != SecretSeal(path).seal(secret, "n1 #tea")
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_nothing_else_opens_it(tmp_path: Path) -> None:
    seal, other = SecretSeal(tmp_path / "a.key"), SecretSeal(tmp_path / "b.key")
    sealed = seal.seal("sesame", "n1")
    other.seal("barley", "n1")
    wrong = (
        (seal, sealed, "n2"),
        (other, sealed, "n1"),
        (seal, sealed[:-8], "n1"),
        (seal, "", "n1"),
        (seal, "!", "n1"),
    )
    for opener, text, about in wrong:
        with pytest.raises(ValueError, match=r".+"):
            opener.open_seal(text, about)
    with pytest.raises(FileNotFoundError):
        SecretSeal(tmp_path / "c.key").open_seal(sealed, "n1")


def test_a_damaged_key_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.key").write_bytes(b"short")
    seal = SecretSeal(tmp_path / "a.key")
    with pytest.raises(ValueError, match=r".+"):
        seal.open_seal("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "n1")
    assert seal.open_seal(seal.seal("sesame", "n1"), "n1") == "sesame"
