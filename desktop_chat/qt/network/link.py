"""Link: the client's end of one socket, and the only thread to touch the socket.

A Link is one attempt: look up, connect, do TLS, check the server's key, read and write, and end with one `closed`.
The GUI thread makes a new Link to try again.
"""

from __future__ import annotations

import errno
import logging
import selectors
import socket
import time
from collections import deque
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from desktop_chat.client.certificate import Certificate, is_meant
from desktop_chat.client.proxy_address import ProxyAddress
from desktop_chat.irc.line_stream import CLIENT_BODY_LIMIT, CLIENT_TAGS_LIMIT, LineStream
from desktop_chat.irc.message import Message, ProtocolError, encode_message
from desktop_chat.net import tls
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import NO_KEY, KeyPin, is_same_key
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.qt.network import address_race, proxy_dial
from desktop_chat.qt.network import handshake as tls_handshake
from desktop_chat.qt.network.dial import DialError, connect_to_host
from desktop_chat.qt.network.sign_of_life import CLUSTER_SILENCE_SECONDS, SILENCE_SECONDS, SignOfLife
from desktop_chat.value_class import value

CONNECT_SECONDS = 20.0
FAREWELL_SECONDS = 1.0
UNACKNOWLEDGED = 2
"""Number of unhandled batches at which reading stops: a flood waits in the server, not in memory."""

_READ = 32768
_MOST_UNSENT = 1_048_576
"""Unsent bytes at which reading stops: otherwise the answers to a flood of PINGs would fill the memory."""
_KEEP_ALIVE = "desktop-chat-alive"
_log = logging.getLogger(__name__)


@value
class LinkTarget:
    """Where and how to connect."""

    host: str
    port: int
    tls: bool = True
    elsewhere: tuple[ListenAddress, ...] = ()
    """Further addresses, for a server with a pin."""
    avoided: ListenAddress | None = None
    """Where the last attempt has ended: any other address is better."""
    pin: KeyPin = NO_KEY
    exact: bool = False
    """The pin came with a link: a certificate of an authority does not replace it."""
    vouched: bool = False
    """Only the pinned key, or a certificate of an authority, is accepted; the person is not asked."""
    certificate: Path | None = None
    """The person's own certificate (PEM)."""
    key: Path | None = None
    proxy: ProxyAddress | None = None
    encoding: str = "cp1252"
    """Of lines that are not UTF-8."""
    sending: str = "utf-8"
    """The encoding of what is sent, unless `use_utf8` is called."""
    connect_seconds: float = CONNECT_SECONDS
    silence_seconds: float = SILENCE_SECONDS

    def each_place(self) -> tuple[LinkTarget, ...]:
        """Return a target for each address, all by the same key."""
        others = (replace(self, host=one.host, port=one.port, elsewhere=()) for one in self.elsewhere if self.pin)
        return replace(self, elsewhere=()), *others

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


class _Ended(Exception):
    """The connection is over. The text is the sentence for `closed`."""


