"""The control channel of a running server."""

from __future__ import annotations

import json
import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop_chat.net.control import ban_rows, decode_line, encode_line
from desktop_chat.net.control_values import (
    ControlAnswer,
    ControlReport,
    ControlRequest,
    Counters,
    ServerPhase,
    ServerState,
)
from desktop_chat.server import control_channel
from desktop_chat.server.control_channel import ControlServer, is_news
from desktop_chat.server.server import ChatServer
from desktop_chat.server.server_log import ROOT, LogRing
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.server.conftest import Start


class Launcher:
    """The other end, as a launcher would be."""

    def __init__(self, data: Path) -> None:
        where = json.loads((data / "control.json").read_text("utf-8"))
        by_path = "path" in where
        self._socket = socket.socket(socket.AF_UNIX if by_path else socket.AF_INET)
        self._socket.settimeout(10)
        self._socket.connect(where["path"] if by_path else (where["host"], where["port"]))
        self._lines = self._socket.makefile("rb")
        self._next = 0
        self.reports: list[ControlReport] = []

    def ask(self, do: str, **arguments: Any) -> ControlAnswer:
        self._next += 1
        self._socket.sendall(encode_line(ControlRequest(self._next, do, arguments)))
        while True:
            heard = self.hear()
            if isinstance(heard, ControlAnswer):
                return heard

    def hear(self) -> ControlAnswer | ControlReport:
        heard = decode_line(self._lines.readline())
        assert not isinstance(heard, ControlRequest)
        if isinstance(heard, ControlReport):
            self.reports.append(heard)
        return heard

    def wait_for(self, what: str) -> Any:
        while True:
            heard = self.hear()
            if isinstance(heard, ControlReport) and heard.what == what:
                return heard.value

    def raw(self, line: bytes) -> ControlAnswer | ControlReport:
        self._socket.sendall(line)
        return self.hear()

    def until_closed(self, line: bytes) -> bytes:
        """Send this; what comes until the other end closes."""
        self._socket.sendall(line)
        with suppress(ConnectionResetError):
            return self._lines.read()
        return b""

    def close(self) -> None:
        self._lines.close()
        self._socket.close()


@pytest.fixture
def control(start: Start) -> Iterator[tuple[ChatServer, ControlServer, list[str]]]:
    server = start()
    ring = LogRing()
    logging.getLogger(ROOT).addHandler(ring)
    asked: list[str] = []
    channel = ControlServer(server, ring, asked.append)
    channel.start()
    yield server, channel, asked
    channel.close()
    logging.getLogger(ROOT).removeHandler(ring)


@pytest.fixture
def launcher(control: tuple[ChatServer, ControlServer, list[str]]) -> Iterator[Launcher]:
    opened = Launcher(control[0].data)
    yield opened
    opened.close()


def test_channel_reports_changes(control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher) -> None:
    server = control[0]
    launcher.ask("watch")
    state = next(report.value for report in launcher.reports if report.what == "state")
    assert isinstance(state, ServerState)
    assert state.phase is ServerPhase.RUNNING
    assert state.listening == (str(server.listening[0]),)
    assert state.fingerprint == server.identity.fingerprint
    with IrcClient(server.listening[0].port) as ann:
        ann.register("ann")
        ann.join("#tea")
        while True:
            users = launcher.wait_for("users")
            if users and users[0].rooms:
                break
        assert (users[0].nick, users[0].rooms) == ("ann", ("#tea",))
        counters = launcher.wait_for("counters")
        assert isinstance(counters, Counters)
        assert counters.users == 1
        assert launcher.ask("announce", text="tea is ready").ok
        assert ann.until("NOTICE")[-1].params[1] == "tea is ready"
        assert launcher.ask("kick", nick="ann", reason="enough").ok
        assert ann.rest()[-1] == "ERROR :enough"
    assert launcher.ask("kick", nick="nobody").error == "Nobody named nobody is here."


def test_people_are_banned_and_the_bans_are_listed(
    control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher
) -> None:
    with IrcClient(control[0].listening[0].port) as ann:
        ann.register("ann")
        assert launcher.ask("ban", nick="ann", seconds=60, reason="enough").value["kind"] == "mask"
        assert "enough" in ann.rest()[-1]
    (row,) = ban_rows(launcher.ask("bans").value)
    assert (row.by, row.reason, row.until - row.at) == ("the host", "enough", 60_000)
    with IrcClient(control[0].listening[0].port) as ann:
        ann.send("NICK ann", "USER ann 0 * :Ann")
        assert "465" in ann.rest()[-2]
    assert launcher.ask("unban", kind=row.kind, mask=row.mask).ok
    assert launcher.ask("bans").value == []
    assert launcher.ask("ban", address="nowhere").error == "nowhere is not an address or a network."


def test_settings_are_shown_changed_and_kept(
    control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher
) -> None:
    rows = {row["key"]: row for row in launcher.ask("settings").value}
    assert rows["limits.burst"]["minimum"] == 1
    assert launcher.ask("set", key="server.welcome", value="Hello\nthere").ok
    refused = launcher.ask("set", key="limits.burst", value=0)
    assert refused.error.startswith("limits.burst is a number")
    assert "no setting" in launcher.ask("set", key="foo", value=0).error
    with IrcClient(control[0].listening[0].port) as ann:
        assert [m.params[1] for m in ann.register("ann") if m.command == "372"] == ["- Hello", "- there"]


def test_stop_is_passed_on(control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher) -> None:
    assert launcher.ask("stop", message="Lunch").ok
    assert control[2] == ["Lunch"]


