"""The networks of this computer: own addresses with interfaces, and private addresses."""

from __future__ import annotations

import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Iterable

from desktop_chat.net.neighbourhood import is_private, numeric_address
from desktop_chat.value_class import value

_GET_FLAGS = 0x8913
"""SIOCGIFFLAGS of Linux."""
_UP = 1
"""IFF_UP."""

OFF = "off"
"""The value of DESKTOP_CHAT_LAN with which the program neither announces nor seeks."""


@value
class InterfaceAddress:
    """An address of this computer. `host`: numeric, without a zone. `prefix`: the bits of its network."""

    interface: str
    index: int
    host: str
    prefix: int

    @property
    def network(self) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
        return ipaddress.ip_network(f"{self.host}/{self.prefix}", strict=False)

    @property
    def is_ipv6(self) -> bool:
        return ":" in self.host

    @property
    def broadcast(self) -> str:
        """The broadcast address of an IPv4 network, "" if there is none."""
        return "" if self.is_ipv6 or self.prefix > 30 else str(self.network.broadcast_address)


def is_switched_off() -> bool:
    """Whether the environment forbids announcing and seeking."""
    return os.environ.get("DESKTOP_CHAT_LAN") == OFF


def local_interfaces(*, private_only: bool = False) -> tuple[InterfaceAddress, ...]:
    """Return the addresses of this computer, except loopback and those of an interface that is down.

    Takes about a millisecond; the first call takes 50 ms to load ifaddr.

    Thread: any.
    """
    if is_switched_off():
        return ()
    import ifaddr

    try:
        adapters = list(ifaddr.get_adapters())
    except OSError:
        return ()
    found = []
    for adapter in adapters:
        if not _is_up(adapter.name):
            continue
        for known in adapter.ips:
            host = known.ip if isinstance(known.ip, str) else known.ip[0]
            address = numeric_address(host)
            if address is None or address.is_loopback or address.is_unspecified:
                continue
            if not private_only or is_private(host):
                found.append(InterfaceAddress(adapter.name, adapter.index or 0, str(address), known.network_prefix))
    return tuple(found)


def _is_up(interface: str) -> bool:
    """Whether the interface is up. True where the system does not tell. A down interface may keep its address."""
    if sys.platform != "linux":
        return True
    import fcntl

    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            answer = fcntl.ioctl(asking, _GET_FLAGS, struct.pack("16s24x", interface.encode()[:15]))
    except OSError:
        return True
    return bool(int.from_bytes(answer[16:18], sys.byteorder) & _UP)


def is_near(host: str, interfaces: Iterable[InterfaceAddress]) -> bool:
    """Whether a numeric address is private, or lies in the network of an interface."""
    address = numeric_address(host)
    if address is None or address.is_multicast:
        return False
    return is_private(host) or any(address in one.network for one in interfaces)
