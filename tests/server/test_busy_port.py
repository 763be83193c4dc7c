"""A server whose port is busy offers the same hosts with a free port, for each setting that names an address."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from desktop_chat.net.free_port import FreePort
from desktop_chat.server.busy_port import offer_free_port
from desktop_chat.server.errors import StartError
from desktop_chat.server.server import ChatServer
from desktop_chat.server.settings_file import ServerSettings
from tests.ports import free_port


@pytest.fixture
def busy() -> Iterator[int]:
    """A port that another program uses."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def start_failure(data: Path, *overrides: str) -> FreePort:
    with pytest.raises(StartError) as caught:
        ChatServer(data, ServerSettings(data, overrides=overrides))
    assert caught.value.free_port is not None
    return caught.value.free_port


def test_hosts_stay_as_they_were_named(tmp_path: Path, busy: int) -> None:
    other = free_port()
    offered = start_failure(tmp_path, f"listen.addresses=127.0.0.1:{busy},[::1]:{busy},127.0.0.1:{other}")
    assert offered.port > busy
    assert offered.port != other
    assert offered.key == "listen.addresses"
    assert offered.value == (f"127.0.0.1:{offered.port}", f"[::1]:{offered.port}", f"127.0.0.1:{other}")
    server = ChatServer(tmp_path, ServerSettings(tmp_path, overrides=[f"{offered.key}={offered.value_text}"]))
    with ExitStack() as ended:
        ended.callback(server.stop)
        server.start()
        assert {address.host for address in server.listening} == {"127.0.0.1", "::1"}


@pytest.mark.parametrize("key", ["gateways.text", "gateways.json"])
def test_gateway_with_a_busy_port_gets_a_free_one(tmp_path: Path, busy: int, key: str) -> None:
    chat = free_port()
    offered = start_failure(tmp_path, f"listen.addresses=127.0.0.1:{chat}", f"{key}=127.0.0.1:{busy}")
    assert (offered.key, offered.value) == (key, f"127.0.0.1:{offered.port}")
    assert offered.port not in (busy, chat)


def test_other_errors_offer_no_port(tmp_path: Path) -> None:
    error = StartError("The disk is full.")
    offer_free_port(error, ServerSettings(tmp_path), "listen.addresses")
    assert error.free_port is None
