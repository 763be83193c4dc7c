"""Foreign servers for our client, each with a password, on loopback: ngIRCd, InspIRCd, and ZNC in front of a server."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.programs import require, wait_for
from tests.ports import free_port

PASSWORD = "open-sesame"
_SALT = "abcdefghij0123456789"


class ForeignServer:
    """A server process. If the tests run as root, it runs as `nobody`, because some servers refuse root."""

    def __init__(self, program: str, configure: Callable[[Path, int], list[str]]) -> None:
        self.port = free_port()
        self._program = _path_of(program)
        self._home = Path(tempfile.mkdtemp(prefix="foreign-server-"))
        self._arguments = configure(self._home, self.port)
        self._identity = _nobody()
        if self._identity:
            for path in (self._home, *self._home.rglob("*")):
                os.chown(path, *self._identity)
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        user, group = self._identity or (None, None)
        with (self._home / "output").open("ab") as output:
            self._process = subprocess.Popen(
                [self._program, *self._arguments],
                cwd=self._home, stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                user=user, group=group, extra_groups=[] if self._identity else None,
            )  # fmt: skip
        wait_for(f"{self._program} to listen", self._listens)

    def _listens(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self._home / "output").read_text("utf-8", "replace")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
            return True
        return False

    def stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait(10)

    def end(self) -> None:
        """Leave nothing behind."""
        self.stop()
        shutil.rmtree(self._home, ignore_errors=True)


def _nobody() -> tuple[int, int] | None:
    """Return (user, group) of `nobody` if the tests run as root, else None."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        return None
    import pwd

    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _path_of(program: str) -> str:
    """Return the path of a server program, which may be in a folder for root only."""
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin") or require(program)


@contextmanager
def ngircd(password: str = PASSWORD, *, options: str = "") -> Iterator[ForeignServer]:
    def configure(home: Path, port: int) -> list[str]:
        secret = f"Password = {password}\n" if password else ""
        (home / "ngircd.conf").write_text(
            f"[Global]\nName = ng.example\nInfo = Test\nListen = 127.0.0.1\nPorts = {port}\n{secret}"
            f"[Limits]\nMaxConnectionsIP = 0\nMaxJoins = 0\nMaxPenaltyTime = 1\n"
            f"[Options]\nIdent = no\nPAM = no\nDNS = no\n{options}",
            "utf-8",
        )
        return ["-n", "-f", str(home / "ngircd.conf")]

    yield from _running("ngircd", configure)


@contextmanager
def inspircd(password: str = PASSWORD, *, extra: str = "") -> Iterator[ForeignServer]:
    def configure(home: Path, port: int) -> list[str]:
        secret = f'password="{password}"' if password else ""
        (home / "inspircd.conf").write_text(
            '<server name="insp.example" description="Test" network="Insp" id="1AA">'
            '<admin name="A" nick="A" email="a@example.org">'
            f'<bind address="127.0.0.1" port="{port}" type="clients"><pid file="{home}/pid">'
            f'<connect name="all" allow="*" {secret} timeout="20" resolvehostnames="no">'
            f'<module name="ircv3"><module name="cap">{extra}',
            "utf-8",
        )
        return ["--nofork", "--nolog", f"--config={home}/inspircd.conf"]

    yield from _running("inspircd", configure)


@contextmanager
def znc(upstream: int, *, password: str = PASSWORD, channels: str = "", modules: str = "") -> Iterator[ForeignServer]:
    """User `ann` with one network, `home`, or with none (`upstream` 0). Channels are kept in ZNC's buffer."""

    def configure(home: Path, port: int) -> list[str]:
        (home / "configs").mkdir()
        digest = hashlib.sha256(f"{password}{_SALT}".encode()).hexdigest()
        rooms = "".join(f"<Chan {name}>\n</Chan>\n" for name in channels.split())
        network = f"<Network home>\nServer = 127.0.0.1 {upstream}\nFloodBurst = 50\n{rooms}</Network>\n"
        loaded = "".join(f"LoadModule = {name}\n" for name in modules.split())
        (home / "configs" / "znc.conf").write_text(
            f"Version = 1.8.2\nAnonIPLimit = 100\nConnectDelay = 0\nServerThrottle = 0\n"
            f"<Listener l>\nPort = {port}\nIPv4 = true\nIPv6 = false\nSSL = false\nHost = 127.0.0.1\n</Listener>\n"
            f"<User ann>\nNick = ann\nAltNick = ann_\nIdent = ann\nRealName = Ann\nBuffer = 50\n"
            f"AutoClearChanBuffer = false\nAutoClearQueryBuffer = false\nQuitMsg = bye\n{loaded}"
            f"{network if upstream else ''}"
            f"<Pass password>\nMethod = sha256\nHash = {digest}\nSalt = {_SALT}\n</Pass>\n</User>\n",
            "utf-8",
        )
        return ["-f", "-d", str(home)]

    yield from _running("znc", configure)


def _running(program: str, configure: Callable[[Path, int], list[str]]) -> Iterator[ForeignServer]:
    server = ForeignServer(program, configure)
    try:
        server.start()
        yield server
    finally:
        server.end()
