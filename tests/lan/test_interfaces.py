"""Which addresses of this computer count, and which sources are near."""

from __future__ import annotations

import pytest

from desktop_chat.lan.interfaces import InterfaceAddress, is_near, local_interfaces

HOME = InterfaceAddress("eth0", 2, "192.168.1.5", 24)
PUBLIC = InterfaceAddress("eth1", 3, "203.0.113.5", 24)


def test_near_is_private_or_on_an_own_network() -> None:
    assert is_near("10.0.0.1", [])
    assert is_near("203.0.113.9", [HOME, PUBLIC])
    assert not is_near("203.0.114.9", [HOME, PUBLIC])
    assert not is_near("203.0.113.9", [HOME])
    assert not is_near("224.0.0.1", [HOME])
    assert not is_near("chat.example", [HOME])


def test_broadcast_address() -> None:
    assert HOME.broadcast == "192.168.1.255"
    assert InterfaceAddress("tun0", 4, "10.8.0.6", 32).broadcast == ""
    assert InterfaceAddress("tun0", 4, "10.8.0.6", 31).broadcast == ""
    assert InterfaceAddress("eth0", 2, "fe80::1", 64).broadcast == ""


def test_loopback_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DESKTOP_CHAT_LAN")
    assert all(not one.host.startswith("127.") and one.host != "::1" for one in local_interfaces())


def test_switched_off_by_the_environment() -> None:
    assert local_interfaces() == ()
