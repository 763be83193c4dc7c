"""Bouncers: login by SASL PLAIN, and the networks behind a bouncer.

With soju's bouncer-networks one connection lists the networks, and each further connection is bound to one network.

Spec: https://ircv3.net/specs/extensions/sasl-3.1,
https://git.sr.ht/~emersion/soju/tree/master/item/doc/ext/bouncer-networks.md
"""

from __future__ import annotations

from desktop_chat.client.context import Context
from desktop_chat.client.events import BouncerNetworkTold, Phase
from desktop_chat.irc import capabilities
from desktop_chat.irc.message import Message, parse_tags
from desktop_chat.irc.sasl import split_into_chunks

MOST_NETWORKS = 50


def can_log_in(c: Context) -> bool:
    """Return True if the password is NAME:PASSWORD and the server takes it by SASL. (Our own server has PASS.)"""
    name, _, password = c.state.person.password.partition(":")
    offer = c.state.available.get(capabilities.SASL)
    plain = offer is not None and (not offer or "PLAIN" in offer.upper().split(","))
    ours = capabilities.RESEND in c.state.available
    return plain and not ours and bool(name and password) and c.state.phase is Phase.REGISTERING


def log_in(c: Context) -> None:
    """Start SASL; the negotiation waits for its answer."""
    c.logging_in = True
    c.cap_answers += 1
    c.state.send("AUTHENTICATE", "PLAIN")


def handle_authenticate(c: Context, message: Message) -> None:
    """AUTHENTICATE +: send the name and the password."""
    if c.logging_in and message.param_at(0) == "+":
        name, _, password = c.state.person.password.partition(":")
        for chunk in split_into_chunks(f"\0{name}\0{password}".encode("utf-8", "replace")):
            c.state.send("AUTHENTICATE", chunk)


def bind_network(c: Context) -> None:
    """Bind the connection to its network of the bouncer."""
    network = c.state.person.bouncer_network
    if network and capabilities.SOJU_BOUNCER_NETWORKS in c.state.available:
        c.state.send("BOUNCER", "BIND", network)


def ask_networks(c: Context) -> None:
    """Ask for the networks, unless the connection is bound to one."""
    c.bouncer_networks = 0
    if c.state.has_capabilities(capabilities.SOJU_BOUNCER_NETWORKS) and not c.state.support.text_value("BOUNCER_NETID"):
        c.state.send("BOUNCER", "LISTNETWORKS")


def handle_bouncer(c: Context, message: Message) -> None:
    """BOUNCER NETWORK: report a network of the bouncer."""
    network, attributes = message.param_at(1), message.param_at(2)
    able = c.state.has_capabilities(capabilities.SOJU_BOUNCER_NETWORKS) and not c.state.person.bouncer_network
    if not able or message.param_at(0).upper() != "NETWORK" or not network or attributes == "*":
        return
    c.bouncer_networks += 1
    if c.bouncer_networks <= MOST_NETWORKS:
        c.state.emit(BouncerNetworkTold(network, parse_tags(attributes).get("name", "") or network))
