"""UPnP: opens a TCP port of a router by the Internet Gateway Device Protocol.

The library miniupnpc is loaded at the first use: most chats need none. It has no build for some systems.
"""

from __future__ import annotations

import importlib
import logging
from typing import Any

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server.port_mapping import LEASE_SECONDS, RouterError, require_outside_host
from desktop_chat.texts import server as texts

_DISCOVER_MS = 2_000
_TRIED_PORTS = 10
"""Ports from the chat's own one on that are tried, if others in the network have opened the first ones."""
_NAME = "Desktop Chat"
_log = logging.getLogger(__name__)


class UpnpMapping:
    """A port that was opened by UPnP."""

    def __init__(self, router: Any, outside: ListenAddress) -> None:
        self._router = router
        self.outside = outside

    def close(self) -> None:
        try:
            self._router.deleteportmapping(self.outside.port, "TCP")
        except Exception as error:  # the library raises nothing else
            _log.info("The router did not close the port %d: %s.", self.outside.port, error)


def open_upnp_port(port: int) -> UpnpMapping:
    """Open a TCP port towards `port` of this computer. Blocks for some seconds.

    Raises: RouterError.
    """
    router = _find_router(port)
    own, outside = str(router.lanaddr), _outside_host(router)
    for number in range(port, min(port + _TRIED_PORTS, 65_536)):
        held = router.getspecificportmapping(number, "TCP")
        if held is not None and str(held[0]) != own:
            continue
        _add_mapping(router, number, own, port)
        return UpnpMapping(router, ListenAddress(outside, number))
    raise RouterError(texts.ROUTER_REFUSES(texts.ROUTER_PORTS_TAKEN))


def _find_router(port: int) -> Any:
    try:
        router = importlib.import_module("miniupnpc").UPnP()
    except ImportError:
        raise RouterError(texts.ROUTER_NOT_FOUND(port)) from None
    router.discoverdelay = _DISCOVER_MS
    try:
        found = router.discover()
        if found:
            router.selectigd()
    except Exception:  # the library raises nothing else
        found = 0
    if not found or not router.lanaddr:
        raise RouterError(texts.ROUTER_NOT_FOUND(port))
    return router


def _outside_host(router: Any) -> str:
    try:
        host = str(router.externalipaddress() or "")
    except Exception:  # the library raises nothing else
        host = ""
    return require_outside_host(host)


def _add_mapping(router: Any, outside: int, own: str, port: int) -> None:
    """Open a port, for ever if the router knows no end."""
    failure = ""
    for seconds in (LEASE_SECONDS, 0):
        try:
            if router.addportmapping(outside, "TCP", own, port, _NAME, "", seconds):
                return
        except Exception as error:  # the library raises nothing else
            failure = failure or str(error)
    raise RouterError(texts.ROUTER_REFUSES(failure or "?"))
