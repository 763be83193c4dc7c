"""The servers that are measured, each as a child process on free loopback ports with every limit off."""

from __future__ import annotations

import datetime
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_PLACES = "/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin"
CHECKOUT = Path(__file__).parents[2]
OURS = "Desktop Chat"
NGIRCD = "ngIRCd"
INSPIRCD = "InspIRCd"


@dataclass(frozen=True, slots=True)
class Peer:
    """A running server: its name in the table, its ports on 127.0.0.1, the processes that do the work, how many
    connections it takes best on their way in together, and how many bytes of one sender (ngIRCd has a short queue,
    behind which they wait for a second, and leaves unread what of a TLS record is beyond its buffer, until more comes;
    InspIRCd lets people in once a second)."""

    name: str
    port: int
    secure_port: int
    processes: tuple[psutil.Process, ...]
    together: int
    piece: int

    def cpu(self) -> float:
        """Seconds of processor time used so far."""
        times = [process.cpu_times() for process in self.processes]
        return float(sum(one.user + one.system for one in times))

    def memory(self) -> int:
        """Resident bytes."""
        return sum(int(process.memory_info().rss) for process in self.processes)


Start = Callable[[Path], AbstractContextManager[Peer | None]]


def free_port() -> int:
    """A TCP port that nobody listens on at the moment."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@contextmanager
def desktop_chat(folder: Path, *settings: str) -> Iterator[Peer | None]:
    """Ours: history on, SQLite with synchronous=FULL, as everybody gets it, but without limits."""
    port = free_port()
    command = [sys.executable, "-m", "desktop_chat", "serve", "--data", str(folder / "data")]
    command += ["--listen", f"127.0.0.1:{port}", "--set", "limits.enabled=false"]
    for setting in settings:
        command += ["--set", setting]
    with _running(OURS, command, (port, port), folder, 1000, 16384) as peer:
        yield peer


@contextmanager
def ngircd(folder: Path) -> Iterator[Peer | None]:
    """ngIRCd, which keeps nothing; None where it is not installed."""
    program = shutil.which("ngircd", path=_PLACES)
    if program is None:
        yield None
        return
    port, secure = free_port(), free_port()
    certificate, key = _certificate(folder)
    config = folder / "ngircd.conf"
    config.write_text(
        "[Global]\n"
        f"Name = peer.example\nInfo = peer\nPorts = {port}\nListen = 127.0.0.1\n"
        f"ServerUID = {os.getuid()}\nServerGID = {os.getgid()}\n"
        "[Limits]\nMaxConnections = 0\nMaxConnectionsIP = 0\nMaxJoins = 0\nMaxNickLength = 30\n"
        "MaxPenaltyTime = 0\nPingTimeout = 600\nPongTimeout = 600\n"
        "[Options]\nDNS = no\nIdent = no\nPAM = no\nSyslogFacility = local0\n"
        f"[SSL]\nCertFile = {certificate}\nKeyFile = {key}\nPorts = {secure}\n",
        "utf-8",
    )
    with _running(NGIRCD, [program, "-n", "-f", str(config)], (port, secure), folder, 8, 1024) as peer:
        yield peer


@contextmanager
def inspircd(folder: Path) -> Iterator[Peer | None]:
    """InspIRCd with the capabilities that are measured, which keeps nothing; None where it is not installed. Without
    its module for msgid: ours has one in every line, and the lines of the load must be of one length."""
    program = shutil.which("inspircd", path=_PLACES)
    if program is None:
        yield None
        return
    port, secure = free_port(), free_port()
    certificate, key = _certificate(folder)
    modules = ("cap", "ircv3", "ircv3_ctctags", "ircv3_servertime", "ircv3_echomessage", "ssl_gnutls")
    config = folder / "inspircd.conf"
    config.write_text(
        '<server name="peer.example" description="peer" network="Peer" id="1AA">\n'
        '<admin name="peer" nick="peer" email="peer@peer.example">\n'
        f'<pid file="{folder}/inspircd.pid">\n'
        f'<bind address="127.0.0.1" port="{port}" type="clients">\n'
        f'<bind address="127.0.0.1" port="{secure}" type="clients" ssl="tls">\n'
        f'<sslprofile name="tls" provider="gnutls" certfile="{certificate}" keyfile="{key}" requestclientcert="no">\n'
        '<connect name="all" allow="*" timeout="600" pingfreq="10m" hardsendq="1G" softsendq="1G" recvq="100M"'
        ' threshold="1000000000" commandrate="1000000000" fakelag="no" localmax="100000" globalmax="100000"'
        ' limit="100000" maxchans="1000" maxconnwarn="no" resolvehostnames="no" useident="no">\n'
        '<performance softlimit="100000" somaxconn="4096" netbuffersize="65534" quietbursts="yes">\n'
        '<options allowmismatch="yes" defaultbind="auto">\n'
        '<maxlist chan="*" limit="100">\n'
        f'<log method="file" type="* -USERINPUT -USEROUTPUT" level="default" target="{folder}/inspircd.log">\n'
        + "".join(f'<module name="{name}">\n' for name in modules),
        "utf-8",
    )
    command = [program, "--nofork", "--nolog", "--config", str(config)]
    command += ["--runasroot"] if os.getuid() == 0 else []
    with _running(INSPIRCD, command, (port, secure), folder, 1000, 16384) as peer:
        yield peer


ALL: dict[str, Start] = {OURS: desktop_chat, NGIRCD: ngircd, INSPIRCD: inspircd}
"""In the order of the table."""


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of the kind that ours makes for itself (ECDSA, P-256), and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "peer.example")])
    now = datetime.datetime.now(datetime.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=2))
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
    return paths


@contextmanager
def _running(
    name: str, command: list[str], ports: tuple[int, int], folder: Path, together: int, piece: int
) -> Iterator[Peer]:
    with (folder / f"{name}.log").open("wb") as log:
        where = CHECKOUT if name == OURS else folder  # the others leave what they leave in the temporary folder
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=where)
        try:
            for port in ports:
                _wait_until_it_accepts(name, process, port)
            yield Peer(name, *ports, (psutil.Process(process.pid),), together, piece)
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """Ask it to end; after 10 s it is not asked any more."""
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
            time.sleep(0.002)
    raise RuntimeError(f"{name} does not accept connections on port {port}")
