"""Each cause from the facts that show it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.lan.beacon import ChatBeacon
from desktop_chat.lan.diagnosis import Cause, Facts, Finding, Reachability, diagnose, is_tunnel
from desktop_chat.lan.found_chats import FoundChat
from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin

HOME = InterfaceAddress("eth0", 2, "10.0.0.2", 24)
TUNNEL = InterfaceAddress("tun0", 3, "10.8.0.6", 32)
CHAT = ListenAddress("10.0.0.1", 6697)
AWAY = ListenAddress("10.0.9.1", 6697)
PUBLIC = ListenAddress("203.0.113.5", 6697)
HEARD = FoundChat(ChatBeacon(KeyPin("ab" * 32), "Tea", "host", 6697, 1), (CHAT,))
FACTS = Facts(interfaces=(HOME,), default_interface="eth0", neighbours=("10.0.0.1", "10.0.0.3"))


@pytest.mark.parametrize(
    ("facts", "finding"),
    [
        (Facts(), Finding(Cause.NO_NETWORK)),
        (replace(FACTS, is_clock_wrong=True), Finding(Cause.WRONG_TIME)),
        (replace(FACTS, unreachable=(HEARD,)), Finding(Cause.FIREWALL_THERE, CHAT)),
        (replace(FACTS, usual=((CHAT, Reachability.CHAT),)), Finding(Cause.ANNOUNCEMENTS_BLOCKED, CHAT)),
        (replace(FACTS, saved=((PUBLIC, Reachability.CHAT),)), Finding(Cause.NOBODY, count=2)),
        (replace(FACTS, hears_itself=False), Finding(Cause.FIREWALL_HERE)),
        (replace(FACTS, interfaces=(HOME, TUNNEL), default_interface="tun0"), Finding(Cause.VPN)),
        (replace(FACTS, saved=((CHAT, Reachability.REFUSED),)), Finding(Cause.SERVER_STOPPED, CHAT)),
        (replace(FACTS, saved=((CHAT, Reachability.SILENT),)), Finding(Cause.FIREWALL_THERE, CHAT)),
        (replace(FACTS, saved=((CHAT, Reachability.NO_WAY),)), Finding(Cause.SERVER_STOPPED, CHAT)),
        (replace(FACTS, saved=((AWAY, Reachability.SILENT),)), Finding(Cause.OTHER_NETWORK, AWAY)),
        (replace(FACTS, saved=((PUBLIC, Reachability.SILENT),)), Finding(Cause.NOBODY, count=2)),
        (replace(FACTS, saved=((PUBLIC, Reachability.REFUSED),)), Finding(Cause.NOBODY, count=2)),
        (replace(FACTS, neighbours=(), saved=((CHAT, Reachability.NO_WAY),)), Finding(Cause.ISOLATION)),
        (replace(FACTS, neighbours=()), Finding(Cause.ISOLATION)),
        (FACTS, Finding(Cause.NOBODY, count=2)),
    ],
)
def test_cause_of_facts(facts: Facts, finding: Finding) -> None:
    assert diagnose(facts) == finding


@pytest.mark.parametrize(
    ("name", "tunnel"),
    [
        ("tun0", True),
        ("utun4", True),
        ("wg0", True),
        ("Proton VPN", True),
        ("eth0", False),
        ("wlan0", False),
        ("", False),
    ],
)
def test_tunnels_by_name(name: str, tunnel: bool) -> None:
    assert is_tunnel(replace(FACTS, default_interface=name)) is tunnel


def test_network_without_neighbours_is_a_tunnel() -> None:
    alone = InterfaceAddress("company0", 4, "10.9.0.1", 32)
    assert is_tunnel(replace(FACTS, interfaces=(HOME, alone), default_interface="company0"))
