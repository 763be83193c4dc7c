"""A busy port names the program that listens there, on each system, and the port offered instead is free."""

from __future__ import annotations

import os
import socket
import sys
from collections.abc import Iterator

import pytest

from desktop_chat.net.addresses import ListenAddress
from desktop_chat.server import port_use
from desktop_chat.server.errors import StartError
from desktop_chat.server.listener import open_listening_socket
from desktop_chat.server.port_use import (
    PortUser,
    find_free_port,
    find_port_user,
    parse_lsof,
    parse_netstat,
    parse_proc_net,
    parse_tasklist,
)
from desktop_chat.texts.codes import encode_text

PROC_NET = """  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1A29 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 111 1 0 100 0 0 10 0
   1: 00000000:1A2A 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 222 1 0 100 0 0 10 0
   2: 0100007F:1A29 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 333 1 0 100 0 0 10 0
"""
PROC_NET6 = """  sl  local_address rem_address st tx_queue rx_queue tr tm->when retrnsmt uid timeout inode
   0: 00000000000000000000000001000000:1A29 00000000000000000000000000000000:0000 0A 0:0 0:0 0 0 0 444 1 0 100 0 0 10 0
"""
LSOF = "p1234\ncnginx\nf6\nn127.0.0.1:6697\np99\ncircd\nf7\nn*:6697\n"
NETSTAT = """
Aktive Verbindungen

  Proto  Lokale Adresse         Remoteadresse          Status           PID
  TCP    127.0.0.1:6697         127.0.0.1:50000        HERGESTELLT      77
  TCP    127.0.0.1:6697         0.0.0.0:0              ABHÖREN          1234
  TCP    [::]:6698              [::]:0                 ABHÖREN          99
  UDP    0.0.0.0:6697           *:*                                     55
"""


@pytest.fixture
def listening() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as made:
        yield made


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a part of Linux")
def test_own_process_is_found_on_its_port(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    for host in ("127.0.0.1", "0.0.0.0", "::"):
        user = find_port_user(host, port)
        assert user is not None
        assert (user.pid, bool(user.name)) == (os.getpid(), True)
    assert find_port_user("127.0.0.2", port) is None
    listening.close()
    assert find_port_user("127.0.0.1", port) is None


@pytest.mark.skipif(sys.platform != "linux", reason="/proc is a part of Linux")
def test_refused_start_names_the_program(listening: socket.socket) -> None:
    port = listening.getsockname()[1]
    with pytest.raises(StartError, match=rf"\(process {os.getpid()}\) listens on") as caught:
        open_listening_socket(ListenAddress("127.0.0.1", port))
    assert caught.value.busy_port == port
    coded = encode_text(str(caught.value))
    assert coded is not None
    assert coded[:2] == ["PORT_USED_BY", port]


def test_free_port_is_free_at_each_address(listening: socket.socket) -> None:
    """A port that is taken at one address only is passed over, because the chat listens at all of them."""
    port = listening.getsockname()[1]
    found = find_free_port(port - 1)
    assert found > port
    with socket.create_server(("0.0.0.0", found)):
        assert find_free_port(found - 1) > found
    assert find_free_port(port - 1, frozenset({found})) > found
    assert find_free_port(port_use.LAST_PORT) == 0


def test_table_of_linux() -> None:
    assert parse_proc_net(PROC_NET, "127.0.0.1", 6697) == {"111"}
    assert parse_proc_net(PROC_NET, "0.0.0.0", 6697) == {"111"}
    assert parse_proc_net(PROC_NET, "192.168.1.2", 6697) == frozenset()
    assert parse_proc_net(PROC_NET, "192.168.1.2", 6698) == {"222"}
    assert parse_proc_net(PROC_NET6, "::1", 6697) == {"444"}
    assert parse_proc_net(PROC_NET6, "::2", 6697) == frozenset()


def test_output_of_lsof() -> None:
    assert parse_lsof(LSOF, "127.0.0.1") == PortUser("nginx", 1234)
    assert parse_lsof(LSOF, "192.168.1.2") == PortUser("ircd", 99)
    assert parse_lsof("", "127.0.0.1") is None


def test_output_of_windows() -> None:
    assert parse_netstat(NETSTAT, "127.0.0.1", 6697) == 1234
    assert parse_netstat(NETSTAT, "::1", 6698) == 99
    assert parse_netstat(NETSTAT, "192.168.1.2", 6697) == 0
    assert parse_tasklist('"nginx.exe","1234","Services","0","9.876 K"\n') == "nginx"
    assert parse_tasklist("INFO: No tasks are running.\n") == ""


@pytest.mark.parametrize(
    ("system", "outputs", "user"),
    [
        ("darwin", {"lsof": LSOF}, PortUser("nginx", 1234)),
        ("win32", {"netstat": NETSTAT, "tasklist": '"a\x1bb.exe","1234"\n'}, PortUser("ab", 1234)),
        ("win32", {"netstat": NETSTAT, "tasklist": ""}, None),
        ("darwin", {"lsof": "pmany"}, None),
        ("darwin", {}, None),
    ],
)
def test_other_systems(
    monkeypatch: pytest.MonkeyPatch, system: str, outputs: dict[str, str], user: PortUser | None
) -> None:
    def run_tool(name: str, *arguments: str) -> str:
        if name not in outputs:
            raise FileNotFoundError(name)
        return outputs[name]

    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(port_use, "_run_tool", run_tool)
    assert find_port_user("127.0.0.1", 6697) == user
