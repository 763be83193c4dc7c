"""Connections that misbehave, and a server that can take no more of them. Nobody else notices."""

from __future__ import annotations

import resource
import socket
from pathlib import Path

import psutil
import pytest

from tests.chaos.owner import Group, Owner
from tests.chaos.rude import SETTINGS, be_rude
from tests.e2e.programs import server
from tests.irc_client import IrcClient


def test_all_kinds_of_rudeness_at_once(tmp_path: Path) -> None:
    with server(tmp_path / "data", *SETTINGS) as process:
        found = be_rude(process, 200, 50, lines=20)
        assert found.beside
        assert process.stop() == 0
        assert "Traceback" not in process.log


def test_one_byte_at_a_time(tmp_path: Path) -> None:
    with server(tmp_path / "data", "limits.enabled=false") as process, Group(process.port) as group:
        with IrcClient(process.port) as slow:
            for byte in b"NICK slow\r\nUSER slow 0 * :s\r\nJOIN #tea\r\nPRIVMSG #tea :at last\r\n":
                slow.send_bytes(bytes([byte]))
                assert group.say(f"meanwhile {byte}")
            group.hear("at last")
        assert group.bob.until("QUIT")[-1].nick == "slow"


def test_no_descriptor_is_left(tmp_path: Path) -> None:
    """Whoever is inside goes on talking, the host is told, and others come in as soon as there is room."""
    with (
        server(tmp_path / "data", "limits.enabled=false") as process,
        Group(process.port) as group,
        Owner(process.data) as owner,
    ):
        assert group.say("before")
        before = resource.prlimit(process.pid, resource.RLIMIT_NOFILE)
        used = psutil.Process(process.pid).num_fds()
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, (used + 10, before[1]))
        crowd = [socket.create_connection(("127.0.0.1", process.port), 20) for _ in range(30)]
        owner.read_log("A connection cannot be accepted")
        late = socket.socket(socket.AF_UNIX)
        late.connect(str(process.data / "control.sock"))
        for number in range(20):
            assert group.say(f"during {number}")
        resource.prlimit(process.pid, resource.RLIMIT_NOFILE, before)
        for connection in crowd:
            connection.close()
        late.close()
        with IrcClient(process.port) as cid:
            cid.register("cid")
            cid.join("#tea")
        assert group.say("after")
        assert owner.ask("settings").ok
        assert process.stop() == 0
        assert "Traceback" not in process.log


def test_a_chat_that_is_full_says_so(tmp_path: Path) -> None:
    command = ("prlimit", "--nofile=400:400")
    with server(tmp_path / "data", "limits.enabled=false", before=command) as process, Group(process.port) as group:
        crowd: list[IrcClient] = []
        while len(crowd) < 400:
            crowd.append(IrcClient(process.port))
            crowd[-1].send("PING x")
            if crowd[-1].line().startswith("ERROR :This chat is full"):
                break
        assert 200 < len(crowd) < 400
        assert group.say("inside all is well")
        for client in crowd:
            client.close()
        for _ in range(1000):
            with IrcClient(process.port) as again:
                again.send("PING x")
                if "PONG" in again.line():
                    break
        else:
            pytest.fail("nobody was let in again")
        assert process.stop() == 0
