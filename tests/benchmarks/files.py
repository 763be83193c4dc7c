"""`python -m tests.benchmarks.files`: how fast files go up and down, beside a bare loop over the same TLS.

The bare loop reads a socket, decrypts by the same library, writes to a file and syncs it before its answer, or the
other way round without a sync; it hashes and checks nothing. Two more show what the disk takes, and no upload can do as
they do: one leaves out the sync, so a cut of power loses the file, and one throws away what comes.
All are child processes, and the client is the same. A figure is the median of some rounds. `TMPDIR=/dev/shm` leaves out
the disk.
`--talk` measures how long others' messages take meanwhile: a room of 50, 100 messages a second, beside two uploads and
two downloads of another process, as fast as they go or at `--rate` MB/s each, as even as a network brings them. The
same is measured of a program that does nothing but sync (`tests.benchmarks.disk`): what the disk takes.
"""

from __future__ import annotations

import argparse
import os
import socket
import ssl
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from desktop_chat.net.tls import TlsEndpoint, server_context
from tests.benchmarks import load
from tests.benchmarks.disk import measure_syncs
from tests.benchmarks.paced import Delays, paced
from tests.benchmarks.peers import desktop_chat
from tests.e2e.programs import server
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.sockets import receive_more

MEGABYTE = 1_000_000
_SHARED = 20 * MEGABYTE
_TURN = 1 << 18
_BLOCK = bytes(range(256)) * 4096
_PACED_BYTES = 1 << 16
"""Bytes that a transfer with a rate sends or reads at once."""
_UNSYNCED, _THROW_AWAY = "/unsynced", "/thrown-away"
_SETTINGS = ("limits.enabled=false", "files.size_mb=0", "files.total_mb=0", "files.person_mb=0", "files.room_mb=0")


def main() -> int:
    parser = argparse.ArgumentParser("files", description="Measure uploads and downloads.")
    parser.add_argument("--megabytes", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--talk", action="store_true")
    parser.add_argument("--rate", type=float, default=0.0)
    parser.add_argument("--transfer", nargs="+", metavar="PORT PATH...", help=argparse.SUPPRESS)
    parser.add_argument("--bare", nargs=2, metavar=("DATA", "FILE"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.bare:
        run_bare_loop(Path(given.bare[0]), Path(given.bare[1]))
        return 0
    if given.transfer:
        run_transfers(int(given.transfer[0]), given.transfer[1], given.transfer[2:], given.rate)
        return 0
    if given.talk:
        measure_talk(given.rounds, given.rate)
        return 0
    size = given.megabytes * MEGABYTE
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder) / "data", *_SETTINGS) as ours,
        _bare_loop(Path(folder)) as bare,
        IrcClient(ours.port) as person,
    ):
        person.register("ann")
        person.join("#lobby")
        found: dict[str, list[float]] = {}

        def note(name: str, seconds: float) -> None:
            found.setdefault(name, []).append(given.megabytes / seconds)

        for _ in range(given.rounds):
            note("bare up", _upload(bare, "/up", size)[0])
            note("bare down", _download(bare, "/down", size))
            note("unsynced", _upload(bare, _UNSYNCED, size)[0])
            note("thrown away", _upload(bare, _THROW_AWAY, size)[0])
            seconds, address = _upload(ours.port, _upload_path(person), size)
            note("our up", seconds)
            note("our down", _download(ours.port, urlsplit(address).path, size))
    speed = {name: statistics.median(speeds) for name, speeds in found.items()}
    for way in ("up", "down"):
        share = speed[f"our {way}"] / speed[f"bare {way}"]
        print(f"{way}: {speed[f'our {way}']:.0f} MB/s, bare {speed[f'bare {way}']:.0f} MB/s: {share:.0%}")
    print(f"up, bare without the sync: {speed['unsynced']:.0f} MB/s, without a file: {speed['thrown away']:.0f} MB/s")
    return 0


def measure_talk(rounds: int, rate: float) -> None:
    """Print p50 and p99 of others' messages without and with transfers, and of bare syncs without and with writers of
    files, in turn: the medians of all rounds.
    """
    found: dict[str, list[Delays]] = {"alone": [], "beside transfers": [], "disk alone": [], "disk beside writers": []}
    with tempfile.TemporaryDirectory() as folder, desktop_chat(Path(folder), *_SETTINGS[1:]) as peer:
        assert peer is not None
        members = load.connect(peer, [f"m{number:03}" for number in range(50)])
        load.enter(members, "#load")
        with IrcClient(peer.port) as person:
            person.register("ann")
            person.join("#files")
            _, address = _upload(peer.port, _upload_path(person, "#files"), _SHARED)
            for _ in range(rounds):
                load.settle(members)  # a member who only listens would be dropped after a while
                found["alone"].append(paced(members, "#load", 100, 5.0))
                paths = [_upload_path(person, "#files") for _ in range(60)]
                load.settle(members)
                with _child("--rate", str(rate), "--transfer", str(peer.port), urlsplit(address).path, *paths):
                    found["beside transfers"].append(paced(members, "#load", 100, 5.0))
                found["disk alone"].append(measure_syncs(Path(folder), 100, 5.0, 0, rate))
                found["disk beside writers"].append(measure_syncs(Path(folder), 100, 5.0, 2, rate))
    for name, delays in found.items():
        p50, p99 = (statistics.median(getattr(one, part) for one in delays) for part in ("p50", "p99"))
        each = ", ".join(f"{one.p99:.1f}" for one in delays)
        print(f"{name}: p50 {p50:.2f} ms, p99 {p99:.2f} ms (of the rounds: {each})")