def test_invalid_line_is_answered_with_an_error(launcher: Launcher) -> None:
    for line in (b"{\n", b"5\n", b'{"id":1,"ok":true}\n', b'{"id":3,"do":"dance"}\n'):
        answer = launcher.raw(line)
        assert isinstance(answer, ControlAnswer)
        assert not answer.ok
    assert launcher.ask("settings").ok


def test_files_are_private_and_removed_at_the_end(start: Start) -> None:
    server = start(data="deep/" + "x" * 120)
    channel = ControlServer(server, LogRing(), lambda message: None)
    file = server.data / "control.json"
    path = Path(json.loads(file.read_text("utf-8"))["path"])
    assert file.stat().st_mode & 0o77 == 0
    assert path.stat().st_mode & 0o77 == 0
    channel.close()
    assert not file.exists()
    assert not path.exists()


@pytest.fixture
def by_tcp(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on Windows: no Unix sockets. Asked for before `control`."""
    monkeypatch.setattr("desktop_chat.server.control_channel.UNIX_SOCKETS", False)


def _token(data: Path) -> str:
    return str(json.loads((data / "control.json").read_text("utf-8"))["token"])


@pytest.mark.usefixtures("by_tcp")
class TestTcp:
    """Loopback TCP and a token, where there are no Unix sockets."""

    @pytest.fixture
    def control(self, by_tcp: None, start: Start) -> Iterator[tuple[ChatServer, ControlServer, list[str]]]:
        server = start()
        asked: list[str] = []
        channel = ControlServer(server, LogRing(), asked.append)
        channel.start()
        yield server, channel, asked
        channel.close()

    def test_only_this_computer_and_the_owner_can_read_where(
        self, control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher
    ) -> None:
        file = control[0].data / "control.json"
        where = json.loads(file.read_text("utf-8"))
        assert where["host"] == "127.0.0.1"
        assert len(where["token"]) == 64
        assert file.stat().st_mode & 0o777 == 0o600

    def test_token_opens_the_channel(
        self, control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher
    ) -> None:
        assert launcher.ask("token", token=_token(control[0].data)).ok
        launcher.ask("watch")
        assert [report.what for report in launcher.reports][:2] == ["state", "users"]
        assert launcher.ask("stop", message="Good night").ok
        assert control[2] == ["Good night"]

    @pytest.mark.parametrize("token", ["", "0" * 64, "ключ", "\ud800", None, 7])
    def test_wrong_token_closes_the_connection(
        self, control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher, token: object
    ) -> None:
        line = json.dumps({"id": 1, "do": "token", "with": {"token": token}}).encode() + b"\n"
        assert launcher.until_closed(line) == b""
        assert control[1].is_alive()

    def test_nothing_is_done_before_the_token(
        self, control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher
    ) -> None:
        stop = encode_line(ControlRequest(1, "stop", {"message": "from nobody"}))
        opened = encode_line(ControlRequest(2, "token", {"token": _token(control[0].data)}))
        assert launcher.until_closed(stop + opened + stop) == b""
        assert control[2] == []

    def test_connection_without_token_is_closed_in_time(
        self, control: tuple[ChatServer, ControlServer, list[str]], launcher: Launcher, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("desktop_chat.server.control_channel._TOKEN_SECONDS", 0.0)
        assert launcher.until_closed(b"") == b""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
def test_program_of_another_user_is_refused(control: tuple[ChatServer, ControlServer, list[str]]) -> None:
    """Whatever rights the socket and the folders around it have got."""
    path = Path(json.loads((control[0].data / "control.json").read_text("utf-8"))["path"])
    for folder in path.parents:
        if folder.stat().st_mode & 0o001 == 0:
            folder.chmod(0o711)
    path.chmod(0o777)
    code = "import os, socket, sys; os.setgid(65534); os.setuid(65534); s = socket.socket(socket.AF_UNIX)"
    code += "; s.connect(sys.argv[1])\ntry: s.sendall(sys.argv[2].encode()); print(s.recv(100))"
    code += "\nexcept OSError: print(b'')"
    command = [sys.executable, "-c", code, str(path), encode_line(ControlRequest(1, "stop", {})).decode()]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)
    assert (done.stdout, done.stderr) == (b"b''\n", b"")
    assert control[2] == []


def test_memory_and_age_alone_are_no_news_for_ten_seconds() -> None:
    before = Counters(users=1, peak=1, rooms=1, messages_minute=0, messages_total=5, database=9, memory=100, uptime=5)
    older = replace(before, memory=200, uptime=6)
    assert not is_news(older, before, 1.0)
    assert is_news(older, before, 10.0)
    assert is_news(replace(older, messages_total=6), before, 1.0)


def test_chat_at_rest_is_not_looked_at(
    control: tuple[ChatServer, ControlServer, list[str]],
    launcher: Launcher,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The thread of the channel is woken for news only; else it sleeps for seconds."""
    caplog.set_level(logging.INFO, ROOT)
    server, channel, _ = control
    monkeypatch.setattr(control_channel, "REST_SECONDS", 10 * SECONDS)
    launcher.ask("watch")
    logging.getLogger(ROOT).info("before")
    while not any(line.text == "before" for line in launcher.wait_for("log")):
        pass
    looks: list[Counters] = []
    read_counters = server.reports.read_counters

    def note_look() -> Counters:
        looks.append(read_counters())
        return looks[-1]

    monkeypatch.setattr(server.reports, "read_counters", note_look)
    for _ in range(10):
        channel.note_second(1)
        launcher.ask("settings")
    assert looks == []
    logging.getLogger(ROOT).info("after")
    assert launcher.wait_for("log")[-1].text == "after"
    assert looks
