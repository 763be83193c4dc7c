"""Neighbourhoods: numeric addresses that count as one place for limits and bans. Pure.

IPv6 writes an IPv4 address in three ways: mapped (::ffff:10.0.0.1), compatible (::10.0.0.1) and, behind NAT64, with the
prefix 64:ff9b::. Here all three are the IPv4 address. A home gets a whole /64 of IPv6 and can use another address for
each connection, so a /64 is one neighbourhood.
Spec: https://www.rfc-editor.org/rfc/rfc4291#section-2.5, https://www.rfc-editor.org/rfc/rfc6052
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

_MAPPED = IPv6Network("::ffff:0:0/96")
_LIKE_IPV4 = (_MAPPED, IPv6Network("::/96"), IPv6Network("64:ff9b::/96"))
_SPECIAL = IPv6Network("::/112")
"""The unspecified address, ::1 and addresses written alike, which mean no IPv4 address."""
_IPV4_BITS = 0xFFFFFFFF
_PRIVATE = tuple(
    ip_network(text)
    for text in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16", "fe80::/10", "fc00::/7")
)


def numeric_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address without scope (`%eth0`), as IPv4 if possible; None for a name or the path of a socket."""
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return None
    if isinstance(address, IPv4Address) or address in _SPECIAL or not any(address in like for like in _LIKE_IPV4):
        return address
    inside = IPv4Address(int(address) & _IPV4_BITS)
    # This computer is trusted, and ::127.0.0.1 may come from a network. Only the system makes mapped addresses.
    return address if inside.is_loopback and address not in _MAPPED else inside


def is_private(host: str) -> bool:
    """Whether a numeric address is of this computer, private or link-local."""
    address = numeric_address(host)
    if address is None:
        return False
    return address.is_loopback or any(address in network for network in _PRIVATE)


def is_public(host: str) -> bool:
    """Whether a numeric address is of the public internet: of one computer, and of no private network."""
    address = numeric_address(host)
    return address is not None and address.is_global and not address.is_multicast and not is_private(host)


def plain_address(host: str) -> str:
    """Return the host for display and comparison: a numeric address in its shortest form, a name unchanged."""
    address = numeric_address(host)
    if address is None:
        return host
    scope = host.partition("%")[1:] if isinstance(address, IPv6Address) else ()
    return str(address) + "".join(scope)


def neighbourhood_of(host: str) -> str:
    """Return the place of an address for limits and bans.

    The place is an IPv4 address or the /64 of an IPv6 address. Link-local addresses, ::1 and names are their own place.
    """
    address = numeric_address(host)
    if address is None:
        return host
    if isinstance(address, IPv4Address) or address.is_link_local or address in _SPECIAL:
        return str(address)
    return str(IPv6Network((address, 64), strict=False))


def numeric_network(text: str) -> IPv4Network | IPv6Network | None:
    """Parse `ADDRESS` or `ADDRESS/BITS`, as IPv4 if possible. Return None for any other text."""
    host, slash, bits = text.partition("/")
    try:
        network = ip_network(host.partition("%")[0] + slash + bits, strict=False)
    except ValueError:
        return None
    first = numeric_address(str(network.network_address)) if network.prefixlen >= 96 else None
    if isinstance(network, IPv6Network) and network.network_address not in _SPECIAL and isinstance(first, IPv4Address):
        return IPv4Network((first, network.prefixlen - 96))
    return network


def banned_network(text: str) -> IPv4Network | IPv6Network | None:
    """Return the network that a ban of `ADDRESS` or `ADDRESS/BITS` means, or None for any other text.

    A ban of one IPv6 address means the whole neighbourhood, because the owner can take another address. The first
    colon may be missing, as in a line of IRC.
    """
    text = text.strip("[]")
    network = numeric_network(text)
    if network is None and text.startswith(":"):
        text = f":{text}"
        network = numeric_network(text)
    if network is None or "/" in text:
        return network
    return ip_network(neighbourhood_of(str(network.network_address)))


def network_text(network: IPv4Network | IPv6Network) -> str:
    """Write a network for `banned_network`, without a colon at the beginning: `10.0.0.7` or `10.0.0.0/24`."""
    address = str(network.network_address)
    single = network.num_addresses == 1 and neighbourhood_of(address) == address
    text = address if single else str(network)
    return f"0{text}" if text.startswith(":") else text


def lies_in_any(host: str, networks: Iterable[str]) -> bool:
    """Whether a numeric address lies in one of the addresses and networks. Other texts in `networks` are ignored."""
    address = numeric_address(host)
    if address is None:
        return False
    known = (numeric_network(text) for text in networks)
    return any(address in network for network in known if network is not None)
