"""From where people may come in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.hub.people.entry_scope import ANYWHERE, NETWORK, lies_in_scope
from desktop_chat.texts import hub as texts
from tests.hub.harness import SETTINGS, HubHarness, commands_of

HOME = replace(SETTINGS, scope=NETWORK, networks=("2001:db8:7::/64", "203.0.113.0/24"))
ENTER = ("NICK ann", "USER ann 0 * :Ann")
REFUSED = [f"ERROR :{texts.NETWORK_ONLY}"]


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("192.168.1.7", True),
        ("::ffff:10.0.0.1", True),
        ("fe80::1%eth0", True),
        ("2001:db8:7::5", True),
        ("203.0.113.5", True),
        ("2001:db8:8::5", False),
        ("198.51.100.3", False),
        ("chat.example", False),
    ],
)
def test_network_is_private_or_an_own_network(address: str, inside: bool) -> None:
    assert lies_in_scope(HOME, address) is inside
    assert lies_in_scope(replace(HOME, scope=ANYWHERE), address)


def test_outsider_is_told_why_before_the_first_line() -> None:
    harness = HubHarness(HOME)
    seat = harness.connect(address="198.51.100.3")
    assert harness.read_lines(seat) == REFUSED
    assert seat.closing
    assert commands_of(harness.exchange(harness.connect(address="192.168.1.7"), *ENTER))[0] == "001"


def test_gateway_brings_in_no_outsider() -> None:
    harness = HubHarness(replace(HOME, webirc_password="hunter2", webirc_addresses=("198.51.100.0/24",)))
    from_outside, from_inside, silent = (harness.connect(address="198.51.100.3") for _ in range(3))
    assert harness.exchange(from_outside, "WEBIRC hunter2 web h 198.51.100.9", *ENTER) == REFUSED
    assert commands_of(harness.exchange(from_inside, "WEBIRC hunter2 web h 192.168.1.7", *ENTER))[0] == "001"
    assert harness.exchange(silent, "NICK bob", "USER bob 0 * :Bob") == REFUSED


def test_people_who_are_in_stay_when_the_scope_shrinks() -> None:
    harness = HubHarness()
    ann = harness.connect(address="198.51.100.3")
    harness.exchange(ann, *ENTER)
    harness.hub.apply_settings(HOME, harness.now)
    assert commands_of(harness.exchange(ann, "PING x")) == ["PONG"]
    assert harness.read_lines(harness.connect(address="198.51.100.3")) == REFUSED
