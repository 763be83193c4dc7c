"""Computers of their own on one network, each in a name space, whose cables can be pulled (Linux, root). Neither end
of a cable is told."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_PREFIX = f"chaos{os.getpid() % 10_000}"
_BRIDGE = f"{_PREFIX}br"
_NETWORK = f"10.213.{os.getpid() % 250}"


@dataclass(frozen=True, slots=True)
class Computer:
    """A place for a process."""

    host: str = "127.0.0.1"
    before: tuple[str, ...] = ()
    """The beginning of a command that runs on the computer."""
    cable: str = ""


def has_wires() -> bool:
    """Whether this computer lets us make a network."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return False
    made = subprocess.run(["ip", "netns", "add", _PREFIX], capture_output=True, check=False)
    if made.returncode == 0:
        subprocess.run(["ip", "netns", "del", _PREFIX], check=True)
    return made.returncode == 0


@contextmanager
def wired(count: int) -> Iterator[tuple[Computer, ...]]:
    """Give so many computers, which reach one another and are reached from here."""
    computers = [
        Computer(f"{_NETWORK}.{number + 10}", ("ip", "netns", "exec", f"{_PREFIX}n{number}"), f"{_PREFIX}c{number}")
        for number in range(count)
    ]
    try:
        _run(f"ip link add {_BRIDGE} type bridge", f"ip addr add {_NETWORK}.1/24 dev {_BRIDGE}",
             f"ip link set {_BRIDGE} up")  # fmt: skip
        for computer in computers:
            _connect(computer)
        yield tuple(computers)
    finally:
        for computer in computers:
            subprocess.run(["ip", "netns", "del", computer.before[-1]], capture_output=True, check=False)
            subprocess.run(["ip", "link", "del", computer.cable], capture_output=True, check=False)
        subprocess.run(["ip", "link", "del", _BRIDGE], capture_output=True, check=False)


def _connect(computer: Computer) -> None:
    space, near = computer.before[-1], computer.cable
    _run(
        f"ip netns add {space}",
        f"ip link add {near} type veth peer name inside netns {space}",
        f"ip link set {near} master {_BRIDGE} up",
        f"ip netns exec {space} ip addr add {computer.host}/24 dev inside",
        f"ip netns exec {space} ip link set inside up",
        f"ip netns exec {space} ip link set lo up",
    )


def pull(computer: Computer) -> None:
    """Take the cable away."""
    _run(f"ip link set {computer.cable} down")


def plug(computer: Computer) -> None:
    """Give the cable back."""
    _run(f"ip link set {computer.cable} up")


def _run(*commands: str) -> None:
    for command in commands:
        subprocess.run(command.split(), check=True)
