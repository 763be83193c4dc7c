"""PortMapping: a port that a router keeps open for the chat, and the common part of all ways to open a port."""

from __future__ import annotations

from typing import Protocol

from desktop_chat.net.addresses import ListenAddress, is_loopback
from desktop_chat.net.neighbourhood import is_private
from desktop_chat.texts import server as texts

LEASE_SECONDS = 3_600
"""The router closes a port by itself after that time, unless the mapping is renewed."""


class RouterError(Exception):
    """The router opens no port. The text is a sentence for the host."""


class PortMapping(Protocol):
    """An open port."""

    outside: ListenAddress
    """The address at which the internet reaches the chat."""

    def close(self) -> None:
        """Close the port. A router that does not answer closes it at the end of the lease."""


def require_outside_host(host: str) -> str:
    """Return the router's address on the internet. Raises RouterError if it has none."""
    if not host or is_private(host) or is_loopback(host):
        raise RouterError(texts.ROUTER_BEHIND_ANOTHER)
    return host
