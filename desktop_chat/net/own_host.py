"""The addresses and the name of this computer, as the system tells.

The windows load the module with the first connection: `socket` and its companions take 4 ms of a start.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable
from contextlib import suppress

from desktop_chat.net.addresses import HOST_NAME, is_loopback, is_numeric


def family_of(host: str) -> socket.AddressFamily:
    """Return AF_INET6 for an IPv6 address, AF_INET otherwise."""
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def local_addresses() -> tuple[str, ...]:
    """Return the IP addresses of this computer towards the internet, then loopback.

    Sends nothing and waits for nothing: connecting a UDP socket only chooses a route.
    """
    found = [address for address in (own_address_towards("192.0.2.1"), own_address_towards("2001:db8::1")) if address]
    return (*_outer_address(found), "127.0.0.1", *(["::1"] if has_ipv6() else []))


def addresses_of_own_name() -> tuple[str, ...]:
    """Return the IP addresses that the system finds under the computer's own name, without loopback.

    Blocks while the system looks up the name, for seconds on a broken network.
    Thread: any but the GUI thread.
    """
    try:
        rows = socket.getaddrinfo(socket.gethostname(), None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return _outer_address(str(row[4][0]) for row in rows)


def _outer_address(hosts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(host for host in hosts if not host.startswith("fe80:") and not is_loopback(host)))


def own_name(addresses: Iterable[str]) -> str:
    """Return a name by which others on the network reach this computer, "" if there is none.

    A name with a dot counts if the system finds an own address under it, from DNS or from multicast DNS (`.local`).
    `addresses`: the own addresses. Blocks while the system looks up the names, for seconds on a broken network.
    Thread: any but the GUI thread.
    """
    own = {address for address in addresses if not is_loopback(address)}
    with suppress(OSError, UnicodeError):
        for name in dict.fromkeys((socket.getfqdn(), f"{socket.gethostname().partition('.')[0]}.local")):
            if "." in name and HOST_NAME.fullmatch(name) and not is_numeric(name):
                with suppress(OSError, UnicodeError):
                    found = {str(row[4][0]) for row in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)}
                    if found & own:
                        return name.lower()
    return ""


def own_address_towards(towards: str) -> str:
    """Return the own address of packets to `towards` (an address reserved for documentation), or ""."""
    try:
        with socket.socket(family_of(towards), socket.SOCK_DGRAM) as probe:
            probe.connect((towards, 9))
            host = str(probe.getsockname()[0])
    except OSError:
        return ""
    return "" if host in ("0.0.0.0", "::") else host


def has_ipv6() -> bool:
    """Whether this computer can listen on IPv6."""
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_STREAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        return False
    return True
