"""Diagnosis of a search without a find: facts about the network, and the cause. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from desktop_chat.lan.firewalls import Firewall
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.interfaces import InterfaceAddress, is_near
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.neighbourhood import numeric_address
from desktop_chat.value_class import value


class Cause(Enum):
    """The causes, in the order of the check."""

    NO_NETWORK = "no network"
    WRONG_TIME = "wrong time"
    FIREWALL_THERE = "firewall there"
    """A chat is heard, and its port is closed."""
    ANNOUNCEMENTS_BLOCKED = "announcements blocked"
    """A chat answers, but the network passes on neither multicast nor broadcast."""
    FIREWALL_HERE = "firewall here"
    VPN = "vpn"
    SERVER_STOPPED = "server stopped"
    OTHER_NETWORK = "other network"
    ISOLATION = "isolation"
    NOBODY = "nobody"


class Reachability(Enum):
    """The result of a connection to an address."""

    CHAT = "chat"
    """A TLS server answers."""
    OTHER_SERVER = "other server"
    REFUSED = "refused"
    SILENT = "silent"
    NO_WAY = "no way"
    """This computer knows no way to the address."""


@value
class Facts:
    """The facts about the network."""

    interfaces: tuple[InterfaceAddress, ...] = ()
    default_interface: str = ""
    """The name of the interface that leads to the internet."""
    is_clock_wrong: bool = False
    hears_itself: bool = True
    """Own multicast or broadcast comes back."""
    neighbours: tuple[str, ...] = ()
    """The addresses of other computers that are there, without the router."""
    saved: tuple[tuple[ListenAddress, Reachability], ...] = ()
    """Saved chats."""
    usual: tuple[tuple[ListenAddress, Reachability], ...] = ()
    """The usual port of the neighbours."""
    unreachable: tuple[FoundChat, ...] = ()
    """Chats that were heard, and that can be reached at none of their addresses."""
    firewall: Firewall | None = None
    """The firewall of this computer, if one is known to be on."""


@value
class Finding:
    """A cause, with an address or a count for some causes."""

    cause: Cause
    address: ListenAddress | None = None
    count: int = 0


def diagnose(facts: Facts) -> Finding:
    """Return the first cause that the facts show."""
    if not facts.interfaces:
        return Finding(Cause.NO_NETWORK)
    if facts.is_clock_wrong:
        return Finding(Cause.WRONG_TIME)
    if facts.unreachable:
        return Finding(Cause.FIREWALL_THERE, facts.unreachable[0].address)
    # Saved chats on the internet say nothing about this network.
    saved = [(address, reach) for address, reach in facts.saved if is_near(address.host, facts.interfaces)]
    answering = [address for address, reach in (*saved, *facts.usual) if reach is Reachability.CHAT]
    if answering:
        return Finding(Cause.ANNOUNCEMENTS_BLOCKED, answering[0])
    if not facts.hears_itself:
        return Finding(Cause.FIREWALL_HERE)
    if is_tunnel(facts):
        return Finding(Cause.VPN)
    return _diagnose_saved(facts, saved) or _diagnose_neighbours(facts)


def is_tunnel(facts: Facts) -> bool:
    """Whether a VPN has the way to the internet, by the name of the interface or a network without neighbours."""
    names = ("tun", "tap", "utun", "wg", "ppp", "zt", "tailscale", "nordlynx", "proton", "ipsec", "vpn", "wireguard")
    name = facts.default_interface.lower()
    prefixes = [one.prefix for one in facts.interfaces if one.interface == facts.default_interface and not one.is_ipv6]
    return bool(name) and (name.startswith(names) or "vpn" in name or (bool(prefixes) and min(prefixes) == 32))


def _diagnose_saved(facts: Facts, saved: Sequence[tuple[ListenAddress, Reachability]]) -> Finding | None:
    """Return the finding from the saved chats, or None."""
    for address, reach in saved:
        if reach is Reachability.REFUSED:
            return Finding(Cause.SERVER_STOPPED, address)
    for address, reach in saved:
        if not any(_is_in_network(one, address.host) for one in facts.interfaces):
            return Finding(Cause.OTHER_NETWORK, address)
        if reach is Reachability.SILENT and address.host in facts.neighbours:
            return Finding(Cause.FIREWALL_THERE, address)
        if facts.neighbours:
            return Finding(Cause.SERVER_STOPPED, address)
    return None


def _diagnose_neighbours(facts: Facts) -> Finding:
    if not facts.neighbours and any(not one.is_ipv6 for one in facts.interfaces):
        return Finding(Cause.ISOLATION)
    return Finding(Cause.NOBODY, count=len(facts.neighbours))


def _is_in_network(interface: InterfaceAddress, host: str) -> bool:
    address = numeric_address(host)
    return address is not None and address in interface.network
