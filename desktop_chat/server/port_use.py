"""Which program listens on a port, and which port is free. Blocks for up to a few seconds; only a failed start asks."""

from __future__ import annotations

import csv
import errno
import ipaddress
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

LAST_PORT = 65_535
_LISTEN = "0A"
"""The state TCP_LISTEN in /proc/net/tcp."""
_PROC = Path("/proc")
_NAME_LENGTH = 40
_SECONDS = 3


@dataclass(frozen=True, slots=True)
class PortUser:
    """A program that listens on a port. `name` "": the system does not tell its name."""

    name: str
    pid: int


def find_port_user(host: str, port: int) -> PortUser | None:
    """Return the program that listens on the port at `host` or at all addresses; None if the system does not tell."""
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        for user in _port_users(host, port):
            name = "".join(letter for letter in user.name if letter.isprintable())[:_NAME_LENGTH].strip()
            return PortUser(name, user.pid) if name else None
    return None


def find_free_port(after: int, besides: frozenset[int] = frozenset()) -> int:
    """Return the next port that is free at all addresses of this computer and not in `besides`; 0 if there is none."""
    ports = (port for port in range(after + 1, LAST_PORT + 1) if port not in besides)
    return next((port for port in ports if _is_port_free(port)), 0)


def parse_proc_net(table: str, host: str, port: int) -> frozenset[str]:
    """Return the inodes of the sockets that listen. `table`: the text of /proc/net/tcp or tcp6."""
    found = set()
    for row in table.splitlines()[1:]:
        columns = row.split()
        address, _, hex_port = columns[1].partition(":")
        if columns[3] == _LISTEN and int(hex_port, 16) == port and _overlap(host, _proc_host(address)):
            found.add(columns[9])
    return frozenset(found)


def parse_lsof(output: str, host: str) -> PortUser | None:
    """Return the first program at `host`. `output`: what `lsof -Fpcn` writes, one field a line."""
    pid, name = 0, ""
    for field in output.splitlines():
        match field[:1]:
            case "p":
                pid = int(field[1:])
            case "c":
                name = field[1:]
            case "n" if _overlap(host, field[1:].rpartition(":")[0]):
                return PortUser(name, pid)
    return None


def parse_netstat(output: str, host: str, port: int) -> int:
    """Return the pid of the first program that listens, or 0. `output`: what `netstat -ano` of Windows writes.

    The word for the state depends on the language of Windows; the port 0 at the other end does not.
    """
    for row in output.splitlines():
        columns = row.split()
        if len(columns) < 4 or columns[0] != "TCP" or not columns[2].endswith(":0"):
            continue
        here, _, here_port = columns[1].rpartition(":")
        if here_port == str(port) and _overlap(host, here):
            return int(columns[-1])
    return 0


def parse_tasklist(output: str) -> str:
    """Return the name of the program, or "". `output`: what `tasklist /FO CSV /NH` writes; a sentence if none runs."""
    row = next(csv.reader(output.splitlines()), [])
    return row[0].removesuffix(".exe") if len(row) > 1 else ""


def _port_users(host: str, port: int) -> Iterator[PortUser]:
    if sys.platform == "linux":
        yield from _proc_users(host, port)
    elif sys.platform == "win32":
        if pid := parse_netstat(_run_tool("netstat", "-ano"), host, port):
            yield PortUser(parse_tasklist(_run_tool("tasklist", "/FI", f"PID eq {pid}", "/FO", "CSV", "/NH")), pid)
    elif user := parse_lsof(_run_tool("lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpcn"), host):
        yield user


def _proc_users(host: str, port: int) -> Iterator[PortUser]:
    """Yield the programs of this person. Linux hides the sockets of others."""
    inodes: set[str] = set()
    for table in ("tcp", "tcp6"):
        with suppress(OSError):
            inodes |= parse_proc_net((_PROC / "self/net" / table).read_text("ascii"), host, port)
    wanted = {f"socket:[{inode}]" for inode in inodes}
    for process in _PROC.iterdir() if wanted else ():
        with suppress(OSError):  # the process has ended, or belongs to somebody else
            if process.name.isdecimal() and any(_link_target(entry) in wanted for entry in (process / "fd").iterdir()):
                yield PortUser((process / "comm").read_text("utf-8", "replace"), int(process.name))


def _link_target(path: Path) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""  # the file was closed meanwhile


def _run_tool(*command: str) -> str:
    """Return what a tool of the system writes.

    Raises: OSError, subprocess.SubprocessError.
    """
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=_SECONDS,
        check=False,
    )
    return done.stdout


def _proc_host(address: str) -> str:
    """Return an address of /proc/net as text: its words of 32 bits are in the byte order of the machine."""
    words = [bytes.fromhex(word) for word in re.findall("." * 8, address)]
    packed = b"".join(word[::-1] if sys.byteorder == "little" else word for word in words)
    return str(ipaddress.ip_address(packed))


def _overlap(one: str, other: str) -> bool:
    """Whether two listening addresses take the port from each other."""
    first, second = _plain_address(one), _plain_address(other)
    return first is None or second is None or first == second


def _plain_address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address, or None for all addresses (`*`, `0.0.0.0`, `::`)."""
    text = host.strip("[]").partition("%")[0]
    if text in ("", "*"):
        return None
    address = ipaddress.ip_address(text)
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    return None if address.is_unspecified else address


def _is_port_free(port: int) -> bool:
    for family, host in ((socket.AF_INET, "0.0.0.0"), (socket.AF_INET6, "::")):
        try:
            probe = socket.socket(family, socket.SOCK_STREAM)
        except OSError:
            continue  # this computer lacks the family
        with probe:
            try:
                if family == socket.AF_INET6:
                    probe.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
                if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
                else:
                    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((host, port))
                probe.listen()
            except OSError as error:
                if family == socket.AF_INET6 and error.errno != errno.EADDRINUSE:
                    continue  # IPv6 is switched off
                return False
    return True
