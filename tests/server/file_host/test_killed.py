"""kill -9 while many people send files: what was answered is kept, and nothing half or stray is left."""

from __future__ import annotations

import hashlib
import http.client
import sqlite3
import threading
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

from desktop_chat.server.file_host.content_hash import new_content_hash
from tests.e2e.programs import ServerProcess, server
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.http_client import ask

UPLOADS = 200
SENDERS = 20
SIZE = 300_000


def body_of(number: int) -> bytes:
    return hashlib.sha256(b"%d" % number).digest() * (SIZE // 32)


class Senders:
    """Threads that send one file after another, and remember which were answered."""

    def __init__(self, running: ServerProcess) -> None:
        self.kept: dict[int, str] = {}
        self.some_are_kept = threading.Event()
        self._port = running.port
        self._left = list(range(UPLOADS))
        self._threads = [threading.Thread(target=self._send, name=f"sender-{number}") for number in range(SENDERS)]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def join(self) -> None:
        for thread in self._threads:
            thread.join()

    def _send(self) -> None:
        with suppress(OSError, EOFError, http.client.HTTPException), IrcClient(self._port) as client:
            client.register(threading.current_thread().name)
            while self._left:
                number = self._left.pop()
                client.send("FILEHOST UPLOAD")
                address = client.until("FILEHOST")[-1].params[2]
                answer = ask(self._port, "POST", address, body_of(number))
                assert answer.status == 201
                self.kept[number] = urlsplit(answer.headers["location"]).path
                if len(self.kept) >= UPLOADS // 4:
                    self.some_are_kept.set()


def test_killed_server_keeps_what_it_has_answered_and_nothing_half(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with server(data, "limits.enabled=false") as running:
        senders = Senders(running)
        senders.start()
        assert senders.some_are_kept.wait(SECONDS)
        running.kill()
        senders.join()
        assert len(senders.kept) < UPLOADS
        running.start()
        for number, path in senders.kept.items():
            got = ask(running.port, "GET", path)
            assert (got.status, got.body) == (200, body_of(number)), number
        running.stop()
    folder = data / "files"
    assert not list((folder / "partial").iterdir())
    with closing(sqlite3.connect(data / "chat.db")) as database:
        known = {str(row[0]) for row in database.execute("SELECT content FROM shared_file")}
    on_disk = {path.name: path for path in folder.glob("??/*")}
    assert set(on_disk) == known
    assert len(known) >= len(senders.kept)
    for content, place in on_disk.items():
        found = new_content_hash()
        found.update(place.read_bytes())
        assert found.hexdigest() == content
