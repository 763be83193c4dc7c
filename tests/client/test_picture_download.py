"""Pictures of others are loaded by HTTPS only, from a real server, and never without an end."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.client import picture_download as module
from desktop_chat.client.picture_download import PictureError, download_picture, picture_host
from tests.qt.servers import LoopbackServer, make_certificate, server_tls
from tests.sockets import receive_more


class PictureServer:
    """Answers each request with `answer`."""

    def __init__(self, folder: Path) -> None:
        files = make_certificate(folder, "localhost")
        self.answer = b""
        self.heard: list[bytes] = []
        self._server = LoopbackServer(self._serve, server_tls(files))
        self.trust = ssl.create_default_context(cafile=str(files[0]))
        self.address = f"https://localhost:{self._server.port}/a.png"

    def _serve(self, connected: socket.socket) -> None:
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += receive_more(connected)
        self.heard.append(heard)
        connected.sendall(self.answer)

    def close(self) -> None:
        self._server.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[PictureServer]:
    made = PictureServer(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://example.org/a.png", "example.org"),
        ("http://example.org/a.png", ""),
        ("file:///etc/passwd", ""),
        ("https://user@example.org/", ""),
        ("https://exa mple.org/", ""),
        ("https://пример.example/", ""),
        ("https://[broken/", ""),
        ("https://example.org/" + "x" * 200, ""),
        ("", ""),
    ],
)
def test_addresses(address: str, host: str) -> None:
    assert picture_host(address) == host


def test_bytes_come_from_the_server(server: PictureServer) -> None:
    server.answer = b"HTTP/1.0 200 OK\r\n\r\npicture"
    assert download_picture(server.address, server.trust) == b"picture"
    assert server.heard[0].startswith(b"GET /a.png HTTP/1.1\r\n")


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.0 404 Not Found\r\n\r\n",
        b"HTTP/1.0 302 Found\r\nLocation: http://localhost/\r\n\r\n",
        b"HTTP/1.0 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
        b"HTTP/1.0 302 Found\r\nLocation: /a.png\r\n\r\n",
        b"nonsense\r\n\r\n",
        b"",
    ],
)
def test_other_answers_are_no_picture(server: PictureServer, answer: bytes) -> None:
    server.answer = answer
    with pytest.raises(PictureError):
        download_picture(server.address, server.trust)


def test_a_large_picture_and_a_strange_certificate_are_refused(
    server: PictureServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer = b"HTTP/1.0 200 OK\r\n\r\n" + b"x" * 5000
    monkeypatch.setattr(module, "MOST_BYTES", 4000)
    with pytest.raises(PictureError, match="too large"):
        download_picture(server.address, server.trust)
    with pytest.raises(PictureError):
        download_picture(server.address)
    with pytest.raises(PictureError):
        download_picture("http://localhost/", server.trust)
