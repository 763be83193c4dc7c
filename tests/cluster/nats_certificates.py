"""Certificates for NATS servers on several computers, by an authority of their own."""

from __future__ import annotations

import datetime
import ipaddress
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

AUTHORITY, CERTIFICATE, KEY = "nats-ca.pem", "nats.pem", "nats.key"
_VALIDITY = datetime.timedelta(days=2)


def write_certificates(folder: Path, hosts: Sequence[str]) -> None:
    """Write AUTHORITY, and CERTIFICATE with KEY for all hosts (IP addresses) together."""
    authority, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = _name("NATS authority")
    root = _builder(name, name, authority).add_extension(
        x509.BasicConstraints(ca=True, path_length=None), critical=True
    )
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(host)) for host in hosts])
    leaf = _builder(_name("NATS"), name, key).add_extension(names, critical=False)
    (folder / AUTHORITY).write_bytes(_pem(root.sign(authority, hashes.SHA256())))
    (folder / CERTIFICATE).write_bytes(_pem(leaf.sign(authority, hashes.SHA256())))
    form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (folder / KEY).write_bytes(key.private_bytes(*form))


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _builder(subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    return builder.not_valid_before(now - _VALIDITY).not_valid_after(now + _VALIDITY)


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)
