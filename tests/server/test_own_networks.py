"""The networks of the server's computer, and the scope of entry on every transport."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.lan.interfaces import InterfaceAddress
from desktop_chat.server import own_networks as module
from desktop_chat.server.own_networks import own_networks
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import hub as texts
from tests.irc_client import IrcClient
from tests.server.conftest import Start

FOUND = (
    InterfaceAddress("eth0", 2, "192.168.1.7", 24),
    InterfaceAddress("eth0", 2, "2001:db8:7::5", 64),
    InterfaceAddress("eth0", 2, "2001:db8:7::6", 64),
)


def test_networks_are_read_only_for_a_narrow_scope(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "local_interfaces", lambda: FOUND)
    assert own_networks(ServerSettings(tmp_path)) == ()
    narrow = ServerSettings(tmp_path, None, ["access.scope=network"])
    assert own_networks(narrow) == ("192.168.1.0/24", "2001:db8:7::/64")


def test_outsider_behind_a_gateway_is_refused(start: Start) -> None:
    server = start("access.scope=network", "webirc.password=hunter2", "webirc.addresses=127.0.0.0/8")
    port = server.listening[0].port
    with IrcClient(port) as outsider, IrcClient(port) as neighbour:
        outsider.send("WEBIRC hunter2 web host 198.51.100.9")
        assert outsider.rest() == [f"ERROR :{texts.NETWORK_ONLY}"]
        neighbour.send("WEBIRC hunter2 web host 192.168.1.9")
        assert any(message.command == "001" for message in neighbour.register("ann"))


def test_changed_networks_and_scope_have_effect_at_once(start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    server = start("webirc.password=hunter2", "webirc.addresses=127.0.0.0/8")
    port = server.listening[0].port
    monkeypatch.setattr(module, "local_interfaces", lambda: FOUND)
    server.config.save_setting("access.scope", "network")
    server.apply_settings()
    with IrcClient(port) as near, IrcClient(port) as far:
        near.send("WEBIRC hunter2 web host 2001:db8:7::99")
        assert any(message.command == "001" for message in near.register("ann"))
        far.send("WEBIRC hunter2 web host 2001:db8:8::99")
        assert far.rest() == [f"ERROR :{texts.NETWORK_ONLY}"]
    monkeypatch.setattr(module, "local_interfaces", lambda: (InterfaceAddress("wlan0", 3, "2001:db8:8::5", 64),))
    server.look_around()
    with IrcClient(port) as arrived:
        arrived.send("WEBIRC hunter2 web host 2001:db8:8::99")
        assert any(message.command == "001" for message in arrived.register("bob"))
