"""The options of a network, as typed and as kept."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from desktop_chat.client.login_services import LoginService
from desktop_chat.client.network_options import ENCODINGS, NO_OPTIONS, NetworkOptions, read_options
from desktop_chat.client.preferences import ServerRecord, Settings
from desktop_chat.client.proxy_address import ProxyAddress, ProxyKind
from desktop_chat.net.addresses import AddressError

FULL = NetworkOptions(
    other_nicks="ann_ ann__",
    username="a",
    realname="Ann Lee",
    service="nickserv",
    rooms="#tea, #milk",
    certificate="/k.pem",
    encoding="koi8-r",
    sending="encoded",
    proxy="socks5://127.0.0.1:9050",
)


def test_typed_lists_are_parsed() -> None:
    assert FULL.nick_list() == ("ann_", "ann__")
    assert FULL.room_list() == ("#tea", "#milk")
    assert FULL.login_service() is LoginService.NICKSERV
    assert FULL.proxy_address() == ProxyAddress(ProxyKind.SOCKS5, "127.0.0.1", 9050)
    assert NO_OPTIONS.login_service() is LoginService.AUTOMATIC
    assert NO_OPTIONS.proxy_address() is None


def test_unknown_values_of_a_newer_version_do_no_harm() -> None:
    assert NetworkOptions(service="psychic").login_service() is LoginService.NONE
    assert NetworkOptions(encoding="klingon").fallback_encoding() == "cp1252"
    with pytest.raises(AddressError):
        NetworkOptions(proxy="carrier-pigeon://x").proxy_address()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_each_encoding_exists(encoding: str) -> None:
    assert b"a".decode(NetworkOptions(encoding=encoding).fallback_encoding()) == "a"
    assert NetworkOptions(encoding=encoding).fallback_encoding() == "cp1252" or encoding != "cp1252"


def test_options_survive_the_file(tmp_path: Path) -> None:
    record = ServerRecord("k", "irc.example", 6697, label="Work", options=FULL)
    Settings(tmp_path / "s.json").keep_server(record)
    assert Settings(tmp_path / "s.json").find_server("k") == record


def test_damaged_options_cost_only_themselves() -> None:
    data = asdict(FULL) | {"rooms": 7, "future": []}
    options, damaged = read_options(data)
    assert damaged == ["rooms"]
    assert options.rooms == ""
    assert options.username == "a"
    assert read_options("x") == (NO_OPTIONS, ["options"])
