"""A web site on loopback."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from tests.patience import SECONDS

Page = tuple[int, str, bytes, str]
"""Status, media type, body, and the place of a redirection or ""."""


@contextmanager
def web_site(pages: Mapping[str, Page], asked: list[str] | None = None) -> Iterator[str]:
    """Serve the pages by path, and give the address of the site. `asked` collects the paths of requests."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            if asked is not None:
                asked.append(self.path)
            status, kind, body, location = pages[self.path]
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            if location:
                self.send_header("Location", location)
            try:
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                return  # the client has read enough

        def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name="web site")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(SECONDS)
