"""Computers on a network, as network namespaces of this process: a thread enters one, and its threads stay there.

Needs root on Linux, `ip` and, for firewalls, `nft`. Elsewhere the tests are skipped by name.
"""

from __future__ import annotations

import ctypes
import itertools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest

T = TypeVar("T")
_NEW_NETWORK = 0x40000000
_numbers = itertools.count(1)


def require_namespaces(*programs: str) -> None:
    """Skip the test if network namespaces cannot be made here."""
    if sys.platform != "linux" or os.getuid() != 0:
        pytest.skip("network namespaces need root on Linux")
    for program in ("ip", *programs):
        if shutil.which(program, path="/usr/sbin:/sbin:/usr/bin:/bin") is None:
            pytest.skip(f"{program} is not installed")
    made = subprocess.run(["ip", "netns", "add", f"dc-try-{os.getpid()}"], capture_output=True, check=False)
    if made.returncode:
        pytest.skip("network namespaces cannot be made here")
    subprocess.run(["ip", "netns", "del", f"dc-try-{os.getpid()}"], check=True)


class Computer:
    """A namespace. `run` calls a function inside of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.command("ip", "link", "set", "lo", "up")

    def command(self, *words: str) -> None:
        subprocess.run(["ip", "netns", "exec", self.name, *words], check=True, capture_output=True)

    def drop(self, *rules: str) -> None:
        """Drop what this computer sends and what it receives, by conditions of nft."""
        self.command("nft", "add table inet wall")
        for hook in ("input", "output"):
            self.command("nft", f"add chain inet wall {hook} {{ type filter hook {hook} priority 0; }}")
            for rule in rules:
                self.command("nft", f"add rule inet wall {hook} {rule} drop")

    @contextmanager
    def inside(self) -> Iterator[None]:
        """This thread is in the namespace meanwhile, with all threads that it starts."""
        with Path("/proc/thread-self/ns/net").open("rb") as before:
            _enter(self.name)
            try:
                yield
            finally:
                _enter_open(before.fileno())

    def run(self, do: Callable[[], T]) -> T:
        """Return what `do` returns in this namespace. Threads that it starts, and sockets, stay there."""
        results: list[T] = []
        failures: list[BaseException] = []

        def work() -> None:
            try:
                _enter(self.name)
                results.append(do())
            except BaseException as error:
                failures.append(error)

        thread = threading.Thread(target=work, name=self.name)
        thread.start()
        thread.join()
        if failures:
            raise failures[0]
        return results[0]


def _enter(name: str) -> None:
    with Path(f"/run/netns/{name}").open("rb") as namespace:
        _enter_open(namespace.fileno())


def _enter_open(namespace: int) -> None:
    if ctypes.CDLL(None, use_errno=True).setns(namespace, _NEW_NETWORK):
        raise OSError(ctypes.get_errno(), "the namespace cannot be entered")


class Networks:
    """A switch, and the computers on it. One Networks is one cable: `subnet` numbers the computers on it."""

    def __init__(self) -> None:
        self._prefix = f"dc{os.getpid()}-{next(_numbers)}"
        self._names: list[str] = []
        self._ports: list[str] = []
        self._switch = self._add("switch")
        self._switch.command("ip", "link", "add", "br0", "type", "bridge", "mcast_snooping", "0")
        self._switch.command("ip", "link", "set", "br0", "up")

    def _add(self, name: str) -> Computer:
        name = f"{self._prefix}-{name}"
        subprocess.run(["ip", "netns", "add", name], check=True, capture_output=True)
        self._names.append(name)
        return Computer(name)

    def add_computer(self, *addresses: str, device: str = "eth0") -> Computer:
        """Return a new computer on the switch with these addresses, such as 10.0.0.1/24."""
        computer = self._add(f"c{len(self._names)}")
        self.plug_in(computer, *addresses, device=device)
        return computer

    def plug_in(self, computer: Computer, *addresses: str, device: str = "eth0") -> None:
        port = f"p{len(self._names)}{device}"[:15]
        self._switch.command("ip", "link", "add", port, "type", "veth", "peer", "name", device, "netns", computer.name)
        self._switch.command("ip", "link", "set", port, "master", "br0", "up")
        self._ports.append(port)
        for address in addresses:
            # No duplicate address detection: the address counts at once.
            family = ("nodad",) if ":" in address else ("brd", "+")
            computer.command("ip", "address", "add", address, *family, "dev", device)
        computer.command("ip", "link", "set", device, "up")

    def isolate(self) -> None:
        """Let no computer reach another from now on."""
        for port in self._ports:
            self._switch.command("ip", "link", "set", port, "type", "bridge_slave", "isolated", "on")

    def close(self) -> None:
        for name in self._names:
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


@contextmanager
def networks() -> Iterator[Networks]:
    """A switch for a test. Announcing and seeking are on meanwhile, in namespaces that nobody else sees."""
    require_namespaces()
    before = os.environ.pop("DESKTOP_CHAT_LAN", None)
    made = Networks()
    try:
        yield made
    finally:
        made.close()
        if before is not None:
            os.environ["DESKTOP_CHAT_LAN"] = before
