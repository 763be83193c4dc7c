"""Downloads: over a cut, with another key, and refused ones."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_chat.client.file_cache import FileCache
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network import file_courier
from desktop_chat.qt.network.file_courier import (
    ATTEMPTS,
    FileCourier,
    FileJob,
    FileRequest,
    LoadProblem,
    LoadState,
    LoadStatus,
)
from desktop_chat.qt.network.handshake import public_key_hash
from desktop_chat.qt.network.link import LinkTarget
from tests.qt.servers import LoopbackServer, make_certificate, server_tls

BODY = bytes(range(256)) * 4
TAG = '"v1"'


class FileServer:
    """Serves BODY, and breaks off as often as a test wants."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        self.cuts = 0
        self.answer = b""
        """In place of the file."""
        self.tag = TAG

    def serve(self, connected: socket.socket) -> None:
        data = b""
        while True:
            while b"\r\n\r\n" not in data:
                piece = connected.recv(4096)
                if not piece:
                    return
                data += piece
            head, _, data = data.partition(b"\r\n\r\n")
            self.requests.append(head.decode())
            if self.answer:
                connected.sendall(self.answer)
                continue
            headers = dict(line.lower().split(": ", 1) for line in head.decode().split("\r\n")[1:])
            start = int(headers["range"].removeprefix("bytes=").rstrip("-")) if "range" in headers else 0
            if headers.get("if-range", self.tag) != self.tag:
                start = 0
            status = "206 Partial Content" if start else "200 OK"
            answer = f"HTTP/1.1 {status}\r\nContent-Length: {len(BODY) - start}\r\nETag: {self.tag}\r\n\r\n".encode()
            if self.cuts:
                self.cuts -= 1
                connected.sendall(answer + BODY[start : start + 300])
                return
            connected.sendall(answer + BODY[start:])


@pytest.fixture
def files() -> FileServer:
    return FileServer()


@pytest.fixture
def server(files: FileServer) -> Iterator[LoopbackServer]:
    made = LoopbackServer(files.serve)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_courier, "_PAUSE_SECONDS", 0.0)


@pytest.fixture
def told() -> list[LoadStatus]:
    return []


@pytest.fixture
def courier(tmp_path: Path, told: list[LoadStatus]) -> Iterator[FileCourier]:
    made = FileCourier(FileCache(tmp_path / "files"), lambda _job, status: told.append(status))
    yield made
    made.close()


def request(server: LoopbackServer) -> FileRequest:
    target = LinkTarget("127.0.0.1", server.port, tls=False)
    return FileRequest("http://a/1", target, "/files/1", "secret", 10_000, may_lead_elsewhere=False)


def test_files_come_over_one_connection(
    server: LoopbackServer, files: FileServer, courier: FileCourier, told: list[LoadStatus], tmp_path: Path
) -> None:
    first = request(server)
    courier.carry(FileJob(first))
    courier.carry(FileJob(replace(first, address="http://a/2")))
    assert [status.state for status in told if status.state is not LoadState.LOADING] == [LoadState.READY] * 2
    assert told[0] == LoadStatus(LoadState.LOADING, len(BODY), len(BODY))
    assert told[-1].path is not None
    assert told[-1].path.read_bytes() == BODY
    assert "Authorization: Bearer secret" in files.requests[0]
    assert len(list((tmp_path / "files").iterdir())) == 2


def test_download_goes_on_after_a_cut(
    server: LoopbackServer, files: FileServer, courier: FileCourier, told: list[LoadStatus]
) -> None:
    files.cuts = 2
    courier.carry(FileJob(request(server)))
    assert told[-1].path is not None
    assert told[-1].path.read_bytes() == BODY
    assert ["Range: bytes=300-" in one for one in files.requests] == [False, True, False]
    assert "Range: bytes=600-" in files.requests[2]


