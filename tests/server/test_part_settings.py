"""What the settings of a server mean for each of its parts."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.server.connection_gate import GateLimits
from desktop_chat.server.daily_backup import DailyPlan
from desktop_chat.server.part_settings import (
    backup_plan,
    file_settings,
    gate_limits,
    io_limits,
    listen_addresses,
    site_settings,
)
from desktop_chat.server.settings_file import ServerSettings


def test_each_part_gets_its_settings(tmp_path: Path) -> None:
    config = ServerSettings(
        tmp_path,
        overrides=[
            "server.name=Desk",
            "listen.addresses=127.0.0.1:1,[::1]:2",
            "limits.connections_per_address=3",
            "gateways.proxies=10.0.0.0/8",
            "gateways.origins=https://Chat.example",
            "backups.keep=4",
            "files.address=https://chat.example",
        ],
    )
    assert list(map(str, listen_addresses(config))) == ["127.0.0.1:1", "[::1]:2"]
    assert (gate_limits(config).per_address, gate_limits(config).proxies) == (3, ("10.0.0.0/8",))
    assert io_limits(config).enabled
    site = site_settings(config, KeyPin("aa"))
    assert (site.name, site.fingerprint, site.origins) == ("Desk", "aa", ("https://chat.example",))
    assert file_settings(config, [ListenAddress("127.0.0.1", 1)]).address == "https://chat.example"
    assert backup_plan(config) == DailyPlan(0, "Desk")


def test_no_limits_are_no_limits_anywhere(tmp_path: Path) -> None:
    config = ServerSettings(tmp_path, overrides=["limits.enabled=false"])
    assert gate_limits(config) == GateLimits(0, 0)
    assert not io_limits(config).enabled
