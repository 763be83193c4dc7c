"""Addresses of servers: HOST:PORT texts, and from where they can be reached.

`net/own_host` asks the system for the addresses of this computer. `net/neighbourhood`, which the hub may import, tells
which addresses count as one place.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from enum import StrEnum

from desktop_chat.late_pattern import late_pattern
from desktop_chat.net.neighbourhood import numeric_address
from desktop_chat.texts import net as texts
from desktop_chat.value_class import value

DEFAULT_PORT = 6697
ADDRESSES_KEY = "listen.addresses"
"""The key of the setting for the addresses of a server. A launcher shows its port as a field."""
HOST_NAME = late_pattern(r"(?!-)[A-Za-z0-9_-]{1,63}(?<!-)(\.(?!-)[A-Za-z0-9_-]{1,63}(?<!-))*\.?")


class AddressError(ValueError):
    """A text is no address. The text of the error is one sentence for a person."""


class Reach(StrEnum):
    """The places from which an address can be reached: this computer, the same network, or anywhere."""

    COMPUTER = "computer"
    NETWORK = "network"
    INTERNET = "internet"


@value
class ListenAddress:
    """A host (name, IPv4, or IPv6 without brackets) and a port (0 lets the system choose)."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_wildcard(self) -> bool:
        """Whether the host means every address of this computer (0.0.0.0 and ::)."""
        return self.host in ("0.0.0.0", "::")


def parse_address(text: str, default_port: int = DEFAULT_PORT) -> ListenAddress:
    """Parse `HOST`, `HOST:PORT`, `[IPV6]`, `[IPV6]:PORT`, or a bare IPv6 address.

    A name in letters of any script becomes its ASCII form (IDNA 2008).
    Raises: AddressError.
    """
    text = text.strip()
    if text.startswith("["):
        host, bracket, rest = text[1:].partition("]")
        if not bracket or (rest and not rest.startswith(":")) or ":" not in host:
            raise AddressError(texts.NOT_BRACKETED(repr(text)))
        return ListenAddress(_parse_host(host, text), _parse_port(rest[1:], text) if rest else default_port)
    if text.count(":") > 1:
        return ListenAddress(_parse_host(text, text), default_port)
    host, colon, port = text.partition(":")
    return ListenAddress(_parse_host(host, text), _parse_port(port, text) if colon else default_port)


def _parse_host(host: str, text: str) -> str:
    plain, percent, zone = host.partition("%")
    try:
        address = ipaddress.ip_address(plain)
    except ValueError:
        name = _ascii_name(host)
        if HOST_NAME.fullmatch(name) and len(name) <= 253 and not re.fullmatch(r"[0-9.]+", name):
            return name.lower()
        raise AddressError(texts.NOT_AN_ADDRESS(repr(text))) from None
    if percent and (address.version == 4 or not zone):
        raise AddressError(texts.ZONE_NOT_ALLOWED(repr(text)))
    return address.compressed + percent + zone


def _ascii_name(host: str) -> str:
    """Return the ASCII form of an internationalized name, "" for an impossible name.

    Spec: https://www.rfc-editor.org/rfc/rfc5891, https://www.unicode.org/reports/tr46/
    """
    if host.isascii() or len(host) > 253:
        return host if host.isascii() else ""
    import idna  # its tables take a while to load, and nearly all names are ASCII

    try:
        return idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        return ""


def _parse_port(port: str, text: str) -> int:
    if not (port.isascii() and port.isdigit() and len(port) <= 5 and int(port) <= 65535):
        raise AddressError(texts.PORT_OUT_OF_RANGE(repr(text), 0))
    return int(port)


def is_numeric(host: str) -> bool:
    """Whether the host is an IP address and not a name."""
    return numeric_address(host) is not None


def is_loopback(host: str) -> bool:
    """Whether the host is an IP address of the loopback device."""
    address = numeric_address(host)
    return address is not None and address.is_loopback


def reach_of(host: str) -> Reach:
    """Return from where an IP address can be reached."""
    if is_loopback(host):
        return Reach.COMPUTER
    address = ipaddress.ip_address(host.partition("%")[0])
    return Reach.NETWORK if not address.is_global else Reach.INTERNET


def group_by_reach(listening: Iterable[ListenAddress], local: Iterable[str]) -> dict[Reach, tuple[ListenAddress, ...]]:
    """Group the addresses of a server by reach. No group is empty.

    `listening`: the server's addresses, of which 0.0.0.0 and :: are replaced by the `local` addresses.
    """
    own = tuple(local)
    groups: dict[Reach, dict[ListenAddress, None]] = {
        kind: {} for kind in (Reach.NETWORK, Reach.INTERNET, Reach.COMPUTER)
    }
    for address in listening:
        hosts = [address.host]
        if address.is_wildcard:
            hosts = [host for host in own if (":" in host) == (":" in address.host)]
        for host in hosts:
            groups[reach_of(host)][ListenAddress(host, address.port)] = None
    return {kind: tuple(addresses) for kind, addresses in groups.items() if addresses}
