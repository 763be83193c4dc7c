"""TLS without a socket: one end of a connection, bytes in and bytes out. Either role.

pyOpenSSL and not the standard library, which cannot take a client's self-signed certificate: a certificate here
only says who a person is (its holder proved to have the key), and no authority is asked. TLS 1.2 and later, no
renegotiation, no resumption. One owner: two threads on one end crash the process.
"""

from __future__ import annotations

from pathlib import Path

from OpenSSL import SSL, crypto

from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint
from desktop_chat.texts import net as texts

MAX_PLAIN_BYTES = 65536
"""Bytes of plain text that one `receive` returns at most."""
_RECORD = 16384


class TlsError(Exception):
    """The other side does not speak TLS as it must, or cut it off; the text says how."""


def server_context(certificate: Path, key: Path) -> SSL.Context:
    """What all server ends share. Asks clients for a certificate and takes any, or none. Raises TlsError."""
    context = _make_context(SSL.TLS_SERVER_METHOD)
    try:
        context.use_certificate_chain_file(str(certificate))
        context.use_privatekey_file(str(key))
        context.check_privatekey()
    except SSL.Error as error:
        raise TlsError(
            texts.CERTIFICATE_AND_KEY_CANNOT_BE_USED(str(certificate), str(key), _error_text(error))
        ) from error
    context.set_verify(SSL.VERIFY_PEER, _accept_any_certificate)
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.set_session_id(b"desktop-chat")
    return context


def client_context(certificate: Path | None = None, key: Path | None = None) -> SSL.Context:
    """Return what client ends share. Any server certificate is accepted, unless the caller sets another verification.

    `certificate`, `key`: PEM files that the client presents. `key` None: it stands in `certificate`.
    Raises: TlsError.
    """
    context = _make_context(SSL.TLS_CLIENT_METHOD)
    if certificate is not None:
        try:
            context.use_certificate_file(str(certificate))
            context.use_privatekey_file(str(key or certificate))
        except SSL.Error as error:
            raise TlsError(texts.CERTIFICATE_CANNOT_BE_USED(str(certificate), _error_text(error))) from error
    context.set_verify(SSL.VERIFY_PEER, _accept_any_certificate)
    return context


def _make_context(method: int) -> SSL.Context:
    context = SSL.Context(method)
    context.set_min_proto_version(SSL.TLS1_2_VERSION)
    context.set_options(SSL.OP_NO_TICKET | SSL.OP_NO_RENEGOTIATION | SSL.OP_NO_COMPRESSION)
    context.set_mode(SSL.MODE_RELEASE_BUFFERS)  # 32 KiB less for each connection that says nothing
    return context


def _accept_any_certificate(
    connection: SSL.Connection, certificate: crypto.X509, error: int, depth: int, ok: int
) -> bool:
    """No authority is asked: TLS itself proves that the other side has the certificate's key."""
    del connection, certificate, error, depth, ok
    return True


class TlsEndpoint:
    """One end. Feed it what arrives (`receive`), send what `send` returns; both also drive the handshake.

    Plain text given to `send` before the handshake has ended is kept and sealed once it has.
    """

    __slots__ = ("_connection", "_early", "closed", "established", "ready")

    def __init__(self, context: SSL.Context, *, server: bool, hostname: str = "") -> None:
        self._connection = SSL.Connection(context, None)
        self._early: list[bytes] = []
        self.established = False
        """The handshake has ended."""
        self.ready = False
        """The last `receive` stopped at its bound: call it again, with b"" if nothing new arrived."""
        self.closed = False
        """The other side said that it sends no more."""
        if server:
            self._connection.set_accept_state()
        else:
            if hostname and not hostname.replace(".", "").isdigit() and ":" not in hostname:
                self._connection.set_tlsext_host_name(hostname.encode("idna"))
            self._connection.set_connect_state()

    @property
    def certificate_fingerprint(self) -> CertificateFingerprint:
        """The fingerprint of the other side's certificate; "" if none was shown."""
        certificate = self._connection.get_peer_certificate()
        if certificate is None:
            return NO_CERTIFICATE
        return CertificateFingerprint(certificate.digest("sha256").replace(b":", b"").decode().lower())

    @property
    def protocol_version(self) -> str:
        """`TLSv1.3`, say."""
        return self._connection.get_protocol_version_name()

    def receive(self, data: bytes, limit: int = MAX_PLAIN_BYTES) -> bytes:
        """Take what arrived and return the plain text in it, at most `limit` bytes. After it, `send()` may have
        something for the other side. Raises TlsError; what `send` then returns is the alert that says why."""
        if data:
            self._connection.bio_write(data)
        self.ready = False
        try:
            if not self.established and not self._do_handshake():
                return b""
            return self._read_plain(limit)
        except SSL.ZeroReturnError:
            self.closed = True
            return b""
        except SSL.Error as error:
            raise TlsError(_error_text(error)) from error

    def send(self, plain: bytes = b"") -> bytes:
        """Seal `plain` and return all that is to be sent now, handshake included. Raises TlsError."""
        try:
            if not self.established:
                if plain:
                    self._early.append(plain)
                self._do_handshake()
            elif plain:
                self._write_plain(plain)
        except SSL.Error as error:
            raise TlsError(_error_text(error)) from error
        return self.take_outgoing()

    def take_outgoing(self) -> bytes:
        """What waits to be sent, and no more. Raises nothing."""
        pieces: list[bytes] = []
        try:
            while True:
                pieces.append(self._connection.bio_read(_RECORD * 4))
        except SSL.WantReadError:
            return b"".join(pieces)

    def close(self) -> bytes:
        """Say that nothing more comes; the bytes that say so. Raises nothing."""
        if self.established:
            try:
                self._connection.shutdown()
            except SSL.Error:
                return b""
        return self.take_outgoing()

    def _do_handshake(self) -> bool:
        try:
            self._connection.do_handshake()
        except SSL.WantReadError:
            return False
        self.established = True
        for plain in self._early:
            self._write_plain(plain)
        self._early.clear()
        return True

    def _write_plain(self, plain: bytes) -> None:
        view = memoryview(plain)
        while view:
            view = view[self._connection.send(view[:_RECORD]) :]

    def _read_plain(self, limit: int) -> bytes:
        pieces: list[bytes] = []
        size = 0
        try:
            while size < limit:
                piece = self._connection.recv(min(_RECORD, limit - size))
                pieces.append(piece)
                size += len(piece)
        except SSL.WantReadError:
            return b"".join(pieces)
        except SSL.ZeroReturnError:
            self.closed = True
            return b"".join(pieces)
        self.ready = True
        return b"".join(pieces)


def _error_text(error: SSL.Error) -> str:
    """What OpenSSL means, as words within a sentence."""
    if isinstance(error, SSL.SysCallError):
        return texts.CONNECTION_CUT
    reasons = error.args[0] if error.args else ()
    words = [str(reason[-1]) for reason in reasons if isinstance(reason, tuple)] if isinstance(reasons, list) else []
    return ", ".join(words) or texts.TLS_FAILED
