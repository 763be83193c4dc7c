"""Handshake: the client's side of a TLS handshake, and the server's certificate. No Qt. Thread: one Link's."""

from __future__ import annotations

import hashlib
import ssl
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from OpenSSL import SSL, crypto

from desktop_chat.client.certificate import Certificate
from desktop_chat.net.addresses import is_numeric
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.net.tls import TlsEndpoint, client_context


class Handshake:
    """The TLS end of one connection."""

    def __init__(self, host: str, certificate: Path | None, key: Path | None) -> None:
        """Raises: net.tls.TlsError for an unusable own certificate."""
        self._host = host
        self._vouched = True
        self._shown: crypto.X509 | None = None
        context = client_context(certificate, key)
        if is_numeric(host):
            self._vouched = False  # authorities vouch for names; there is nothing to load and to ask
        else:
            _trust_authorities(context)
        context.set_verify(SSL.VERIFY_PEER, self._examine_chain)
        self.end = TlsEndpoint(context, server=False, hostname=host)

    def _examine_chain(
        self, connection: SSL.Connection, certificate: crypto.X509, error: int, depth: int, ok: int
    ) -> bool:
        """Note whether the chain is valid and continue. The decision is made once, after the handshake."""
        del connection, error
        if not ok:
            self._vouched = False
        if depth == 0:
            self._shown = certificate
        return True

    def peer_certificate(self) -> Certificate | None:
        """Return the server's certificate; None if the server showed none. Call after the handshake."""
        if self._shown is None:
            return None
        shown = self._shown.to_cryptography()
        return Certificate(
            fingerprint=public_key_hash(shown),
            verified=self._vouched and names_host(shown, self._host),
            subject=_common_name(shown.subject),
            issuer=_common_name(shown.issuer),
            begins=int(shown.not_valid_before_utc.timestamp() * 1000),
            ends=int(shown.not_valid_after_utc.timestamp() * 1000),
            version=self.end.protocol_version,
        )


def public_key_hash(certificate: x509.Certificate) -> KeyPin:
    """Return the SHA-256 (hex) of the public key (SubjectPublicKeyInfo in DER)."""
    key = certificate.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return KeyPin(hashlib.sha256(key).hexdigest())


def names_host(certificate: x509.Certificate, host: str) -> bool:
    """True if the certificate is for this host name.

    Spec: https://www.rfc-editor.org/rfc/rfc9525#section-6.3
    """
    try:
        names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        wanted = host.rstrip(".").encode("idna").decode().lower()
    except (x509.ExtensionNotFound, ValueError):
        return False
    first, _, parent = wanted.partition(".")
    for name in names.get_values_for_type(x509.DNSName):
        offered = name.lower().rstrip(".")
        if offered == wanted or (first and "." in parent and offered == f"*.{parent}"):
            return True
    return False


def _trust_authorities(context: SSL.Context) -> None:
    """Load the certificate authorities of the system."""
    if sys.platform == "win32":
        store = context.get_cert_store()
        for der in ssl.create_default_context().get_ca_certs(binary_form=True):
            if store is not None:
                store.add_cert(crypto.X509.from_cryptography(x509.load_der_x509_certificate(der)))
    else:
        context.set_default_verify_paths()


def _common_name(name: x509.Name) -> str:
    common = name.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(common[0].value) if common else name.rfc4514_string()
