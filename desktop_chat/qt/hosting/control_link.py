"""The launcher's end of the control channel: one thread, which alone touches the socket.

The thread emits frozen values as signals, and takes requests from a queue with a wake-up pair. A ControlLink serves
one connection; the next connection needs another ControlLink.
"""

from __future__ import annotations

import errno
import json
import selectors
import socket
import sys
import threading
from collections import deque
from pathlib import Path

from PySide6.QtCore import QObject, QThread, Signal

from desktop_chat.net.control import MAX_LINE_BYTES, decode_line, encode_line
from desktop_chat.net.control_values import ControlAnswer, ControlError, ControlReport, ControlRequest
from desktop_chat.net.peer_user import is_own_user
from desktop_chat.net.wakeup import Wakeup
from desktop_chat.value_class import value

CONTROL_FILE = "control.json"
TOKEN_ID = 0
"""The id of the token, which is the first line on TCP. Ids of requests begin at 1."""

_CONNECT_SECONDS = 5.0
_READ_BYTES = 1 << 18


@value
class Endpoint:
    """The place of a control channel: a Unix socket at `path`, or loopback TCP with a token. `pid`: the server's."""

    path: str = ""
    host: str = ""
    port: int = 0
    token: str = ""
    pid: int = 0


def read_endpoint(data: Path) -> Endpoint | None:
    """Return the endpoint written into the data folder by a server, or None. The server may be dead."""
    try:
        found = json.loads((data / CONTROL_FILE).read_bytes())
        endpoint = Endpoint(
            path=str(found.get("path", "")),
            host=str(found.get("host", "")),
            port=int(found.get("port", 0)),
            token=str(found.get("token", "")),
            pid=int(found.get("pid", 0)),
        )
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return endpoint if endpoint.path or endpoint.port else None


class ControlLink(QThread):
    """Connects, asks for reports, and emits the server's answers and reports.

    `closed` is the last signal, with a sentence, or "" if the server hung up. `closed` does not follow `stop`. `ended`
    is True before `closed` is delivered.
    Thread: made, started and stopped by the GUI thread.
    """

    reported = Signal(object)  # ControlReport; a newer server sends some that this program does not know
    answered = Signal(object)
    closed = Signal(str)

    def __init__(self, endpoint: Endpoint, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ended = False
        self._endpoint = endpoint
        self._outgoing: deque[bytes] = deque()
        self._stopping = threading.Event()
        self._wakeup = Wakeup()

    def send_request(self, request: ControlRequest) -> None:
        """Queue a request without blocking. After the end of the thread the request is dropped.

        Thread: GUI.
        """
        self._outgoing.append(encode_line(request))
        self._wakeup.wake()

    def stop(self) -> None:
        """End the thread and wait for about a millisecond: the thread blocks in the selector only."""
        self._stopping.set()
        self._wakeup.wake()
        self.wait()
        self._wakeup.close()

    def run(self) -> None:
        reason = ""
        try:
            with self._make_socket() as sock, selectors.DefaultSelector() as selector:
                selector.register(self._wakeup, selectors.EVENT_READ)
                if self._connect_socket(sock, selector):
                    self._exchange_lines(sock, selector)
        except ControlError as error:
            reason = str(error)
        except (OSError, ValueError) as error:  # ValueError: a damaged file has a path that is too long or contains NUL
            reason = self.tr("The chat server cannot be reached: {reason}.").format(reason=_error_text(error))
        self.ended = True
        if not self._stopping.is_set():
            self.closed.emit(reason)

    def _make_socket(self) -> socket.socket:
        if not self._endpoint.path:
            return socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if sys.platform == "win32":
            raise OSError("this system has no Unix sockets")
        return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)

    def _connect_socket(self, sock: socket.socket, selector: selectors.BaseSelector) -> bool:
        """Connect the socket. Return False if `stop` was called meanwhile. Raises OSError."""
        sock.setblocking(False)
        endpoint = self._endpoint
        try:
            sock.connect(endpoint.path or (endpoint.host, endpoint.port))
        except BlockingIOError:
            if endpoint.path:
                raise  # a Unix socket with a full queue does not connect later
        selector.register(sock, selectors.EVENT_WRITE)
        while not self._stopping.is_set():
            ready = selector.select(_CONNECT_SECONDS)
            if any(key.fileobj is sock for key, _ in ready):
                failure = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
                if failure:
                    raise OSError(failure, "it refused the connection")
                if endpoint.path and not is_own_user(sock.fileno()):
                    raise PermissionError(errno.EACCES, "it belongs to another user of this computer")
                return True
            if not ready:
                raise TimeoutError("it does not answer")
            self._wakeup.clear()
        return False

    def _exchange_lines(self, sock: socket.socket, selector: selectors.BaseSelector) -> None:
        """Exchange lines until either side ends the connection. Raises ControlError and OSError."""
        greeting = [ControlRequest(1, "watch", {})]
        if self._endpoint.token:
            greeting.insert(0, ControlRequest(TOKEN_ID, "token", {"token": self._endpoint.token}))
        unsent = b"".join(encode_line(request) for request in greeting)
        received = bytearray()
        while True:
            self._wakeup.clear()
            if self._stopping.is_set():
                return
            while self._outgoing:
                unsent += self._outgoing.popleft()
            selector.modify(sock, selectors.EVENT_READ | (selectors.EVENT_WRITE if unsent else 0))
            for key, ready in selector.select():
                if key.fileobj is self._wakeup:
                    continue  # the wake-up pair was cleared above, before the queue is read
                if ready & selectors.EVENT_WRITE:
                    unsent = unsent[sock.send(unsent) :]
                if ready & selectors.EVENT_READ and not self._read_lines(sock, received):
                    return

    def _read_lines(self, sock: socket.socket, received: bytearray) -> bool:
        """Emit every complete line. Return False at the end of the stream. Raises ControlError and OSError."""
        data = sock.recv(_READ_BYTES)
        if not data:
            return False
        received += data
        *lines, rest = received.split(b"\n")
        if len(rest) > MAX_LINE_BYTES or any(len(line) > MAX_LINE_BYTES for line in lines):
            raise ControlError(self.tr("The chat server sent a line that is too long."))
        received[:] = rest
        for line in lines:
            if line.strip():
                self._pass_on(decode_line(bytes(line)))
        return True

    def _pass_on(self, value: ControlRequest | ControlAnswer | ControlReport) -> None:
        match value:
            case ControlReport():
                self.reported.emit(value)
            case ControlAnswer(id=0, ok=False, error=error):
                raise ControlError(error)
            case ControlAnswer(id=id_) if id_ > 1:
                self.answered.emit(value)


def _error_text(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
