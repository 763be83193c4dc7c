"""The sockets of the beacon: a server's socket for queries, and a client's socket for each network."""

from __future__ import annotations

import socket
import struct
import sys
from collections.abc import Iterable
from contextlib import suppress

from desktop_chat.lan.beacon import GROUP_IPV4, GROUP_IPV6, QUERY_BYTES
from desktop_chat.lan.interfaces import InterfaceAddress

RECEIVE_BYTES = QUERY_BYTES + 1
"""A longer datagram is none of ours, and is cut to this length."""
_BUFFER_BYTES = 1 << 18
DatagramSource = tuple[str, int] | tuple[str, int, int, int]
"""Where a datagram comes from, as `sendto` takes it: a numeric address, a port and, for IPv6, flow and zone."""


class QuerySocket:
    """The socket for the queries of a family of addresses. Several servers of a computer share the port."""

    def __init__(self, family: socket.AddressFamily, port: int) -> None:
        """Raises OSError."""
        self.family = family
        self._joined: set[tuple[int, str]] = set()
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self.socket.setblocking(False)
            _share_port(self.socket)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
            if family == socket.AF_INET6:
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
            self.socket.bind(("", port))
        except OSError:
            self.socket.close()
            raise

    def join_groups(self, interfaces: Iterable[InterfaceAddress]) -> None:
        """Hear multicast on the interfaces too, where the system permits multicast. Safe to repeat."""
        own = {(one.index, one.host) for one in interfaces if one.is_ipv6 == (self.family == socket.AF_INET6)}
        self._joined &= own
        for index, host in own - self._joined:
            with suppress(OSError):
                self._join_group(index, host)
            self._joined.add((index, host))

    def _join_group(self, index: int, host: str) -> None:
        if self.family == socket.AF_INET6:
            group = socket.inet_pton(socket.AF_INET6, GROUP_IPV6) + struct.pack("@I", index)
            self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_JOIN_GROUP, group)
        else:
            group = socket.inet_aton(GROUP_IPV4) + socket.inet_aton(host)
            self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)

    def close(self) -> None:
        self.socket.close()


def open_query_sockets(port: int) -> list[QuerySocket]:
    """Return a socket for IPv4 and for IPv6, as far as there are any."""
    found = []
    for family in (socket.AF_INET, socket.AF_INET6):
        with suppress(OSError):
            found.append(QuerySocket(family, port))
    return found


class AskingSocket:
    """The socket of a client on the network of an own address: sends queries, and receives the answers."""

    def __init__(self, interface: InterfaceAddress, port: int) -> None:
        """Raises OSError."""
        self.interface = interface
        self._port = port
        family = socket.AF_INET6 if interface.is_ipv6 else socket.AF_INET
        self.socket = socket.socket(family, socket.SOCK_DGRAM)
        try:
            self.socket.setblocking(False)
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _BUFFER_BYTES)
            if interface.is_ipv6:
                self.socket.setsockopt(
                    socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_IF, struct.pack("@I", interface.index)
                )
                self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_MULTICAST_HOPS, 1)
                self.socket.bind((interface.host, 0, 0, interface.index))
            else:
                self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
                self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(interface.host))
                self.socket.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 1)
                self.socket.bind((interface.host, 0))
        except OSError:
            self.socket.close()
            raise

    def ask_everybody(self, query: bytes) -> bool:
        """Send a query by multicast and, on IPv4, by broadcast. Return False if the system refuses both."""
        if self.interface.is_ipv6:
            return self._send(query, (GROUP_IPV6, self._port, 0, self.interface.index))
        sent = self._send(query, (GROUP_IPV4, self._port))
        broadcast = self.interface.broadcast
        return (bool(broadcast) and self._send(query, (broadcast, self._port))) or sent

    def ask_host(self, query: bytes, host: str) -> bool:
        """Send a query to an address of the same family. Return False if the system refuses."""
        if ":" in host:
            return self._send(query, (host.partition("%")[0], self._port, 0, self.interface.index))
        return self._send(query, (host, self._port))

    def _send(self, query: bytes, target: tuple[str, int] | tuple[str, int, int, int]) -> bool:
        try:
            self.socket.sendto(query, target)
        except OSError:
            return False
        return True

    def close(self) -> None:
        self.socket.close()


def receive_datagram(sock: socket.socket) -> tuple[bytes, DatagramSource] | None:
    """Return the next datagram and its source for `sendto`, or None if there is none.

    The error of an earlier, undelivered datagram appears here, and is skipped.
    """
    for _ in range(16):
        try:
            return sock.recvfrom(RECEIVE_BYTES)
        except (BlockingIOError, InterruptedError):
            return None
        except OSError:
            continue
    return None


def source_host(source: DatagramSource) -> str:
    """Return the numeric address of a source, with the zone of a link-local address: `fe80::1%2`."""
    host = source[0].partition("%")[0]
    if len(source) == 4 and source[3] and host.lower().startswith("fe8"):
        return f"{host}%{source[3]}"
    return host


def _share_port(sock: socket.socket) -> None:
    """Let several sockets hear the same multicast and broadcast. On BSD and macOS each needs SO_REUSEPORT; Linux would
    refuse this option to the programs of other users."""
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if sys.platform not in ("linux", "win32"):
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