class Link(QThread):
    """The thread of one connection. Its signals are queued to the receiver's thread.

    Methods are for the GUI thread and do not block; `stop` does not wait for the end, `wait` does.
    """

    opened = Signal(object)  # Certificate, or None without TLS: connected to the right server
    received = Signal(object)  # tuple[Message, ...] of one read; call `acknowledge_batch` for each
    distrusted = Signal(object)  # Certificate: its key is not the expected one; `closed` follows
    closed = Signal(str)  # the reason as a sentence, "" after `stop`; exactly once

    def __init__(self, target: LinkTarget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._target = target
        self._wakeup = Wakeup()
        self._greet = tls_handshake.Handshake if target.tls else None  # loads the module on the GUI thread
        self._find_address = address_race.find_address if target.elsewhere and target.pin else None
        self._dial_proxy = proxy_dial.connect_through_proxy if target.proxy is not None else None
        self._queue: deque[tuple[Message, ...]] = deque()
        self._emitted = 0
        self._acknowledged = 0
        self._stopping = False
        # Below: only for the Link's own thread.
        self._socket: socket.socket | None = None
        self.place = ListenAddress(target.host, target.port)  # the address that is tried
        self._life = SignOfLife(target.silence_seconds, target.connect_seconds)
        self._handshake: tls_handshake.Handshake | None = None
        self._stream = LineStream(body_limit=CLIENT_BODY_LIMIT, tags_limit=CLIENT_TAGS_LIMIT, fallback=target.encoding)
        self._sending = target.sending
        self._outgoing = bytearray()
        self._open = False

    def send_messages(self, messages: tuple[Message, ...]) -> None:
        """Queue messages. The end of the connection drops queued messages; the Session marks them as unsent."""
        if messages:
            self._queue.append(messages)
            self._wakeup.wake()

    def use_utf8(self) -> None:
        """Send in UTF-8 from now on: the server takes nothing else."""
        self._sending = "utf-8"

    def watch_closely(self) -> None:
        """Notice soon if the server is gone: another one of its cluster is there."""
        self._life.silence_seconds = min(self._life.silence_seconds, CLUSTER_SILENCE_SECONDS)
        self._wakeup.wake()

    def test_answer(self, seconds: float) -> None:
        """Ask for a sign of life now. Without an answer within `seconds` the connection counts as dead."""
        self._life.wanted_seconds = seconds
        self._wakeup.wake()

    def acknowledge_batch(self) -> None:
        """Confirm that one `received` batch was handled."""
        self._acknowledged += 1
        self._wakeup.wake()

    def stop(self, *farewell: Message) -> None:
        """Send what is queued and `farewell`, for a second at most, then close and end."""
        self._queue += (farewell,) if farewell else ()
        self._stopping = True
        self._wakeup.wake()

    def run(self) -> None:
        reason = ""
        try:
            self._connect_socket()
            if self._socket is not None:
                self._exchange_bytes(self._socket)
        except _Ended as ended:
            reason = "" if self._stopping else str(ended)
        except Exception:
            _log.exception("The connection to %s ended because of an internal error.", self._target)
            reason = self.tr("The connection ended because of an internal error. See the log for details.")
        finally:
            if self._socket is not None:
                self._socket.close()
            self._wakeup.close()
        self.closed.emit(reason)

    # Connecting

    def _connect_socket(self) -> None:
        target = self._target
        try:
            self._socket = self._dial()
        except DialError as error:
            raise _Ended(self._why_unreachable(error.cause)) from None
        if self._socket is None:
            return
        with suppress(OSError):
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._life.note_bytes(time.monotonic())
        if self._greet is not None:
            try:
                self._handshake = self._greet(self.place.host, target.certificate, target.key)
                self._outgoing += self._handshake.end.send()
            except tls.TlsError as error:
                raise _Ended(self.tr("A secure connection is not possible: {0}.").format(error)) from None
        else:
            self._open = True
            self.opened.emit(None)

    def _dial(self) -> socket.socket | None:
        """Return a connected socket, or None if stopped.

        Raises: DialError, _Ended.
        """
        target = self._target
        there, seconds = self._choose_address(), target.connect_seconds
        if target.proxy is None or self._dial_proxy is None:
            return connect_to_host(*there, seconds, self._wakeup, lambda: self._stopping)
        place = target.proxy.place
        try:
            return self._dial_proxy(target.proxy, *there, seconds, self._wakeup, lambda: self._stopping)
        except proxy_dial.ProxyRefusal as refusal:
            raise _Ended(
                self.tr("The proxy {0} does not connect to {1}: {2}.").format(place, target, refusal)
            ) from None
        except TimeoutError:
            raise _Ended(self.tr("The proxy {0} does not answer.").format(place)) from None
        except OSError as error:
            reason = error.strerror or error
            raise _Ended(self.tr("The proxy {0} cannot be reached: {1}.").format(place, reason)) from None

    def _choose_address(self) -> tuple[str, int]:
        """Return the address at which the server is now, as far as it has several."""
        target = self._target
        if self._find_address is None or target.proxy is not None:
            return target.host, target.port
        places, stopped = (self.place, *target.elsewhere), lambda: self._stopping
        self.place = self._find_address(places, target.pin, self._wakeup, stopped, target.avoided) or self.place
        return self.place.host, self.place.port

    def _why_unreachable(self, cause: OSError) -> str:
        host, where = self._target.host, str(self._target)
        if isinstance(cause, socket.gaierror):
            if cause.errno == socket.EAI_AGAIN:
                return self.tr("The name “{0}” cannot be looked up now. Is this computer on the network?").format(host)
            return self.tr("There is no computer named “{0}”.").format(host)
        if isinstance(cause, TimeoutError) or cause.errno == errno.ETIMEDOUT:
            return self.tr("{0} does not answer.").format(where)
        if cause.errno in (errno.ECONNREFUSED, getattr(errno, "WSAECONNREFUSED", -1)):
            return self.tr("Nobody is listening at {0}. Is the chat running?").format(where)
        if cause.errno in (errno.ENETUNREACH, errno.EHOSTUNREACH, getattr(errno, "WSAENETUNREACH", -1)):
            return self.tr("There is no way from this computer to {0}. Check the network.").format(where)
        return self.tr("{0} cannot be reached: {1}.").format(where, cause.strerror or cause)

    # Talking

    def _exchange_bytes(self, connected: socket.socket) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(self._wakeup.fileno(), selectors.EVENT_READ)
            selector.register(connected, selectors.EVENT_READ)
            farewell_end = 0.0
            while True:
                stopping = self._stopping  # read first: what was queued before the stop is sent
                self._encode_queued()
                if stopping:
                    farewell_end = farewell_end or time.monotonic() + FAREWELL_SECONDS
                    if not self._outgoing or time.monotonic() >= farewell_end or not self._open:
                        return self._say_goodbye(connected)
                self._write_socket(connected)
                self._register_interest(selector, connected)
                ready = selector.select(0 if self._left_over() else 0.1 if self._stopping else self._select_timeout())
                self._wakeup.clear()
                readable = any(key.fileobj is connected and mask & selectors.EVENT_READ for key, mask in ready)
                if readable or self._left_over():
                    self._read_socket(connected, readable=readable)
                else:
                    self._require_answer()

    def _left_over(self) -> bool:
        """True if decrypted text waits inside the TLS end, unknown to the selector."""
        return self._handshake is not None and self._handshake.end.ready and self._may_read()

    def _may_read(self) -> bool:
        """False while the GUI thread is behind, or while the server takes no data."""
        return self._emitted - self._acknowledged < UNACKNOWLEDGED and len(self._outgoing) < _MOST_UNSENT

    def _register_interest(self, selector: selectors.BaseSelector, connected: socket.socket) -> None:
        """Register for the events needed now. A selector takes no empty set, so the socket is left out then."""
        events = (selectors.EVENT_READ if self._may_read() else 0) | (selectors.EVENT_WRITE if self._outgoing else 0)
        registered = connected in selector.get_map()
        if events and registered:
            selector.modify(connected, events)
        elif events:
            selector.register(connected, events)
        elif registered:
            selector.unregister(connected)

    def _select_timeout(self) -> float | None:
        """Return the seconds until silence must be handled. Queues a PING when it is due."""
        now = time.monotonic()
        if not self._may_read():
            self._life.note_bytes(now)  # a server that is not read is not silent
            return None
        if self._open and self._life.must_ask(now):
            self._queue.append((Message("PING", (_KEEP_ALIVE,)),))
            return 0.0
        return max(0.01, self._life.next_look(is_open=self._open) - now)

    def _require_answer(self) -> None:
        """Raises: _Ended for a server of which nothing can be read after the time for its answer."""
        if self._may_read() and time.monotonic() >= self._life.dead_at(is_open=self._open):
            raise _Ended(self.tr("{0} stopped responding.").format(self._target))

    def _encode_queued(self) -> None:
        """Encode queued messages, but only after the server's key was accepted."""
        if not self._open:
            return
        lines: list[bytes] = []
        while self._queue:
            for message in self._queue.popleft():
                try:
                    lines.append(encode_message(message, self._sending))
                except ProtocolError as error:
                    _log.warning("A %s was not sent: %s.", message.command, error.detail)
        if lines:
            self._encrypt(b"".join(lines))

    def _encrypt(self, plain: bytes) -> None:
        try:
            self._outgoing += self._handshake.end.send(plain) if self._handshake is not None else plain
        except tls.TlsError as error:
            raise _Ended(self.tr("The secure connection broke off: {0}.").format(error)) from None

    def _write_socket(self, connected: socket.socket) -> None:
        while self._outgoing:
            try:
                sent = connected.send(memoryview(self._outgoing)[:_READ])
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                # The server has closed. Its last lines may still be unread, so the next read finds the end.
                self._outgoing.clear()
                return
            del self._outgoing[:sent]

    def _read_socket(self, connected: socket.socket, *, readable: bool) -> None:
        data = b""
        if readable:
            try:
                data = connected.recv(_READ)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                raise _Ended(self._why_cut(error)) from None
            if not data:
                raise _Ended(self.tr("The server closed the connection."))
            self._life.note_bytes(time.monotonic())
        plain = data if self._handshake is None else self._decrypt(self._handshake, data)
        if plain:
            self._parse_lines(plain)
        if self._handshake is not None and self._handshake.end.closed:
            raise _Ended(self.tr("The server closed the connection."))

    def _why_cut(self, error: OSError) -> str:
        if error.errno == errno.ETIMEDOUT:
            return self.tr("{0} stopped responding.").format(self._target)
        return self.tr("The connection to {0} was cut.").format(self._target)

    def _decrypt(self, handshake: tls_handshake.Handshake, data: bytes) -> bytes:
        """Return the plain text in `data`. Completes the handshake if `data` does."""
        try:
            plain = handshake.end.receive(data)
            self._outgoing += handshake.end.take_outgoing()
        except tls.TlsError as error:
            self._outgoing += handshake.end.take_outgoing()
            if self._socket is not None:
                self._write_socket(self._socket)
            if self._open:
                raise _Ended(self.tr("The secure connection broke off: {0}.").format(error)) from None
            raise _Ended(self.tr("{0} does not offer a secure connection ({1}).").format(self._target, error)) from None
        if handshake.end.established and not self._open:
            self._check_certificate(handshake.peer_certificate())
        return plain

    def _check_certificate(self, certificate: Certificate | None) -> None:
        if self._target.vouched and not self._is_vouched(certificate):
            raise _Ended(self.tr("{0} insists on encryption, but its certificate is not valid.").format(self._target))
        if not is_meant(certificate, self._target.pin, exact=self._target.exact):
            self.distrusted.emit(certificate)
            raise _Ended(self.tr("{0} may be another server: its key has changed.").format(self._target))
        self._open = True
        self.opened.emit(certificate)

    def _is_vouched(self, certificate: Certificate | None) -> bool:
        pin = self._target.pin
        return certificate is not None and (certificate.verified or is_same_key(certificate.fingerprint, pin))

    def _parse_lines(self, plain: bytes) -> None:
        batch: list[Message] = []
        for item in self._stream.feed(plain):
            if isinstance(item, ProtocolError):
                _log.info("A line from %s is not IRC: %s.", self._target, item.detail)
            elif item.command == "PING":
                self._queue.append((Message("PONG", item.params),))
            elif not (item.command == "PONG" and item.params and item.params[-1] == _KEEP_ALIVE):
                batch.append(item)
        if batch:
            self._emitted += 1
            self.received.emit(tuple(batch))

    def _say_goodbye(self, connected: socket.socket) -> None:
        if self._handshake is not None:
            self._outgoing += self._handshake.end.close()
            self._write_socket(connected)
        with suppress(OSError):
            connected.shutdown(socket.SHUT_RDWR)
