"""Installed foreign servers as processes, with the limits of real networks."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from tests.e2e.programs import require
from tests.ports import free_port

_SYSTEM = "/usr/sbin:/usr/local/sbin"
_NOBODY = 65534
StartServer = Callable[[Path], AbstractContextManager[int]]


@contextmanager
def inspircd(folder: Path) -> Iterator[int]:
    """Start InspIRCd with the limits of its example and a fifth of the receive queue. Return the port on 127.0.0.1."""
    program, port = _installed("inspircd"), free_port()
    config = folder / "inspircd.conf"
    config.write_text(
        '<server name="irc.example" description="peer" network="Example" id="1AA">\n'
        '<admin name="peer" nick="peer" email="peer@irc.example">\n'
        f'<pid file="{folder}/inspircd.pid">\n'
        f'<bind address="127.0.0.1" port="{port}" type="clients">\n'
        '<connect name="all" allow="*" timeout="60" pingfreq="2m" hardsendq="1M" softsendq="8192" recvq="2K"'
        ' threshold="10" commandrate="1000" fakelag="yes" localmax="100" globalmax="100" maxchans="100"'
        ' maxconnwarn="no" resolvehostnames="no" useident="no">\n'
        '<options allowmismatch="yes" defaultbind="auto">\n'
        '<maxlist chan="*" limit="100">\n'
        + "".join(f'<module name="{name}">\n' for name in ("cap", "ircv3", "ircv3_servertime")),
        "utf-8",
    )
    command = [program, "--nofork", "--nolog", "--config", str(config)]
    with _running([*command, "--runasroot"] if _is_root() else command, port, folder):
        yield port


@contextmanager
def ngircd(folder: Path) -> Iterator[int]:
    """Start ngIRCd with its default limits. Return the port on 127.0.0.1."""
    program, port = _installed("ngircd"), free_port()
    config = folder / "ngircd.conf"
    config.write_text(
        f"[Global]\nName = irc.example\nInfo = peer\nPorts = {port}\nListen = 127.0.0.1\n"
        f"ServerUID = {os.getuid()}\nServerGID = {os.getgid()}\n"
        "[Limits]\nMaxConnectionsIP = 0\nMaxJoins = 0\nMaxNickLength = 30\n"
        "[Options]\nDNS = no\nIdent = no\nPAM = no\nSyslogFacility = local0\n",
        "utf-8",
    )
    with _running([program, "-n", "-f", str(config)], port, folder):
        yield port


@contextmanager
def solanum(folder: Path) -> Iterator[int]:
    """Solanum with the limits of its example, which are Libera.Chat's; the port on 127.0.0.1. Most systems have no
    package of it, so it is missed silently; it does not run as root."""
    program = shutil.which("solanum", path=f"{os.environ['PATH']}")
    if program is None:
        pytest.skip("solanum is not installed")
    port = free_port()
    home = Path(tempfile.mkdtemp(prefix="solanum-"))  # where nobody may read
    try:
        config = home / "ircd.conf"
        config.write_text(_SOLANUM.format(port=port), "utf-8")
        for path in (home, config):
            path.chmod(0o755)
        command = [program, "-foreground", "-configfile", str(config), "-pidfile", str(home / "pid")]
        command += ["-logfile", str(home / "log")]
        if _is_root():
            os.chown(home, _NOBODY, _NOBODY)
        with _running(command, port, folder, user=_NOBODY if _is_root() else None):
            yield port
    finally:
        shutil.rmtree(home, ignore_errors=True)


_SOLANUM = """
serverinfo {{ name = "irc.example"; sid = "42X"; description = "peer"; network_name = "Example"; }};
admin {{ name = "peer"; description = "peer"; email = "peer@irc.example"; }};
class "users" {{
    ping_time = 2 minutes; number_per_ident = 100; number_per_ip = 100; number_per_ip_global = 100;
    cidr_ipv4_bitlen = 24; cidr_ipv6_bitlen = 64; number_per_cidr = 200; max_number = 300; sendq = 400 kbytes;
}};
listen {{ host = "127.0.0.1"; port = {port}; }};
auth {{ user = "*@*"; class = "users"; }};
channel {{
    use_forward = yes; max_chans_per_user = 100; max_chans_per_user_large = 100;
    default_split_user_count = 0; default_split_server_count = 0; no_create_on_split = no; no_join_on_split = no;
}};
general {{
    default_floodcount = 10; anti_nick_flood = yes; max_nick_time = 20 seconds; max_nick_changes = 5;
    pace_wait_simple = 1 second; pace_wait = 10 seconds; client_flood_max_lines = 20;
    throttle_duration = 60; throttle_count = 4;
}};
"""


def _installed(program: str) -> str:
    return shutil.which(program, path=_SYSTEM) or require(program)


def _is_root() -> bool:
    return sys.platform != "win32" and os.getuid() == 0


@contextmanager
def _running(command: list[str], port: int, folder: Path, user: int | None = None) -> Iterator[None]:
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/" if user else folder, user=user
        )
        try:
            _wait_until_it_accepts(process, port)
            yield
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_it_accepts(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        assert process.poll() is None, f"it ended at once with status {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.02)
    raise AssertionError(f"it does not accept connections on port {port}")