def run_transfers(port: int, file: str, paths: Sequence[str], rate: float) -> None:
    """Send and fetch until the process is killed. `rate`: MB/s of each transfer, 0 for any."""

    def fetch() -> None:
        while True:
            _download(port, file, _SHARED, rate)

    def send(own: Sequence[str]) -> None:
        for path in own:
            _upload(port, path, _SHARED, rate)

    works: list[Callable[[], None]] = [fetch, fetch, partial(send, paths[::2]), partial(send, paths[1::2])]
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    for thread in threads:
        thread.join()


def _upload_path(person: IrcClient, room: str = "#lobby") -> str:
    person.send(f"FILEHOST UPLOAD {room}")
    return person.until("FILEHOST")[-1].params[2]


def _connect(port: int) -> ssl.SSLSocket:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    context.set_alpn_protocols(["http/1.1"])
    return context.wrap_socket(socket.create_connection(("127.0.0.1", port), SECONDS))


def _upload(port: int, path: str, size: int, rate: float = 0.0) -> tuple[float, str]:
    """Send a file, at a `rate` in MB/s unless it is 0. Return the seconds until the answer, and its address."""
    block = _BLOCK[:_PACED_BYTES] if rate else _BLOCK
    with _connect(port) as connection:
        pace = _Pace(rate)
        connection.sendall(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Length: {size}\r\n\r\n".encode())
        for start in range(0, size, len(block)):
            connection.sendall(block[: size - start])
            pace.wait(start + len(block))
        answer = connection.recv(1 << 16)
        seconds = pace.seconds
    head = answer.decode("latin-1").lower()
    assert " 201 " in head, head
    found = [line.partition(": ")[2] for line in head.split("\r\n") if line.startswith("location: ")]
    return seconds, answer.decode("latin-1").split("ocation: ")[1].split("\r\n")[0] if found else ""


def _download(port: int, path: str, size: int, rate: float = 0.0) -> float:
    """Fetch a file, at a `rate` in MB/s unless it is 0. Return the seconds."""
    buffer = bytearray(_PACED_BYTES if rate else 1 << 18)
    with _connect(port) as connection:
        pace = _Pace(rate)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".encode())
        come = -1
        while come < size:
            count = connection.recv_into(buffer)
            assert count
            if come < 0:
                head, _, rest = bytes(buffer[:count]).partition(b"\r\n\r\n")
                assert b" 200 " in head
                come = len(rest)
            else:
                come += count
            pace.wait(come)
        return pace.seconds


class _Pace:
    """Holds a transfer back to a rate in MB/s; 0 for none."""

    def __init__(self, rate: float) -> None:
        self._rate = rate * MEGABYTE
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        """The seconds since the beginning."""
        return time.perf_counter() - self._began

    def wait(self, done: int) -> None:
        """Wait until so many bytes are due."""
        if self._rate:
            time.sleep(max(0.0, done / self._rate - self.seconds))


# The bare loop


@contextmanager
def _bare_loop(folder: Path) -> Iterator[int]:
    """Run the bare loop with the server's certificate. Give its port."""
    with _child("--bare", str(folder / "data"), str(folder / "bare")) as line:
        yield int(line)


@contextmanager
def _child(*arguments: str) -> Iterator[str]:
    """Run this program as another process. Give its first line."""
    command = [sys.executable, "-m", "tests.benchmarks.files", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield process.stdout.readline()
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def run_bare_loop(data: Path, file: Path) -> None:
    """Serve one connection at a time, for ever."""
    (certificate,) = data.glob("**/*.crt")
    context = server_context(certificate, certificate.with_suffix(".key"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        print(listening.getsockname()[1], flush=True)
        while True:
            connection, _ = listening.accept()
            with connection:
                _serve(connection, TlsEndpoint(context, server=True), file)


def _serve(connection: socket.socket, tls: TlsEndpoint, file: Path) -> None:
    plain = b""
    while b"\r\n\r\n" not in plain:
        plain += tls.receive(receive_more(connection, _TURN), _TURN)
        connection.sendall(tls.take_outgoing())
    head, _, rest = plain.partition(b"\r\n\r\n")
    if head.startswith(b"GET"):
        size = file.stat().st_size
        connection.sendall(tls.send(b"HTTP/1.1 200 OK\r\n\r\n"))
        with file.open("rb", buffering=0) as source:
            while data := source.read(_TURN):
                connection.sendall(tls.send(data))
        return
    size = int(head.split(b"Content-Length: ")[1].split(b"\r\n")[0]) - len(rest)
    if _THROW_AWAY.encode() in head:
        while size > 0:
            size -= len(tls.receive(b"" if tls.ready else connection.recv(_TURN), _TURN))
        connection.sendall(tls.send(b"HTTP/1.1 201 Created\r\n\r\n"))
        return
    file.unlink(missing_ok=True)  # an upload writes a new file
    with file.open("wb", buffering=0) as sink:
        sink.write(rest)
        while size > 0:
            data = tls.receive(b"" if tls.ready else connection.recv(_TURN), _TURN)
            size -= len(data)
            sink.write(data)
        if _UNSYNCED.encode() not in head:
            os.fsync(sink.fileno())
    connection.sendall(tls.send(b"HTTP/1.1 201 Created\r\n\r\n"))


if __name__ == "__main__":
    sys.exit(main())
