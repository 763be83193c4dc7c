"""Fingerprints of keys and of certificates are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from mypy import api

from desktop_chat.net.fingerprints import is_fingerprint


@pytest.mark.parametrize(
    ("text", "can_be"),
    [("ab" * 32, True), ("AB" * 32, False), ("ab" * 31, False), ("ab" * 33, False), ("", False), ("٣" * 64, False)],
)
def test_a_fingerprint_is_64_hex_digits(text: str, can_be: bool) -> None:
    assert is_fingerprint(text) is can_be


def test_the_type_checker_tells_a_key_from_a_certificate(tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.py"
    mixed.write_text(
        "from desktop_chat.net.fingerprints import CertificateFingerprint, KeyPin\n"
        "def is_same(pin: KeyPin, certificate: CertificateFingerprint) -> bool:\n"
        "    shown: KeyPin = certificate\n"
        "    return pin == certificate and shown == pin\n",
        "utf-8",
    )
    told, _, _ = api.run([str(mixed), "--strict", "--cache-dir", str(tmp_path / "cache")])
    assert "3: error: Incompatible types in assignment" in told
    assert "4: error: Non-overlapping equality check" in told
