"""Fingerprints of keys and of certificates are told apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.net.fingerprints import is_fingerprint
from tests.patience import SECONDS


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
    # In a process of its own: mypy changes the garbage collector of the process in which it runs.
    command = [sys.executable, "-m", "mypy", str(mixed), "--strict", "--cache-dir", str(tmp_path / "cache")]
    told = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False).stdout
    assert "3: error: Incompatible types in assignment" in told
    assert "4: error: Non-overlapping equality check" in told
