"""A server on loopback for one test: a listening socket, and what a test does with each connection."""

from __future__ import annotations

import datetime
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.patience import SECONDS
from tests.sockets import OpenSockets

Serve = Callable[[socket.socket], None]


class LoopbackServer:
    """Accepts connections one after the other on a thread and gives each to `serve`; closes what is left at `close`."""

    def __init__(self, serve: Serve, context: ssl.SSLContext | None = None) -> None:
        self._serve, self._context = serve, context
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open = OpenSockets(self._listening)
        self._thread = Thread(target=self._run, name="loopback server")
        self._thread.start()

    @property
    def port(self) -> int:
        return int(self._listening.getsockname()[1])

    def _run(self) -> None:
        while True:
            try:
                accepted, _ = self._listening.accept()
            except OSError:
                return
            with suppress(OSError, EOFError), accepted:
                accepted.settimeout(10)
                self._open.add(accepted)
                if self._context is not None:
                    with self._context.wrap_socket(
                        accepted, server_side=True, do_handshake_on_connect=False
                    ) as secured:
                        self._open.add(secured)
                        secured.do_handshake()
                        self._serve(secured)
                else:
                    self._serve(accepted)

    def close(self) -> None:
        self._open.close()
        self._thread.join(SECONDS)
        assert not self._thread.is_alive(), "a loopback server does not end"


def make_certificate(folder: Path, name: str = "127.0.0.1") -> tuple[Path, Path]:
    """A self-signed certificate and its key, as PEM files."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(parents=True, exist_ok=True)
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file


def server_tls(files: tuple[Path, Path]) -> ssl.SSLContext:
    """A TLS server of the standard library: another implementation than the client's wrapper."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    return context
