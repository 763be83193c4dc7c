"""Where a Link connects to, by the options of a chat."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.client.network_options import NO_OPTIONS, NetworkOptions
from desktop_chat.client.proxy_address import ProxyAddress, ProxyKind
from desktop_chat.client.saved_chats import ConnectTarget
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.qt.network.link_targets import make_link_target

WAY = ConnectTarget("irc.example", 6697, True, KeyPin("ab" * 32), exact=True)


def test_target_has_the_way_and_the_certificate() -> None:
    files = Path("c.pem"), Path("k.pem")
    target = make_link_target(WAY, NO_OPTIONS, files, "", vouched=True)
    assert target is not None
    assert (target.host, target.port, target.tls, target.pin) == ("irc.example", 6697, True, WAY.pin)
    assert (target.certificate, target.key, target.exact, target.vouched) == (*files, True, True)
    assert (target.proxy, target.encoding, target.sending) == (None, "cp1252", "utf-8")


def test_target_has_the_proxy_with_its_password() -> None:
    options = NetworkOptions(encoding="koi8-r", sending="encoded", proxy="socks5://ann@127.0.0.1:9050")
    target = make_link_target(WAY, options, None, "sesame", vouched=False)
    assert target is not None
    assert target.proxy == ProxyAddress(ProxyKind.SOCKS5, "127.0.0.1", 9050, "ann", "sesame")
    assert (target.certificate, target.encoding, target.sending) == (None, "koi8-r", "koi8-r")


def test_nothing_is_connected_without_the_wanted_proxy() -> None:
    assert make_link_target(WAY, NetworkOptions(proxy="pigeon://x"), None, "", vouched=False) is None
