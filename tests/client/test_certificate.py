"""The check of a certificate for the expected server."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from desktop_chat.client.certificate import Certificate, certificate_fingerprint, is_meant
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.net.identity import open_identity

KEY, OTHER = KeyPin("a" * 64), KeyPin("b" * 64)


@pytest.mark.parametrize(
    ("shown", "verified", "pin", "exact", "meant"),
    [
        (KEY, False, "", False, True),
        (KEY, False, KEY, False, True),
        (KEY, False, KEY.upper(), True, True),
        (OTHER, False, KEY, False, False),
        (OTHER, True, KEY, False, True),
        (OTHER, True, KEY, True, False),
    ],
)
def test_key_is_the_expected_one(shown: KeyPin, verified: bool, pin: KeyPin, exact: bool, meant: bool) -> None:
    assert (
        is_meant(
            Certificate(fingerprint=shown, verified=verified, subject="", issuer="", begins=0, ends=0, version=""),
            pin,
            exact=exact,
        )
        is meant
    )


def test_missing_certificate_is_refused_if_a_key_is_expected() -> None:
    assert not is_meant(None, KEY, exact=False)


def test_fingerprint_is_the_hash_that_servers_see(tmp_path: Path) -> None:
    made = open_identity(
        tmp_path, "guest", "desktop-chat", datetime.datetime.now(datetime.UTC)
    ).certificate.read_bytes()
    assert certificate_fingerprint(made) == x509.load_pem_x509_certificate(made).fingerprint(hashes.SHA256()).hex()
    assert (
        certificate_fingerprint(b"")
        == certificate_fingerprint(b"-----BEGIN CERTIFICATE-----\nAAA\n-----END CERTIFICATE-----")
        == ""
    )
