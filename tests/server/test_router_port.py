"""The port in the router, with the real miniupnpd between two networks of namespaces."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server import nat_pmp, router_port, upnp
from desktop_chat.server.port_mapping import RouterError
from desktop_chat.server.router_port import RouterPort
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from desktop_chat.texts import server as texts
from tests.lan.namespaces import Computer, networks, require_namespaces
from tests.patience import SECONDS

_RULES = """table inet miniupnpd {
 chain forward { type filter hook forward priority 0; policy accept; jump miniupnpd; }
 chain miniupnpd { }
 chain prerouting { type nat hook prerouting priority -100; policy accept; jump prerouting_miniupnpd; }
 chain postrouting { type nat hook postrouting priority 100; policy accept; jump postrouting_miniupnpd; }
 chain prerouting_miniupnpd { }
 chain postrouting_miniupnpd { }
}
"""
_DAEMON = """ext_ifname=wan0
listening_ip=eth0
enable_natpmp=yes
enable_upnp=yes
secure_mode=yes
port=0
upnp_table_name=miniupnpd
upnp_nat_table_name=miniupnpd
upnp_forward_chain=miniupnpd
upnp_nat_chain=prerouting_miniupnpd
upnp_nat_postrouting_chain=postrouting_miniupnpd
uuid=00000000-0000-0000-0000-000000000001
allow 1024-65535 10.0.0.0/24 1024-65535
deny 0-65535 0.0.0.0/0 0-65535
"""
_LISTENING = (ListenAddress("0.0.0.0", 6697),)
_OUTSIDE = ListenAddress("44.1.2.7", 6697)


def wait_until(condition: Callable[[], bool]) -> None:
    passed = threading.Event()
    for _ in range(int(SECONDS * 20)):
        if condition():
            return
        passed.wait(0.05)
    raise AssertionError("it did not come to that")


@contextmanager
def router_between(router: Computer, folder: Path) -> Iterator[None]:
    """miniupnpd on a computer of two networks."""
    (folder / "rules.nft").write_text(_RULES)
    (folder / "daemon.conf").write_text(_DAEMON)
    router.command("nft", "-f", str(folder / "rules.nft"))
    router.command("sysctl", "-w", "net.ipv4.ip_forward=1")
    daemon = ["miniupnpd", "-d", "-f", str(folder / "daemon.conf"), "-P", str(folder / "pid")]
    command, nowhere = ["ip", "netns", "exec", router.name, *daemon], subprocess.DEVNULL
    running = subprocess.Popen(command, stdout=nowhere, stderr=nowhere)
    try:
        yield
    finally:
        running.terminate()
        running.wait(SECONDS)


def is_reached(address: ListenAddress) -> bool:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with socket.create_connection((address.host, address.port), 2) as tcp, context.wrap_socket(tcp):
            return True
    except OSError:
        return False


def test_internet_reaches_the_chat_through_the_router_until_the_stop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By UPnP, then by NAT-PMP, which the server tries first."""
    require_namespaces("nft", "miniupnpd")
    with networks() as lan, networks() as wan:
        router, host = lan.add_computer("10.0.0.1/24"), lan.add_computer("10.0.0.2/24")
        stranger = wan.add_computer("44.1.2.8/24")
        wan.plug_in(router, "44.1.2.7/24", device="wan0")
        host.command("ip", "route", "add", "default", "via", "10.0.0.1")
        with router_between(router, tmp_path):
            options = ["listen.addresses=0.0.0.0:6697", "listen.announce=nowhere", "threads.io=1"]
            server = host.run(lambda: ChatServer(tmp_path / "data", ServerSettings(tmp_path / "data", None, options)))
            host.run(server.start)
            try:
                assert not stranger.run(lambda: is_reached(_OUTSIDE))
                mapping = host.run(lambda: upnp.open_upnp_port(6697))
                assert mapping.outside == _OUTSIDE
                assert stranger.run(lambda: is_reached(_OUTSIDE))
                host.run(mapping.close)
                assert not stranger.run(lambda: is_reached(_OUTSIDE))
                monkeypatch.delattr(upnp, "open_upnp_port")
                server.config.save_setting("listen.router", True)
                host.run(server.apply_settings)
                wait_until(lambda: bool(server.current_state().outside or server.current_state().router_trouble))
                assert server.current_state().router_trouble == ""
                assert server.current_state().outside == str(_OUTSIDE)
                assert stranger.run(lambda: is_reached(_OUTSIDE))
            finally:
                host.run(server.stop)
            assert not stranger.run(lambda: is_reached(_OUTSIDE))


class Router:
    """What stands behind `open_router_port`, with the ports that were opened."""

    outside = _OUTSIDE

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.opened: list[int] = []
        self.closed = threading.Event()
        self.trouble = False
        monkeypatch.setattr(router_port, "open_router_port", self.open)

    def close(self) -> None:
        self.closed.set()

    def open(self, port: int) -> Router:
        self.opened.append(port)
        if self.trouble:
            raise RouterError(texts.ROUTER_NOT_FOUND(port))
        return self


def test_port_is_opened_when_it_is_wanted_and_closed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    router, port = Router(monkeypatch), RouterPort()
    port.set_wanted(_LISTENING, wanted=False)
    assert router.opened == []
    port.set_wanted(_LISTENING, wanted=True)
    wait_until(lambda: port.state.outside == _OUTSIDE)
    port.set_wanted(_LISTENING, wanted=False)
    assert router.closed.wait(SECONDS)
    assert not port.state.wanted
    port.set_wanted(_LISTENING, wanted=True)
    wait_until(lambda: len(router.opened) == 2)
    router.closed.clear()
    port.stop()
    assert router.closed.is_set()


def test_trouble_is_told_and_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(router_port, "_RETRY_SECONDS", 0.01)
    router, port = Router(monkeypatch), RouterPort()
    router.trouble = True
    port.set_wanted(_LISTENING, wanted=True)
    wait_until(lambda: port.state.trouble == texts.ROUTER_NOT_FOUND(6697))
    router.trouble = False
    wait_until(lambda: port.state.outside == _OUTSIDE)
    port.stop()


def test_chat_of_this_computer_alone_asks_no_router(monkeypatch: pytest.MonkeyPatch) -> None:
    router, port = Router(monkeypatch), RouterPort()
    port.set_wanted((ListenAddress("127.0.0.1", 6697), ListenAddress("::", 6697)), wanted=True)
    assert port.state.trouble == texts.ROUTER_ONLY_HERE
    port.stop()
    assert router.opened == []


def test_router_is_asked_by_both_protocols(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal says more than the silence of the other protocol."""
    asked: list[str] = []
    troubles = {"nat_pmp": RouterError("by NAT-PMP"), "upnp": RouterError("by UPnP")}

    def refuse(name: str) -> None:
        asked.append(name)
        raise troubles[name]

    monkeypatch.setattr(router_port, "known_routers", lambda: ("10.0.0.1",))
    monkeypatch.setattr(nat_pmp, "open_nat_pmp_port", lambda router, port: refuse("nat_pmp"))
    monkeypatch.setattr(upnp, "open_upnp_port", lambda port: refuse("upnp"))
    with pytest.raises(RouterError, match="by NAT-PMP"):
        router_port.open_router_port(6697)
    troubles["nat_pmp"] = nat_pmp.NatPmpSilence("silent")
    with pytest.raises(RouterError, match="by UPnP"):
        router_port.open_router_port(6697)
    assert asked == ["nat_pmp", "upnp"] * 2
