"""The key pair and its certificate."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)

from desktop_chat.net.identity import VALIDITY, IdentityError, load_identity, open_identity
from desktop_chat.net.tls import server_context

NOW = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)


def test_identity_is_made_once(tmp_path: Path) -> None:
    first = open_identity(tmp_path, "server", "desk.example", NOW)
    again = open_identity(tmp_path, "server", "desk.example", NOW)
    assert first == again
    assert len(first.fingerprint) == 64
    assert first.certificate.read_bytes() == again.certificate.read_bytes()


def test_a_renewed_certificate_keeps_the_key(tmp_path: Path) -> None:
    first = open_identity(tmp_path, "server", "desk.example", NOW)
    before = first.certificate.read_bytes()
    later = open_identity(tmp_path, "server", "desk.example", NOW + VALIDITY)
    assert later.certificate.read_bytes() != before
    assert later.fingerprint == first.fingerprint
    certificate = x509.load_pem_x509_certificate(later.certificate.read_bytes())
    assert certificate.not_valid_after_utc > NOW + VALIDITY


def test_a_certificate_of_another_key_is_replaced(tmp_path: Path) -> None:
    first = open_identity(tmp_path, "server", "desk.example", NOW)
    first.key.unlink()
    second = open_identity(tmp_path, "server", "desk.example", NOW)
    assert second.fingerprint != first.fingerprint
    open_identity(tmp_path, "server", "desk.example", NOW)


@pytest.mark.parametrize(
    "content", [b"", b"garbage", b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"]
)
def test_damaged_key_is_an_error_and_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "server.key").write_bytes(content)
    with pytest.raises(IdentityError, match="damaged"):
        open_identity(tmp_path, "server", "desk.example", NOW)
    assert (tmp_path / "server.key").read_bytes() == content


def test_damaged_certificate_is_renewed(tmp_path: Path) -> None:
    first = open_identity(tmp_path, "server", "desk.example", NOW)
    first.certificate.write_bytes(b"garbage")
    assert open_identity(tmp_path, "server", "desk.example", NOW).fingerprint == first.fingerprint


def test_certificate_of_another_program_is_used_unchanged(tmp_path: Path) -> None:
    made = open_identity(tmp_path, "server", "desk.example", NOW)
    assert load_identity(made.certificate, made.key) == (made, False)  # nobody else has signed it
    with pytest.raises(IdentityError, match="cannot be read"):
        load_identity(tmp_path / "none.pem", made.key)
    with pytest.raises(IdentityError, match="is not a certificate"):
        load_identity(made.key, made.key)


def test_the_key_may_stand_in_the_certificates_file(tmp_path: Path) -> None:
    made = open_identity(tmp_path, "server", "desk.example", NOW)
    certificate, key = made.certificate.read_bytes(), made.key.read_bytes()
    both = tmp_path / "both.pem"
    for content in (certificate + key, key + certificate):
        both.write_bytes(content)
        found, _ = load_identity(both, None)
        assert (found.certificate, found.key, found.fingerprint) == (both, both, made.fingerprint)
        server_context(found.certificate, found.key)


def test_a_missing_key_is_said_by_the_name_of_its_setting(tmp_path: Path) -> None:
    made = open_identity(tmp_path, "server", "desk.example", NOW)
    with pytest.raises(
        IdentityError, match=r"server\.crt contains no private key: set tls\.key to the file with the key"
    ):
        load_identity(made.certificate, None)
    with pytest.raises(IdentityError, match=r"server\.crt contains no private key\.$"):
        load_identity(made.certificate, made.certificate)
    locked = load_pem_private_key(made.key.read_bytes(), None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"sesame")
    )
    made.key.write_bytes(locked)
    with pytest.raises(IdentityError, match="has a password"):
        load_identity(made.certificate, made.key)
