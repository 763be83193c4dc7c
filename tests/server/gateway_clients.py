"""Clients of the gateways for tests: a bare socket, and WebSocket by wsproto's other end."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from types import TracebackType

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, BytesMessage, Event, RejectConnection, Request, TextMessage

from tests.patience import SECONDS


class RawClient:
    """A small chat program: sends and receives bytes."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), SECONDS)
        self._rest = b""

    def __enter__(self) -> RawClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.socket.close()

    @property
    def port(self) -> int:
        return int(self.socket.getsockname()[1])

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def exactly(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            more = self.socket.recv(count - len(data))
            if not more:
                raise EOFError
            data += more
        return data

    def silent(self, seconds: float) -> bool:
        """Whether nothing comes for so long."""
        self.socket.settimeout(seconds)
        try:
            return not self.socket.recv(1)
        except TimeoutError:
            return True
        finally:
            self.socket.settimeout(SECONDS)

    def line(self) -> str:
        """The next line. Raises EOFError at the end."""
        while b"\n" not in self._rest:
            more = self.socket.recv(65536)
            if not more:
                raise EOFError
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\n")
        return line.decode()

    def until(self, end: str) -> list[str]:
        """The lines up to and with the one that ends so."""
        lines = [self.line()]
        while not lines[-1].endswith(end):
            lines.append(self.line())
        return lines

    def rest(self) -> bytes:
        """All up to the end."""
        data, self._rest = self._rest, b""
        while more := self.socket.recv(65536):
            data += more
        return data

    # Objects

    def say(self, kind: str, msg: str, author: str = "") -> None:
        self.send(json.dumps({"type": kind, "msg": msg, "author": author}).encode())

    def heard(self) -> dict[str, object]:
        """The next object, however reads cut the stream: this process may be too slow to read each by itself."""
        value = json.loads(self.line())
        assert isinstance(value, dict)
        return value

    def heard_from(self, author: str) -> dict[str, object]:
        while (value := self.heard())["author"] != author:
            pass
        return value


class WebSocketClient:
    """A browser's end of a WebSocket."""

    def __init__(
        self, port: int, *subprotocols: str, origin: str = "", connection: socket.socket | None = None
    ) -> None:
        self.socket = connection or socket.create_connection(("127.0.0.1", port), SECONDS)
        self._end = WSConnection(ConnectionType.CLIENT)
        headers = [(b"origin", origin.encode())] if origin else []
        self.send(Request(f"127.0.0.1:{port}", "/", subprotocols=list(subprotocols), extra_headers=headers))
        self._events: list[Event] = []
        answer = self.event()
        self.accepted = isinstance(answer, AcceptConnection)
        self.subprotocol = answer.subprotocol if isinstance(answer, AcceptConnection) else None
        self.status = answer.status_code if isinstance(answer, RejectConnection) else 101

    def __enter__(self) -> WebSocketClient:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.socket.close()

    def send(self, *events: Event) -> None:
        self.socket.sendall(b"".join(self._end.send(event) for event in events))

    def encoded(self, event: Event) -> bytes:
        return self._end.send(event)

    def say(self, *lines: str, text: bool = True) -> None:
        self.send(*(TextMessage(line) if text else BytesMessage(line.encode()) for line in lines))

    def event(self) -> Event:
        """The next event. Raises EOFError at the end."""
        while not self._events:
            data = self.socket.recv(65536)
            if not data:
                raise EOFError
            self._end.receive_data(data)
            self._events += list(self._end.events())
        return self._events.pop(0)

    def line(self) -> str | bytes:
        """The next message, which is whole."""
        event = self.event()
        while not isinstance(event, TextMessage | BytesMessage):
            event = self.event()
        assert event.message_finished, "the server never sends parts"
        return event.data if isinstance(event, TextMessage) else bytes(event.data)

    def until(self, word: str) -> Sequence[str | bytes]:
        lines = [self.line()]
        while word not in str(lines[-1]):
            lines.append(self.line())
        return lines
