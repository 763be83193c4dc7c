"""The presets are addresses, each network once."""

from __future__ import annotations

import pytest

from desktop_chat.client.chat_address import make_address, parse_chat_address
from desktop_chat.client.known_networks import KNOWN_NETWORKS, KnownNetwork
from desktop_chat.client.login_services import LoginService


@pytest.mark.parametrize("network", KNOWN_NETWORKS, ids=lambda network: network.name)
def test_address_is_sound(network: KnownNetwork) -> None:
    place = parse_chat_address(network.address)
    assert make_address(place) == network.address
    assert "." in place.host
    # A password must not go over an open line by itself.
    assert place.tls or network.service is not LoginService.AUTOMATIC


def test_each_network_is_there_once() -> None:
    assert len({network.name for network in KNOWN_NETWORKS}) == len(KNOWN_NETWORKS)
    assert len({network.address for network in KNOWN_NETWORKS}) == len(KNOWN_NETWORKS)
