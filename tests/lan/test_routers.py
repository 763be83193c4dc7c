"""The routers in the system's table of routes."""

from __future__ import annotations

import sys

import pytest

from desktop_chat.lan import routers
from desktop_chat.lan.routers import known_routers

_LINUX = """Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
eth0 0000000A 00000000 0001 0 0 0 00FFFFFF 0 0 0
eth1 000010AC FE01A8C0 0003 0 0 0 0000FFFF 0 0 0
eth0 00000000 0100000A 0003 0 0 100 00000000 0 0 0
damaged
"""
_WINDOWS = """
IPv4 Route Table
===========================================================================
Active Routes:
Network Destination        Netmask          Gateway       Interface  Metric
       172.16.0.0      255.255.0.0    192.168.1.254    192.168.1.20     50
          0.0.0.0          0.0.0.0         10.0.0.1        10.0.0.2     25
         10.0.0.0    255.255.255.0         On-link         10.0.0.2    281
"""
_MACOS = """Routing tables

Internet:
Destination        Gateway            Flags               Netif Expire
172.16/16          192.168.1.254      UGSc                  en1
default            10.0.0.1           UGScg                 en0
10.0.0/24          link#4             UCS                   en0      !
"""


@pytest.mark.parametrize("platform", ["linux", "win32", "darwin"])
def test_routers_are_those_of_the_table_the_way_to_the_internet_first(
    monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    if platform == "linux" and sys.byteorder == "big":
        pytest.skip("the table of the example has the other order of bytes")
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(routers, "_read_file", lambda path: _LINUX)
    monkeypatch.setattr(routers, "_output_of", lambda *command: _WINDOWS if command[0] == "route" else _MACOS)
    assert known_routers() == ("10.0.0.1", "192.168.1.254")
    monkeypatch.setattr(routers, "_read_file", lambda path: "")
    monkeypatch.setattr(routers, "_output_of", lambda *command: "")
    assert known_routers() == ()
