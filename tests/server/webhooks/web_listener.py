"""A web server of a test: answers from a list, and remembers what it was sent."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue


@dataclass
class Asked:
    """A request: its headers with names in lower case, and its body."""

    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class WebListener:
    """`answers`: status, headers and body of the next answers; 200 afterwards."""

    port: int = 0
    answers: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    asked: Queue[Asked] = field(default_factory=Queue)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextmanager
def web_listener(context: ssl.SSLContext | None = None) -> Iterator[WebListener]:
    """Run a web server on loopback, with TLS if there is a context."""
    listener = WebListener()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", "0")))
            status, headers, answer = listener.answers.pop(0) if listener.answers else (200, {}, b"")
            listener.asked.put(Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            self.send_response(status)
            for name, value in {"content-length": str(len(answer)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A client that breaks off is what a test wants."""

    with Server(("127.0.0.1", 0), Handler) as web:
        if context is not None:
            web.socket = context.wrap_socket(web.socket, server_side=True)
        listener.port = web.server_port
        thread = threading.Thread(target=web.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield listener
        finally:
            web.shutdown()
            thread.join()
