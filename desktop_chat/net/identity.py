"""Identities of servers and guests: a key pair (ECDSA P-256) and a self-signed certificate. Blocks for the disk.

The hash of the public key identifies a server or a guest. A renewed certificate keeps the key.
"""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from desktop_chat.files import write_whole
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.texts import net as texts
from desktop_chat.value_class import value

VALIDITY = datetime.timedelta(days=3650)
RENEW_BEFORE = datetime.timedelta(days=365)
"""A certificate that expires within this time is renewed when opened."""


class IdentityError(Exception):
    """A key cannot be used. The text is one sentence for a person."""


@value
class KeyPair:
    """A key and its certificate, as PEM files."""

    certificate: Path
    key: Path
    fingerprint: KeyPin


def open_identity(folder: Path, name: str, host: str, now: datetime.datetime) -> KeyPair:
    """Open `name`.key and `name`.crt in `folder`. Make or renew them for `host` if necessary.

    `folder` exists. `now` has a time zone. Only the owner can read the key.
    Raises: IdentityError.
    """
    key_path, certificate_path = folder / f"{name}.key", folder / f"{name}.crt"
    try:
        key = _read_key(key_path) if key_path.exists() else _make_key(key_path)
        if not _is_fresh(certificate_path, key, now):
            write_whole(certificate_path, _make_certificate(key, host, now))
    except OSError as error:
        raise IdentityError(texts.KEY_CANNOT_BE_USED(str(folder), str(error.strerror or error))) from error
    return KeyPair(certificate_path, key_path, KeyPin(hashlib.sha256(_public_key_bytes(key.public_key())).hexdigest()))


def load_identity(certificate: Path, key: Path | None) -> tuple[KeyPair, bool]:
    """Load a certificate and key that another program made. Also return whether an authority has signed.

    `certificate`, `key`: PEM files. `key` None: the file of the certificate holds the key.
    Raises: IdentityError.
    """
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        pem = (key or certificate).read_bytes()
    except OSError as error:
        raise IdentityError(texts.FILE_CANNOT_BE_READ(str(error.filename), str(error.strerror or error))) from error
    except ValueError as error:
        raise IdentityError(texts.NOT_A_CERTIFICATE(str(certificate))) from error
    try:
        serialization.load_pem_private_key(pem, None)
    except TypeError as error:
        raise IdentityError(texts.KEY_HAS_PASSWORD(str(key or certificate))) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        sentence = texts.NO_PRIVATE_KEY(str(key)) if key else texts.KEY_IN_OTHER_FILE(str(certificate))
        raise IdentityError(sentence) from error
    key = key or certificate
    public = found.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return KeyPair(certificate, key, KeyPin(hashlib.sha256(public).hexdigest())), found.issuer != found.subject


def certificate_end(certificate: Path) -> datetime.datetime:
    """Return when a certificate in a PEM file ends, with a time zone.

    Raises: IdentityError.
    """
    try:
        return x509.load_pem_x509_certificate(certificate.read_bytes()).not_valid_after_utc
    except OSError as error:
        raise IdentityError(texts.FILE_CANNOT_BE_READ(str(error.filename), str(error.strerror or error))) from error
    except ValueError as error:
        raise IdentityError(texts.NOT_A_CERTIFICATE(str(certificate))) from error


def _public_key_bytes(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _make_key(path: Path) -> ec.EllipticCurvePrivateKey:
    key = ec.generate_private_key(ec.SECP256R1())
    pem = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    write_whole(path, key.private_bytes(*pem))
    return key


def _read_key(path: Path) -> ec.EllipticCurvePrivateKey:
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), None)
    except (ValueError, TypeError) as error:
        raise IdentityError(texts.KEY_DAMAGED(str(path))) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise IdentityError(texts.KEY_NOT_ECDSA(str(path)))
    return key


def _is_fresh(path: Path, key: ec.EllipticCurvePrivateKey, now: datetime.datetime) -> bool:
    if not path.exists():
        return False
    try:
        certificate = x509.load_pem_x509_certificate(path.read_bytes())
    except ValueError:
        return False
    public = certificate.public_key()
    ours = isinstance(public, ec.EllipticCurvePublicKey) and _public_key_bytes(public) == _public_key_bytes(
        key.public_key()
    )
    return ours and certificate.not_valid_after_utc - now > RENEW_BEFORE


def _make_certificate(key: ec.EllipticCurvePrivateKey, host: str, now: datetime.datetime) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host[:64])])
    day = now.replace(microsecond=0)
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(day - datetime.timedelta(days=1))  # the clocks of computers differ
        .not_valid_after(day + VALIDITY)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
    )
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
