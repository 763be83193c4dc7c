"""The servers that are measured, each as a child process on a free loopback port with every limit off."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil


@dataclass(frozen=True, slots=True)
class Peer:
    """A running server: its name in the table, its port on 127.0.0.1, the process that does the work."""

    name: str
    port: int
    process: psutil.Process

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> int:
        """Resident bytes."""
        return int(self.process.memory_info().rss)


def free_port() -> int:
    """A TCP port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def desktop_chat(folder: Path, *settings: str) -> Iterator[Peer]:
    """Ours: history on, SQLite with synchronous=FULL, as everybody gets it, but without limits."""
    port = free_port()
    command = [sys.executable, "-m", "desktop_chat", "serve", "--data", str(folder / "data")]
    command += ["--listen", f"127.0.0.1:{port}", "--set", "limits.enabled=false"]
    for setting in settings:
        command += ["--set", setting]
    with _running("Desktop Chat", command, port, folder) as peer:
        yield peer


@contextmanager
def ngircd(folder: Path) -> Iterator[Peer | None]:
    """ngIRCd, which keeps nothing; None where it is not installed."""
    program = shutil.which("ngircd", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if program is None:
        yield None
        return
    port = free_port()
    config = folder / "ngircd.conf"
    config.write_text(
        "[Global]\n"
        f"Name = peer.example\nInfo = peer\nPorts = {port}\nListen = 127.0.0.1\n"
        "[Limits]\nMaxConnections = 0\nMaxConnectionsIP = 0\nMaxJoins = 0\nMaxNickLength = 30\n"
        "MaxPenaltyTime = 0\nPingTimeout = 600\nPongTimeout = 600\n"
        "[Options]\nDNS = no\nIdent = no\nPAM = no\nSyslogFacility = local0\n",
        "utf-8",
    )
    with _running("ngIRCd", [program, "-n", "-f", str(config)], port, folder) as peer:
        yield peer


@contextmanager
def _running(name: str, command: list[str], port: int, folder: Path) -> Iterator[Peer]:
    with (folder / f"{name}.log").open("wb") as log:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            _wait_until_it_accepts(name, process, port)
            yield Peer(name, port, psutil.Process(process.pid))
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_it_accepts(name: str, process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{name} ended at once with status {process.returncode}")
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise RuntimeError(f"{name} does not accept connections on port {port}")
