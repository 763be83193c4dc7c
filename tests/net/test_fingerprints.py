"""Fingerprints of keys and of certificates are told apart."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.net.fingerprints import (
    NO_KEY,
    KeyPin,
    is_fingerprint,
    is_same_key,
    read_short_pin,
    short_pin_letters,
)
from tests.patience import SECONDS


@pytest.mark.parametrize(
    ("text", "can_be"),
    [("ab" * 32, True), ("AB" * 32, False), ("ab" * 31, False), ("ab" * 33, False), ("", False), ("٣" * 64, False)],
)
def test_a_fingerprint_is_64_hex_digits(text: str, can_be: bool) -> None:
    assert is_fingerprint(text) is can_be


def test_short_pin_is_of_the_key_with_the_same_beginning() -> None:
    whole, other = KeyPin("0123456789" * 6 + "abcd"), KeyPin("0123456789" * 2 + "0" * 44)
    short = read_short_pin(short_pin_letters(whole).upper())
    assert whole.startswith(short)
    assert is_same_key(whole, short)
    assert is_same_key(short, whole)
    assert short_pin_letters(short) == short_pin_letters(whole)
    assert not is_same_key(other, short)
    assert not is_same_key(whole, KeyPin(whole[:24]))
    assert not is_same_key("", "")


@pytest.mark.parametrize("typed", ["", "0" * 19, "0" * 21, "u" * 20])
def test_other_letters_are_no_short_pin(typed: str) -> None:
    assert read_short_pin(typed) == NO_KEY


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
