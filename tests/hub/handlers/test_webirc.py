"""WEBIRC: whom a trusted gateway connects for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.hub.harness import FINGERPRINT, SETTINGS, HubHarness, parse_lines

TRUSTING = replace(SETTINGS, webirc_password="hunter2", webirc_addresses=("127.0.0.1",))
ENTER = ("NICK ann", "USER ann 0 * :Ann")


def test_a_gateway_connects_for_somebody_else() -> None:
    harness = HubHarness(TRUSTING)
    seat = harness.connect(FINGERPRINT)
    print_ = "cd" * 32
    harness.exchange(
        seat, f"WEBIRC hunter2 web 198.51.100.3 198.51.100.3 :secure=x certfp-sha-256={print_.upper()}", *ENTER
    )
    assert seat.user is not None
    assert seat.user.source == "ann!ann@198.51.100.3"
    assert (seat.secure, seat.fingerprint) == (True, print_)


def test_without_its_word_a_connection_is_not_secure() -> None:
    harness = HubHarness(TRUSTING)
    seat = harness.connect(FINGERPRINT)
    harness.exchange(seat, f"WEBIRC hunter2 web host 0::1 :certfp-sha-256={'ab' * 32}", *ENTER)
    assert (seat.secure, seat.fingerprint, seat.address) == (False, "", "::1")


@pytest.mark.parametrize(
    ("settings", "address", "line"),
    [
        (SETTINGS, "127.0.0.1", "WEBIRC hunter2 web h 198.51.100.3"),
        (SETTINGS, "127.0.0.1", "WEBIRC :"),
        (TRUSTING, "127.0.0.1", "WEBIRC wrong web h 198.51.100.3"),
        (TRUSTING, "192.0.2.1", "WEBIRC hunter2 web h 198.51.100.3"),
        (TRUSTING, "127.0.0.1", "WEBIRC hunter2 web h not-an-address"),
    ],
)
def test_nobody_else_may(settings: object, address: str, line: str) -> None:
    harness = HubHarness(settings if isinstance(settings, type(SETTINGS)) else SETTINGS)
    seat = harness.connect(address=address)
    told = parse_lines(harness.exchange(seat, line))
    assert told[0].command in ("ERROR", "461")
    assert seat.address == address
    assert seat.closing or told[0].command == "461"


def test_it_comes_first_or_not_at_all() -> None:
    harness = HubHarness(TRUSTING)
    seat = harness.connect()
    assert parse_lines(harness.exchange(seat, "NICK ann", "WEBIRC hunter2 web h 198.51.100.3"))[0].command == "462"