def test_next_server_of_a_cluster_gives_the_file(
    server: LoopbackServer, files: FileServer, courier: FileCourier, told: list[LoadStatus]
) -> None:
    """The first server is gone, the second one has no contact with the others, the third one breaks off once."""
    silent = FileServer()
    silent.answer = b"HTTP/1.1 503 Later\r\nContent-Length: 0\r\n\r\n"
    second, files.cuts = LoopbackServer(silent.serve), 1
    places = tuple(ListenAddress("127.0.0.1", port) for port in (second.port, server.port))
    target = LinkTarget("127.0.0.1", 1, tls=False, pin=KeyPin("ab" * 32), elsewhere=places)
    try:
        courier.carry(FileJob(replace(request(server), target=target)))
    finally:
        courier.close()
        second.close()
    assert told[-1].path is not None
    assert told[-1].path.read_bytes() == BODY
    assert (len(silent.requests), len(files.requests)) == (2, 2)
    assert "Range: bytes=300-" in files.requests[1]


def test_changed_file_is_loaded_from_its_beginning(
    server: LoopbackServer, files: FileServer, courier: FileCourier, told: list[LoadStatus]
) -> None:
    files.cuts = 1

    def change(_job: FileJob, status: LoadStatus) -> None:
        files.tag = '"v2"'
        told.append(status)

    courier._tell = change
    courier.carry(FileJob(request(server)))
    files.tag = '"v2"'
    assert told[-1].path is not None
    assert told[-1].path.read_bytes() == BODY


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        (b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", LoadProblem.GONE),
        (b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n", LoadProblem.FORBIDDEN),
        (b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n", LoadProblem.REFUSED),
        (b"HTTP/1.1 302 Found\r\nLocation: https://evil/\r\nContent-Length: 0\r\n\r\n", LoadProblem.REFUSED),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", LoadProblem.TOO_LARGE),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4000\r\n" + b"x" * 0x4000, LoadProblem.TOO_LARGE),
        (b"what?\r\n\r\n", LoadProblem.UNREACHABLE),
    ],
)
def test_refusals(
    server: LoopbackServer, files: FileServer, courier: FileCourier, told: list[LoadStatus], tmp_path: Path,
    answer: bytes, problem: LoadProblem,
) -> None:  # fmt: skip
    files.answer = answer
    courier.carry(FileJob(replace(request(server), most_bytes=10_000)))
    assert told[-1] == LoadStatus(LoadState.FAILED, problem=problem)
    assert list((tmp_path / "files").iterdir()) == []
    if problem is LoadProblem.UNREACHABLE:
        assert len(files.requests) == ATTEMPTS


def test_cancelled_download_leaves_nothing(
    server: LoopbackServer, courier: FileCourier, told: list[LoadStatus], tmp_path: Path
) -> None:
    job = FileJob(request(server))
    job.cancel()
    courier.carry(job)
    assert told == []
    assert list((tmp_path / "files").iterdir()) == []


def test_another_key_is_no_server_of_ours(
    files: FileServer, courier: FileCourier, told: list[LoadStatus], tmp_path: Path
) -> None:
    certificate = make_certificate(tmp_path / "tls")
    server = LoopbackServer(files.serve, server_tls(certificate))
    pin = _key_of(certificate[0])
    target = LinkTarget("127.0.0.1", server.port, pin=pin, exact=True)
    asked = replace(request(server), target=target)
    try:
        courier.carry(FileJob(asked))
        assert told[-1].state is LoadState.READY
        courier.carry(FileJob(replace(asked, target=replace(target, pin=KeyPin("0" * 64)))))
        assert told[-1] == LoadStatus(LoadState.FAILED, problem=LoadProblem.UNTRUSTED)
        courier.carry(FileJob(replace(asked, target=replace(target, pin=KeyPin(""), exact=False, vouched=True))))
        assert told[-1] == LoadStatus(LoadState.FAILED, problem=LoadProblem.UNTRUSTED)
    finally:
        server.close()
    assert len(files.requests) == 1


def _key_of(certificate: Path) -> KeyPin:
    from cryptography import x509

    return public_key_hash(x509.load_pem_x509_certificate(certificate.read_bytes()))


def test_cache_that_cannot_be_written(
    server: LoopbackServer, told: list[LoadStatus], tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    (tmp_path / "files").write_bytes(b"in the way")
    courier = FileCourier(FileCache(tmp_path / "files"), lambda _job, status: told.append(status))
    courier.carry(FileJob(request(server)))
    courier.close()
    assert told == [LoadStatus(LoadState.FAILED, problem=LoadProblem.NO_SPACE)]
