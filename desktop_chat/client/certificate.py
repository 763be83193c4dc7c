"""Certificate: a server's certificate, and the check for the expected server. Pure.

No authority vouches for a chat on a person's computer, so the public key is remembered at first use, and a link may
carry the hash of the key. Authorities vouch for public networks, where keys may change.
"""

from __future__ import annotations

import base64

from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint, KeyPin, is_same_key
from desktop_chat.value_class import value


@value
class Certificate:
    """`fingerprint` is the SHA-256 of the public key in hex, `verified` that an authority known to this computer
    vouches for the name that was asked for. Times in Unix ms."""

    fingerprint: KeyPin
    verified: bool
    subject: str
    issuer: str
    begins: int
    ends: int
    version: str


def certificate_fingerprint(pem: bytes) -> CertificateFingerprint:
    """Return the SHA-256 (hex) of the first certificate in a PEM file, which IRC servers call its fingerprint; "" if
    there is no certificate."""
    import hashlib  # OpenSSL behind it takes a while to load, and the first window does without

    _, _, rest = pem.partition(b"-----BEGIN CERTIFICATE-----")
    body, end, _ = rest.partition(b"-----END CERTIFICATE-----")
    try:
        return CertificateFingerprint(hashlib.sha256(base64.b64decode(body)).hexdigest()) if end else NO_CERTIFICATE
    except ValueError:
        return NO_CERTIFICATE


def is_meant(certificate: Certificate | None, pin: KeyPin, *, exact: bool) -> bool:
    """Return True if the certificate has the public key `pin`, or if `pin` is "" because no key is known yet.

    Without `exact` an authority's signature counts too.
    """
    if certificate is None:
        return not pin
    return not pin or is_same_key(certificate.fingerprint, pin) or (certificate.verified and not exact)
