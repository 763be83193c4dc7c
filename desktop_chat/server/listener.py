"""Listener: accepts connections and gives each to an I/O thread."""

from __future__ import annotations

import errno
import logging
import selectors
import socket
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from desktop_chat.net.addresses import ListenAddress, is_loopback
from desktop_chat.net.fingerprints import NO_CERTIFICATE, CertificateFingerprint
from desktop_chat.net.own_host import family_of
from desktop_chat.net.tls import TlsEndpoint
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.server.codecs.codec_api import Codec
from desktop_chat.server.connection_gate import FULL_WARNING_SECONDS, Admission, ConnectionGate
from desktop_chat.server.errors import StartError
from desktop_chat.texts import server as texts

_BACKLOG = 1024
_PAUSE_SECONDS = 0.5
"""The pause when no descriptor is left."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A connection that has changed from HTTP to another protocol."""

    codec: Codec
    tls: TlsEndpoint | None
    unsent: bytes
    """Encrypted bytes that the socket has not taken yet."""
    fingerprint: CertificateFingerprint = NO_CERTIFICATE
    """By what the client is known."""


@dataclass(frozen=True, slots=True)
class AcceptedConnection:
    """A new connection on the way from the listener to its I/O thread.

    `admission` is given back when the socket is closed.
    """

    socket: socket.socket
    address: str
    port: int
    loopback: bool
    admission: Admission
    gateway: str = ""
    """The gateway whose port the client uses, "" for the port that IRC, TLS and HTTP share."""
    upgrade: Upgrade | None = None
    """What an earlier owner of the connection knows of it."""


class ConnectionOwner(Protocol):
    """An I/O thread, as the listener knows it."""

    def adopt_connection(self, accepted: AcceptedConnection) -> None:
        """Own the connection from now on. Never blocks."""


def open_listening_socket(address: ListenAddress) -> socket.socket:
    """Return a socket that listens on the address.

    Raises: StartError.
    """
    try:
        listening = socket.socket(family_of(address.host), socket.SOCK_STREAM)
    except OSError as error:
        raise StartError(texts.CANNOT_LISTEN(str(address), str(error.strerror or error))) from error
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family_of(address.host) == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        listening.bind((address.host, address.port))
        listening.listen(_BACKLOG)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise _busy_error(address) from error
        if error.errno == errno.EACCES:
            raise StartError(texts.PORT_NEEDS_ADMINISTRATOR(address.port)) from error
        raise StartError(texts.CANNOT_LISTEN(str(address), str(error.strerror or error))) from error
    listening.setblocking(False)
    return listening


def _busy_error(address: ListenAddress) -> StartError:
    """Return the error that names the program on the port."""
    from desktop_chat.server.port_use import find_port_user  # only a failed start needs `subprocess`

    user = find_port_user(address.host, address.port)
    text = (
        texts.PORT_BUSY(address.port, str(address))
        if user is None
        else texts.PORT_USED_BY(address.port, user.name, user.pid, str(address))
    )
    return StartError(text, busy_port=address.port)


class Listener(threading.Thread):
    """The thread that accepts connections. `stop` is for any thread and never blocks."""

    def __init__(self, sockets: Mapping[socket.socket, str], gate: ConnectionGate) -> None:
        """`sockets`: the listening sockets, each with its gateway; "" for a port that IRC, TLS and HTTP share."""
        super().__init__(name="listener")
        self.owners: Sequence[ConnectionOwner] = ()
        self._sockets = sockets
        self._gate = gate
        self._wakeup = Wakeup()
        self._stopping = False
        self._next = 0
        self._warned_at = -FULL_WARNING_SECONDS

    def stop(self) -> None:
        """Accept no more connections, and end the thread."""
        self._stopping = True
        self._wakeup.wake()

    def run(self) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup, selectors.EVENT_READ)
            for listening in self._sockets:
                selector.register(listening, selectors.EVENT_READ)
            while not self._stopping:
                for key, _ in selector.select():
                    if isinstance(key.fileobj, socket.socket) and not self._accept_connection(key.fileobj):
                        self._wait_for_descriptors(selector)
                        break
                self._wakeup.clear()
        for listening in self._sockets:
            listening.close()
        self._wakeup.close()

    def _wait_for_descriptors(self, selector: selectors.BaseSelector) -> None:
        """Wait a little: without a free descriptor the selector would report the same connection endlessly."""
        for listening in self._sockets:
            selector.unregister(listening)
        selector.select(_PAUSE_SECONDS)
        for listening in self._sockets:
            selector.register(listening, selectors.EVENT_READ)

    def _accept_connection(self, listening: socket.socket) -> bool:
        """Accept one connection. Return False if no descriptor is left for it."""
        try:
            connection, where = listening.accept()
        except (BlockingIOError, InterruptedError, ConnectionAbortedError):
            return True
        except OSError as error:
            now = time.monotonic()
            if now - self._warned_at >= FULL_WARNING_SECONDS:
                self._warned_at = now
                _log.warning("A connection cannot be accepted: %s.", error.strerror or error)
            return False
        address, port = str(where[0]), int(where[1])
        connection.setblocking(False)
        with suppress(OSError):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)  # a gateway's client answers no PING
        admission = self._gate.admit_connection(address, time.monotonic())
        if admission is None:
            connection.close()
            return True
        owner = self.owners[self._next % len(self.owners)]
        self._next += 1
        owner.adopt_connection(
            AcceptedConnection(connection, address, port, is_loopback(address), admission, self._sockets[listening])
        )
        return True
