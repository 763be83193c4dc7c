"""The addresses of this computer."""

from __future__ import annotations

import threading
from collections.abc import Iterable

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.lan import interfaces
from desktop_chat.net import own_host
from desktop_chat.qt.hosting.own_addresses import OwnAddresses
from tests.lan.namespaces import networks
from tests.patience import MILLISECONDS, SECONDS


def test_own_addresses_are_found_before_the_name_is_looked_up(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a way to the internet the system looks for seconds; an invitation must not say 127.0.0.1 meanwhile."""
    goes_on = threading.Event()

    def look_for_long(addresses: Iterable[str]) -> str:
        assert goes_on.wait(SECONDS)
        return "desk.local"

    monkeypatch.setattr(own_host, "own_name", look_for_long)
    monkeypatch.setattr(
        interfaces, "local_interfaces", lambda: (interfaces.InterfaceAddress("eth7", 7, "10.55.0.1", 24),)
    )
    own = OwnAddresses()
    own.refresh_addresses()
    own.refresh_addresses()
    try:
        qtbot.waitUntil(lambda: {"10.55.0.1", "127.0.0.1"} <= set(own.found), timeout=MILLISECONDS)
        assert own.is_asking
        assert own.name == ""
    finally:
        goes_on.set()
    qtbot.waitUntil(lambda: own.name == "desk.local", timeout=MILLISECONDS)
    assert not own.is_asking


def test_network_without_a_way_to_the_internet_is_found(qtbot: QtBot) -> None:
    with networks() as cable:
        alone = cable.add_computer("10.55.0.1/24", "fd00:55::1/64")
        cable.plug_in(alone, "172.17.0.1/16", device="docker0")
        own = OwnAddresses()
        with alone.inside():
            for _ in range(2):
                own.follow_changes()
            qtbot.waitUntil(lambda: not own.is_asking)
            assert own.found == ("10.55.0.1", "fd00:55::1", "127.0.0.1", "::1")
            alone.command("ip", "address", "add", "10.55.0.9/24", "dev", "eth0")
            alone.command("ip", "address", "del", "10.55.0.1/24", "dev", "eth0")
            qtbot.waitUntil(lambda: "10.55.0.1" not in own.found, timeout=MILLISECONDS)
