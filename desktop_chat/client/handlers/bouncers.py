"""Bouncers: the networks behind a bouncer.

With soju's bouncer-networks one connection lists the networks, and each further connection is bound to one network.

Spec: https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/bouncer-networks.md
"""

from __future__ import annotations

from desktop_chat.client.connection_events import BouncerNetworkTold
from desktop_chat.client.context import Context
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import Message, parse_tags

MOST_NETWORKS = 50


def bind_network(c: Context) -> None:
    """Bind the connection to its network of the bouncer."""
    network = c.state.person.bouncer_network
    if network and capabilities.SOJU_BOUNCER_NETWORKS in c.state.available:
        c.state.send("BOUNCER", "BIND", network)


def ask_networks(c: Context) -> None:
    """Ask for the networks, unless the connection is bound to one."""
    c.bouncer_networks.clear()
    if c.state.has_capabilities(capabilities.SOJU_BOUNCER_NETWORKS) and not c.state.support.text_value("BOUNCER_NETID"):
        c.state.send("BOUNCER", "LISTNETWORKS")


def handle_bouncer(c: Context, message: Message) -> None:
    """BOUNCER NETWORK: report a network of the bouncer, listed or just made. A change of a known one has no name."""
    network, attributes = message.param_at(1), message.param_at(2)
    able = c.state.has_capabilities(capabilities.SOJU_BOUNCER_NETWORKS) and not c.state.person.bouncer_network
    if not able or message.param_at(0).upper() != "NETWORK" or not network or attributes == "*":
        return
    if network not in c.bouncer_networks and len(c.bouncer_networks) < MOST_NETWORKS:
        c.bouncer_networks.add(network)
        c.state.emit(BouncerNetworkTold(network, parse_tags(attributes).get("name", "") or network))
