"""The link exchanges lines with a server and ends with one sentence."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control import MAX_LINE_BYTES, encode_line
from desktop_chat.net.control_values import (
    ControlAnswer,
    ControlReport,
    ControlRequest,
    Counters,
    LogLine,
    ServerPhase,
    ServerState,
    UserRow,
)
from desktop_chat.qt.hosting.control_link import (
    CONTROL_FILE,
    ControlLink,
    Endpoint,
    read_endpoint,
)
from tests.net.test_peer_user import LISTEN, NOBODY
from tests.sockets import receive_more

STATE = ServerState(ServerPhase.RUNNING, 1, "a chat", "1", 7, ("127.0.0.1:1",))
USER = UserRow(
    nick="ann",
    user="a",
    host="127.0.0.1",
    account="",
    role="owner",
    rooms=("#lobby",),
    since=1,
    active=2,
    rate=3,
    secure=True,
    away=False,
)
COUNTERS = Counters(users=1, peak=2, rooms=3, messages_minute=4, messages_total=5, database=6, memory=7, uptime=8)


class ServerEnd:
    """The server's end of a control channel, blocking."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(10)
        self.port = self._listener.getsockname()[1]
        self._socket: socket.socket | None = None
        self._rest = b""

    def accept(self) -> None:
        self._socket, _ = self._listener.accept()
        self._socket.settimeout(10)

    @property
    def socket(self) -> socket.socket:
        assert self._socket is not None
        return self._socket

    def read_line(self) -> dict[str, object]:
        while b"\n" not in self._rest:
            self._rest += receive_more(self.socket)
        line, _, self._rest = self._rest.partition(b"\n")
        value = json.loads(line)
        assert isinstance(value, dict)
        return value

    def send(self, *values: ControlReport | ControlAnswer) -> None:
        self.socket.sendall(b"".join(encode_line(value) for value in values))

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._listener.close()


@pytest.fixture
def server() -> Iterator[ServerEnd]:
    made = ServerEnd()
    yield made
    made.close()


@pytest.fixture
def link(server: ServerEnd) -> Iterator[ControlLink]:
    made = ControlLink(Endpoint(host="127.0.0.1", port=server.port, token="secret"))
    made.start()
    server.accept()
    assert server.read_line() == {"id": 0, "do": "token", "with": {"token": "secret"}}
    assert server.read_line() == {"id": 1, "do": "watch", "with": {}}
    yield made
    made.stop()


