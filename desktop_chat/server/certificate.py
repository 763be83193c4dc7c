"""The server's identity: a key made once, a self-signed certificate around it that is renewed now and then.

Links and pins use the hash of the public key, so a renewed certificate changes nothing for anybody.
"""

from __future__ import annotations

import datetime
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_chat.server.trouble import StartError

VALID = datetime.timedelta(days=3650)
RENEW = datetime.timedelta(days=365)
"""A certificate that ends within this time is made anew at the next start."""


@dataclass(frozen=True, slots=True)
class Identity:
    """`fingerprint` is the SHA-256 of the public key (SubjectPublicKeyInfo, DER) in hex."""

    certificate: Path
    key: Path
    fingerprint: str


def open_identity(folder: Path, host: str, now: datetime.datetime) -> Identity:
    """The identity kept in `folder` (which exists), made or renewed where needed. `now` is aware. Raises StartError."""
    key_path, certificate_path = folder / "server.key", folder / "server.crt"
    try:
        key = _read_key(key_path) if key_path.exists() else _make_key(key_path)
        if not _is_fresh(certificate_path, key, now):
            write_whole(certificate_path, _certificate(key, host, now))
    except OSError as error:
        raise StartError(f"The server's key in {folder} cannot be used: {error.strerror or error}.") from error
    return Identity(certificate_path, key_path, fingerprint_of(key))


def fingerprint_of(key: ec.EllipticCurvePrivateKey) -> str:
    """SHA-256 of the public key's SubjectPublicKeyInfo in hex."""
    return hashlib.sha256(_public(key)).hexdigest()


def write_whole(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Replace the file by `data`, synced: after a crash there is the old file or the new one. Raises OSError."""
    draft = path.with_name(f".{path.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _public(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _make_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP256R1())
    data = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    write_whole(path, data, 0o600)
    return key


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError) as error:
        raise StartError(
            f"The server's key {path} is damaged: put back a copy, or delete it to get a new one."
        ) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise StartError(f"The server's key {path} is of a kind that is not used here (ECDSA is).")
    return key


def _is_fresh(path: Path, key: ec.EllipticCurvePrivateKey, now: datetime.datetime) -> bool:
    if not path.exists():
        return False
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
        public = certificate.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    except ValueError:
        return False
    return public == _public(key) and certificate.not_valid_after_utc - now > RENEW


def _certificate(key: ec.EllipticCurvePrivateKey, host: str, now: datetime.datetime) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    day = now.replace(microsecond=0)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - datetime.timedelta(days=1))  # clocks of clients differ
        .not_valid_after(day + VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
