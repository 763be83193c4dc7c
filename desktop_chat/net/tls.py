"""TLS without a socket: one end of a connection, bytes in and bytes out. Either role.

The standard library cannot accept a self-signed certificate of a client, so pyOpenSSL is used: a client's certificate
identifies a person by the key, and no authority is asked. TLS 1.2 and later, no renegotiation, no resumption.
Thread: owner. Two threads on one end crash the process.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from OpenSSL import SSL, crypto

from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint
from desktop_chat.texts import net as texts

MAX_PLAIN_BYTES = 65536
"""The most bytes of plain text that one `receive` returns."""
_RECORD = 16384
_RECORD_OVERHEAD = 64
"""Bytes by which encryption lengthens a record, and some more."""
_IRC = b"irc"
_HTTP = b"http/1.1"


class TlsError(Exception):
    """The other side broke the rules of TLS or cut the connection. The text says how."""


def server_context(certificate: Path, key: Path) -> SSL.Context:
    """Return what all server ends share. Clients may present any certificate, or none; browsers are not asked for one.

    Raises: TlsError.
    """
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
    context.set_alpn_select_callback(_select_protocol)
    context.set_session_cache_mode(SSL.SESS_CACHE_OFF)
    context.set_session_id(b"desktop-chat")
    return context


def client_context(certificate: Path | None = None, key: Path | None = None) -> SSL.Context:
    """Return what client ends share. Any server certificate is accepted, unless the caller sets another verification.

    `certificate`, `key`: PEM files that the client presents. `key` None: the file of the certificate holds the key.
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
    context.set_mode(SSL.MODE_RELEASE_BUFFERS)  # saves 32 KiB for each silent connection
    return context


def _accept_any_certificate(
    connection: SSL.Connection, certificate: crypto.X509, error: int, depth: int, ok: int
) -> bool:
    """Accept any certificate: TLS itself proves possession of the key."""
    del connection, certificate, error, depth, ok
    return True


def _select_protocol(connection: SSL.Connection, offered: Sequence[bytes]) -> bytes | SSL._NoOverlappingProtocols:
    """Answer a client's list of protocols (ALPN). A client that speaks HTTP is not asked for a certificate.

    Chromium ends the handshake of a WebSocket whose server asks for one. A list without a known protocol is ignored.
    """
    if _IRC in offered:
        return _IRC
    if _HTTP in offered:
        connection.set_verify(SSL.VERIFY_NONE)
        return _HTTP
    return SSL.NO_OVERLAPPING_PROTOCOLS


class TlsEndpoint:
    """One end of a TLS connection. `receive` takes bytes from the socket, `send` returns bytes for the socket.

    Both drive the handshake. Plain text for `send` is kept until the handshake is done.
    """

    __slots__ = ("_connection", "_early", "closed", "established", "ready")

    def __init__(self, context: SSL.Context, *, server: bool, hostname: str = "") -> None:
        self._connection = SSL.Connection(context, None)
        self._early: list[bytes] = []
        self.established = False
        """The handshake is done."""
        self.ready = False
        """The last `receive` stopped at its limit: call `receive` again, with b"" if nothing new has arrived."""
        self.closed = False
        """The other side has said that it sends no more."""
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
    def expects_http(self) -> bool:
        """Whether the handshake has agreed on HTTP."""
        return self._connection.get_alpn_proto_negotiated() == _HTTP

    @property
    def protocol_version(self) -> str:
        """Such as `TLSv1.3`."""
        return self._connection.get_protocol_version_name()

    def receive(self, data: bytes, limit: int = MAX_PLAIN_BYTES) -> bytes:
        """Take bytes from the socket. Return their plain text, at most `limit` bytes.

        Call `take_outgoing` afterwards: the handshake may have bytes for the other side, and an error has an alert.
        Raises: TlsError.
        """
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

    def send(self, plain: bytes | memoryview = b"") -> bytes:
        """Encrypt `plain`. Return all bytes for the socket, those of the handshake included.

        Raises: TlsError.
        """
        try:
            if not self.established:
                if plain:
                    self._early.append(bytes(plain))
                self._do_handshake()
            elif plain:
                self._write_plain(plain)
        except SSL.Error as error:
            raise TlsError(_error_text(error)) from error
        return self._read_outgoing(max(_RECORD, len(plain) + (len(plain) // _RECORD + 1) * _RECORD_OVERHEAD))

    def take_outgoing(self) -> bytes:
        """Return the bytes that wait for the socket."""
        return self._read_outgoing(_RECORD)

    def _read_outgoing(self, likely: int) -> bytes:
        """Return the bytes that wait for the socket. `likely`: as many as they may be; one read takes so many."""
        pieces: list[bytes] = []
        try:
            while not pieces or len(pieces[-1]) == likely:
                pieces.append(self._connection.bio_read(likely))
        except SSL.WantReadError:
            pass
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def close(self) -> bytes:
        """Return the bytes that tell the other side that nothing more follows."""
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

    def _write_plain(self, plain: bytes | memoryview) -> None:
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
    """Return an error of OpenSSL as words within a sentence."""
    if isinstance(error, SSL.SysCallError):
        return texts.CONNECTION_CUT
    reasons = error.args[0] if error.args else ()
    words = [str(reason[-1]) for reason in reasons if isinstance(reason, tuple)] if isinstance(reasons, list) else []
    return ", ".join(words) or texts.TLS_FAILED