def test_each_kind_of_report_is_emitted(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    got: list[object] = []
    link.reported.connect(got.append)
    line = LogLine(1, "INFO", "so")
    server.send(
        ControlReport("state", STATE),
        ControlReport("users", [USER]),
        ControlReport("weather", "unknown to this version"),
        ControlReport("counters", COUNTERS),
        ControlReport("log", [line]),
    )
    qtbot.waitUntil(lambda: len(got) == 5)
    assert got == [
        ControlReport("state", STATE),
        ControlReport("users", (USER,)),
        ControlReport("weather", "unknown to this version"),
        ControlReport("counters", COUNTERS),
        ControlReport("log", (line,)),
    ]


def test_reports_may_arrive_in_pieces(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    got: list[object] = []
    link.reported.connect(got.append)
    server.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in encode_line(ControlReport("counters", COUNTERS)) * 2:
        server.socket.sendall(bytes((byte,)))
    qtbot.waitUntil(lambda: got == [ControlReport("counters", COUNTERS)] * 2)


def test_requests_are_sent_and_answers_emitted(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    link.send_request(ControlRequest(2, "kick", {"nick": "bob", "reason": ""}))
    link.send_request(ControlRequest(3, "settings", {}))
    assert server.read_line() == {"id": 2, "do": "kick", "with": {"nick": "bob", "reason": ""}}
    assert server.read_line() == {"id": 3, "do": "settings", "with": {}}
    got: list[object] = []
    link.answered.connect(got.append)
    server.send(
        ControlAnswer(1, True), ControlAnswer(3, True, [1]), ControlAnswer(2, False, error="Nobody is called bob.")
    )
    qtbot.waitUntil(lambda: len(got) == 2)
    assert got == [ControlAnswer(3, True, [1]), ControlAnswer(2, False, error="Nobody is called bob.")]


def test_large_request_leaves_as_the_server_reads(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    text = "x" * 3_000_000
    link.send_request(ControlRequest(2, "announce", {"text": text}))
    assert server.read_line()["with"] == {"text": text}


def test_closed_is_emitted_once_when_the_server_hangs_up(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    with qtbot.waitSignal(link.closed) as closed:
        server.close()
    assert closed.args == [""]
    assert link.ended
    link.send_request(ControlRequest(2, "announce", {"text": "to nobody"}))


@pytest.mark.parametrize(
    "line", [b"nonsense\n", b"[]\n", b'{"report":"state","value":{}}\n', b"x" * (MAX_LINE_BYTES + 2)]
)
def test_invalid_line_ends_the_link_with_a_sentence(
    qtbot: QtBot, server: ServerEnd, link: ControlLink, line: bytes
) -> None:
    with qtbot.waitSignal(link.closed) as closed:
        server.socket.sendall(line)
    assert closed.args is not None
    assert str(closed.args[0]).endswith(".")


def test_wrong_token_ends_the_link(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    with qtbot.waitSignal(link.closed) as closed:
        server.send(ControlAnswer(0, False, error="The token is wrong."))
    assert closed.args == ["The token is wrong."]


def test_stop_emits_nothing(qtbot: QtBot, server: ServerEnd, link: ControlLink) -> None:
    with qtbot.assertNotEmitted(link.closed, wait=20):
        link.stop()
    assert server.socket.recv(1) == b""


def test_stop_before_start() -> None:
    ControlLink(Endpoint(host="127.0.0.1", port=1)).stop()


def test_unreachable_server_ends_the_link_with_a_sentence(qtbot: QtBot, server: ServerEnd) -> None:
    server.close()
    for endpoint in (
        Endpoint(host="127.0.0.1", port=server.port),
        Endpoint(path="/no/such/folder/control.sock"),
        Endpoint(path="x" * 300),
        Endpoint(path="a\0b"),
    ):
        link = ControlLink(endpoint)
        with qtbot.waitSignal(link.closed) as closed:
            link.start()
        assert closed.args is not None
        assert str(closed.args[0]).startswith("The chat server cannot be reached: ")
        link.stop()


def test_endpoint_is_read_from_the_control_file(tmp_path: Path) -> None:
    file = tmp_path / CONTROL_FILE
    assert read_endpoint(tmp_path) is None
    file.write_text('{"version": 1, "pid": 12, "path": "/run/control.sock"}')
    assert read_endpoint(tmp_path) == Endpoint(path="/run/control.sock", pid=12)
    file.write_text('{"version": 1, "pid": 12, "host": "127.0.0.1", "port": 5, "token": "t"}')
    assert read_endpoint(tmp_path) == Endpoint(host="127.0.0.1", port=5, token="t", pid=12)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "7", "{}", '{"port": "x"}', '{"pid": null, "path": "/x"}', "[" * 10_000]
)
def test_damaged_control_file_has_no_endpoint(tmp_path: Path, text: str) -> None:
    (tmp_path / CONTROL_FILE).write_text(text)
    assert read_endpoint(tmp_path) is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
def test_socket_of_another_user_gets_no_request(qtbot: QtBot) -> None:
    """Another user listens on the path of our server's socket."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as folder:
        Path(folder).chmod(0o777)
        path = Path(folder) / "control"
        squatter = subprocess.Popen(
            [sys.executable, "-c", LISTEN, str(path), str(NOBODY)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert squatter.stdout is not None
        assert squatter.stdout.readline() == b"ready\n"
        link = ControlLink(Endpoint(path=str(path)))
        with qtbot.waitSignal(link.closed) as closed:
            link.start()
        link.stop()
        squatter.communicate(b"")
    assert closed.args is not None
    assert "another user" in str(closed.args[0])
