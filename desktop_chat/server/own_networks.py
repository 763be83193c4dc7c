"""The networks of the server's computer, for the scope of entry."""

from __future__ import annotations

from desktop_chat.hub.people.entry_scope import NETWORK
from desktop_chat.lan.interfaces import local_interfaces
from desktop_chat.server.settings_file import ServerSettings

NETWORKS_SECONDS = 30.0
"""A computer that moves to another network is open to the people there after so long."""


def own_networks(config: ServerSettings) -> tuple[str, ...]:
    """Return the networks of all interfaces, or () if people may join from anywhere.

    Public addresses count too: in an office with IPv6, everybody has one.
    Thread: any.
    """
    if config.text_value("access.scope") != NETWORK:
        return ()
    return tuple(sorted({str(one.network) for one in local_interfaces() if one.prefix}))
