"""NAT-PMP: opens a TCP port of a router by two kinds of datagrams.

Spec: https://www.rfc-editor.org/rfc/rfc6886
"""

from __future__ import annotations

import logging
import socket
import struct
import time

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server.port_mapping import LEASE_SECONDS, RouterError, require_outside_host
from desktop_chat.texts import server as texts

_PORT = 5_351
_FIRST_WAIT_SECONDS, _TRIES = 0.25, 4
"""Each try waits twice as long as the one before."""
_OUTSIDE, _MAP_TCP, _ANSWER = 0, 2, 128
_REFUSALS = {
    2: texts.ROUTER_SWITCHED_OFF,
    3: texts.ROUTER_WITHOUT_INTERNET,
    4: texts.ROUTER_PORTS_TAKEN,
}
_log = logging.getLogger(__name__)


class NatPmpSilence(RouterError):
    """The router does not speak NAT-PMP."""


class NatPmpMapping:
    """A port that was opened by NAT-PMP."""

    def __init__(self, router: str, port: int, outside: ListenAddress) -> None:
        self._router = router
        self._port = port
        self.outside = outside

    def close(self) -> None:
        try:
            _map_port(self._router, self._port, 0, 0)
        except RouterError as error:
            _log.info("The router did not close the port %d: %s", self.outside.port, error)


def open_nat_pmp_port(router: str, port: int) -> NatPmpMapping:
    """Open a TCP port towards `port` of this computer, the same port if it is free. Blocks for some seconds.

    `router`: the IPv4 address of the router.
    Raises: RouterError, NatPmpSilence.
    """
    host = require_outside_host(socket.inet_ntoa(_ask(router, struct.pack("!BB", 0, _OUTSIDE), 12)[8:]))
    return NatPmpMapping(router, port, ListenAddress(host, _map_port(router, port, port, LEASE_SECONDS)))


def _map_port(router: str, port: int, wanted: int, seconds: int) -> int:
    """Open the port, or close it with 0 and 0. Return the port outside."""
    answer = _ask(router, struct.pack("!BBHHHI", 0, _MAP_TCP, 0, port, wanted, seconds), 16)
    (outside,) = struct.unpack_from("!H", answer, 10)
    return int(outside)


def _ask(router: str, request: bytes, length: int) -> bytes:
    """Return the router's answer of this length."""
    wait = _FIRST_WAIT_SECONDS
    try:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.connect((router, _PORT))
            for _ in range(_TRIES):
                udp.send(request)
                end = time.monotonic() + wait
                while (left := end - time.monotonic()) > 0:
                    udp.settimeout(left)
                    try:
                        answer = udp.recv(64)
                    except TimeoutError:
                        break
                    if len(answer) >= 4 and answer[:2] == bytes((0, request[1] | _ANSWER)):
                        return _require_success(answer, length)
                wait *= 2
    except OSError:  # nobody has the port, or the router is gone
        pass
    raise NatPmpSilence(texts.ROUTER_SILENT)


def _require_success(answer: bytes, length: int) -> bytes:
    (code,) = struct.unpack_from("!H", answer, 2)
    if code in _REFUSALS:
        raise RouterError(texts.ROUTER_REFUSES(_REFUSALS[code]))
    if code or len(answer) != length:
        raise NatPmpSilence(texts.ROUTER_SILENT)
    return answer
