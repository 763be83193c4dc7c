"""Whose certificate it is."""

from __future__ import annotations

import datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from desktop_chat.qt.network.handshake import names_host


def certificate(names: tuple[str, ...]) -> x509.Certificate:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "common")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    if names:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(name) for name in names]), False)
    return builder.sign(key, hashes.SHA256())


@pytest.mark.parametrize(
    ("names", "host", "named"),
    [
        (("irc.example.org",), "irc.example.org", True),
        (("irc.example.org",), "IRC.Example.Org.", True),
        (("*.example.org",), "irc.example.org", True),
        (("*.example.org",), "a.b.example.org", False),
        (("*.example.org",), "example.org", False),
        (("*.org",), "example.org", False),
        (("*",), "example", False),
        (("other.org", "irc.example.org"), "irc.example.org", True),
        ((), "common", False),
        (("xn--bcher-kva.example",), "bücher.example", True),
        (("irc.example.org",), "a" * 70 + ".org", False),
    ],
)
def test_a_certificate_is_for_a_name(names: tuple[str, ...], host: str, named: bool) -> None:
    assert names_host(certificate(names), host) is named
