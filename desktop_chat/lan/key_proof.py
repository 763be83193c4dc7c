"""KeyProof: a TLS handshake with a server as a proof of the server's public key.

No authority has signed the certificate of a chat, so only the key counts. The handshake runs on the selector of
its owner.
"""

from __future__ import annotations

import errno
import hashlib
import selectors
import socket
import ssl
from contextlib import suppress

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, KeyPin
from desktop_chat.net.own_host import family_of

TIMEOUT_SECONDS = 3.0
MAX_BYTES = 1 << 16
"""The most bytes that a server may send in its handshake."""
_UNDER_WAY = {0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}


def make_context() -> ssl.SSLContext:
    """Return the context of all KeyProofs."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class KeyProof:
    """A handshake. `step` continues the handshake whenever the socket is ready.

    Thread: owner.
    """

    def __init__(self, context: ssl.SSLContext, address: ListenAddress, now: float) -> None:
        """Begin to connect. Raises OSError."""
        self.address = address
        self.deadline = now + TIMEOUT_SECONDS
        self.key: KeyPin = NO_KEY
        """The proved key, "" before the end and after a failure."""
        self.is_connected = False
        """The server has accepted the connection."""
        self.error = 0
        """The number of the system's error, 0 for none."""
        self._incoming, self._outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._incoming, self._outgoing)
        self._received = 0
        self._is_said = False
        self.socket = socket.socket(family_of(address.host), socket.SOCK_STREAM)
        self.socket.setblocking(False)
        host, _, zone = address.host.partition("%")
        target = (host, address.port, 0, int(zone)) if zone.isdigit() else (host, address.port)
        failure = self.socket.connect_ex(target)
        if failure not in _UNDER_WAY:
            self.socket.close()
            raise OSError(failure, "it refused the connection")

    def events(self) -> int:
        """Return the events for the selector: at first for a made connection."""
        return selectors.EVENT_READ if self._received or self._is_said else selectors.EVENT_WRITE

    def step(self) -> bool:
        """Continue. Return True if the proof has ended, with or without a key."""
        try:
            return self._step()
        except (OSError, ValueError) as error:
            self.error = (error.errno or 0) if isinstance(error, OSError) else 0
            return True

    def _step(self) -> bool:
        failure = self.socket.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if failure:
            raise OSError(failure, "it refused the connection")
        self.is_connected = True
        if self._is_said:
            data = self.socket.recv(16_384)
            self._received += len(data)
            if not data or self._received > MAX_BYTES:
                return True
            self._incoming.write(data)
        try:
            self._tls.do_handshake()
        except ssl.SSLWantReadError:
            self._say()
            return False
        self._say()
        self.key = _key_of(self._tls.getpeercert(True))
        return True

    def _say(self) -> None:
        self._is_said = True
        if self._outgoing.pending:
            self.socket.sendall(self._outgoing.read())  # a few hundred bytes into an empty buffer

    def close(self) -> None:
        with suppress(OSError):
            self.socket.close()


def _key_of(certificate: bytes | None) -> KeyPin:
    """Return the SHA-256 of the public key. Raises ValueError for a damaged certificate."""
    if certificate is None:
        return NO_KEY
    public = x509.load_der_x509_certificate(certificate).public_key()
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return KeyPin(hashlib.sha256(public.public_bytes(*form)).hexdigest())
