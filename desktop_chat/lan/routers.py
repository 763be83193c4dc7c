"""The routers of this computer, as the system's table of routes names them."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from desktop_chat.net.addresses import is_numeric

_ANY = "0.0.0.0"


def known_routers() -> tuple[str, ...]:
    """Return the IPv4 addresses of all routers, those towards the internet first. () if the system does not tell.

    Thread: any but the GUI thread; outside Linux a program of the system is asked.
    """
    if sys.platform == "linux":
        return _unique_hosts(_linux_routes(_read_file("/proc/thread-self/net/route")))
    if sys.platform == "win32":
        return _unique_hosts(_windows_routes(_output_of("route", "print", "-4")))
    return _unique_hosts(_bsd_routes(_output_of("netstat", "-rn", "-f", "inet")))


def _linux_routes(table: str) -> Iterable[tuple[str, str]]:
    """Return (destination, router) of each row: `eth0 00000000 0100000A ...`, in the processor's order of bytes."""
    for fields in (row.split() for row in table.splitlines()[1:]):
        with suppress(ValueError, IndexError):
            destination, router = (int(field, 16).to_bytes(4, sys.byteorder) for field in fields[1:3])
            yield socket.inet_ntoa(destination), socket.inet_ntoa(router)


def _windows_routes(table: str) -> Iterable[tuple[str, str]]:
    """Return (destination, router) of each row: `0.0.0.0 0.0.0.0 192.168.1.1 192.168.1.5 25`."""
    for fields in (row.split() for row in table.splitlines()):
        if len(fields) >= 4:
            yield fields[0], fields[2]


def _bsd_routes(table: str) -> Iterable[tuple[str, str]]:
    """Return (destination, router) of each row: `default 192.168.1.1 UGScg en0`."""
    for fields in (row.split() for row in table.splitlines()):
        if len(fields) >= 2:
            yield _ANY if fields[0] == "default" else fields[0], fields[1]


def _unique_hosts(routes: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    found = [route for route in routes if is_numeric(route[1]) and "." in route[1] and route[1] != _ANY]
    return tuple(dict.fromkeys(router for _, router in sorted(found, key=lambda route: route[0] != _ANY)))


def _read_file(path: str) -> str:
    try:
        return Path(path).read_text()
    except OSError:
        return ""


def _output_of(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError):
        return ""
