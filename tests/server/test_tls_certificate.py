"""The certificate is renewed, read again when its files change, and the host is warned before it ends."""

from __future__ import annotations

import datetime
import logging
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_chat.net.identity import VALIDITY
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.server.tls_certificate import TlsCertificate
from tests.server.conftest import Start

NOW = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)


def _write(folder: Path, name: str, *, days: int, now: datetime.datetime = NOW) -> tuple[Path, Path]:
    """Write the certificate of an authority and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject, issuer = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (name, "Authority"))
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=60))
        .not_valid_after(now + datetime.timedelta(days=days))
        .sign(key, hashes.SHA256())
    )
    paths = folder / "chain.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(*pem))
    return paths


def _settings(folder: Path, certificate: Path, key: Path) -> ServerSettings:
    return ServerSettings(folder, None, [f"tls.certificate={certificate}", f"tls.key={key}"])


def _shown(port: int) -> str:
    """Return the name in the certificate that the server shows."""
    certificate = x509.load_pem_x509_certificate(ssl.get_server_certificate(("127.0.0.1", port)).encode())
    return certificate.subject.rfc4514_string()


def test_changed_files_are_shown_to_new_connections(tmp_path: Path, start: Start) -> None:
    now = datetime.datetime.now(datetime.UTC)
    certificate, key = _write(tmp_path, "old.example", days=90, now=now)
    server = start(f"tls.certificate={certificate}", f"tls.key={key}")
    port, before = server.listening[0].port, server.identity.fingerprint
    assert _shown(port) == "CN=old.example"
    _write(tmp_path, "new.example", days=90, now=now)
    server.look_around()
    assert _shown(port) == "CN=new.example"
    assert server.current_state().fingerprint == server.identity.fingerprint != before
    assert server.current_state().trouble == ""


def test_files_that_do_not_fit_change_nothing(tmp_path: Path, expected_warnings: list[logging.LogRecord]) -> None:
    certificate, key = _write(tmp_path, "old.example", days=90)
    shown = TlsCertificate(tmp_path, _settings(tmp_path, certificate, key), NOW)
    context, old_key = shown.context, key.read_bytes()
    _write(tmp_path, "new.example", days=80)
    new_key = key.read_bytes()
    key.write_bytes(old_key)
    assert not shown.look_again(NOW)
    assert not shown.look_again(NOW)
    assert shown.context is context
    assert [record.getMessage()[:33] for record in expected_warnings] == ["The old certificate stays in use."]
    key.unlink()
    assert not shown.look_again(NOW), "a file is missing while it is replaced"
    key.write_bytes(new_key)
    assert shown.look_again(NOW)
    assert shown.context is not context
    assert shown.signed


def test_the_host_is_warned_before_the_certificate_ends(
    tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    certificate, key = _write(tmp_path, "desk.example", days=16)
    shown = TlsCertificate(tmp_path, _settings(tmp_path, certificate, key), NOW)
    assert shown.trouble == ""
    day = datetime.timedelta(days=1)
    for later, text in ((3, "ends in 13 days"), (3, "ends in 13 days"), (15, "ends in 1 day"), (17, "has ended")):
        shown.look_again(NOW + later * day)
        assert text in shown.trouble
    assert len(expected_warnings) == 3, "once for each day"
    _write(tmp_path, "desk.example", days=90)
    assert shown.look_again(NOW + 17 * day)
    assert shown.trouble == ""


def test_the_own_certificate_is_renewed_with_the_same_key(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    shown = TlsCertificate(tmp_path, ServerSettings(tmp_path, None, []), NOW)
    pin, before = shown.pair.fingerprint, shown.pair.certificate.read_bytes()
    assert not shown.look_again(NOW + datetime.timedelta(days=2))
    late = NOW + VALIDITY - datetime.timedelta(days=300)
    assert shown.look_again(late)
    assert shown.pair.fingerprint == pin
    assert shown.pair.certificate.read_bytes() != before
    assert shown.trouble == ""
    assert "renewed with the same key" in caplog.text
    assert not shown.look_again(late)
