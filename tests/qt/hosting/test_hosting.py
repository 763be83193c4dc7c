"""Hosting with a real server: a process, a supervisor, and sockets on loopback."""

from __future__ import annotations

import socket
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import parse_chat_address
from desktop_chat.net.addresses import Reach, parse_address
from desktop_chat.net.control import setting_rows
from desktop_chat.net.control_values import ControlAnswer, LogLine, ServerPhase
from desktop_chat.net.fingerprints import is_same_key
from desktop_chat.qt.hosting.control_link import CONTROL_FILE, ControlLink, read_endpoint
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import (
    FAILED_FILE,
    read_failure,
    reap_ended,
    server_command,
)
from tests.child_processes import kill_children
from tests.patience import MILLISECONDS

ANYWHERE = {"listen.addresses": "127.0.0.1:0", "threads.io": "1"}

MakeHosting = Callable[[], Hosting]


@pytest.fixture
def make_hosting(tmp_path: Path) -> Iterator[MakeHosting]:
    """Makes Hostings of one folder. A server left by a failed test is killed."""
    made: list[Hosting] = []

    def make_one() -> Hosting:
        made.append(Hosting(tmp_path / "server"))
        return made[-1]

    yield make_one
    for one in made:
        one.close()
    kill_children()
    reap_ended()


def start(qtbot: QtBot, hosting: Hosting, **overrides: str) -> None:
    hosting.start_server(ANYWHERE | overrides)
    assert hosting.state.phase is ServerPhase.STARTING
    qtbot.waitUntil(lambda: hosting.state.phase is not ServerPhase.STARTING, timeout=MILLISECONDS)
    assert hosting.is_running, hosting.state.reason


def stop(qtbot: QtBot, hosting: Hosting, message: str = "") -> None:
    hosting.stop_server(message)
    assert hosting.is_active
    qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
    assert hosting.state.phase is ServerPhase.STOPPED, hosting.state.reason


def crash(qtbot: QtBot, hosting: Hosting) -> None:
    """Kill the server and wait until the supervisor has restarted it or given up."""
    pid = hosting.state.pid
    psutil.Process(pid).kill()
    qtbot.waitUntil(lambda: hosting.state.pid not in (pid, 0) or not hosting.is_active, timeout=MILLISECONDS)


class Guest:
    """A person with a minimal IRC client."""

    def __init__(self, hosting: Hosting, nick: str) -> None:
        where = parse_address(hosting.state.listening[0])
        self.socket = socket.create_connection((where.host, where.port), 10)
        self.socket.sendall(f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\n".encode())
        self.heard = b""
        self.wait_for_text(b" 001 ")

    def wait_for_text(self, text: bytes) -> None:
        """Read until `text` has arrived. Fails if the server hangs up before."""
        while text not in self.heard:
            data = self.socket.recv(4096)
            assert data, self.heard
            self.heard += data

    def close(self) -> None:
        self.socket.close()


def request_answer(qtbot: QtBot, request: Callable[[Callable[[ControlAnswer], None]], None]) -> ControlAnswer:
    """Return the answer to a request."""
    answers: list[ControlAnswer] = []
    request(answers.append)
    qtbot.waitUntil(lambda: bool(answers), timeout=MILLISECONDS)
    return answers[0]


def test_hosts_a_chat(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    log: list[LogLine] = []
    hosting.log_added.connect(log.extend)
    assert hosting.invitations.lobby_link() == ""
    assert hosting.invitations.grouped_addresses() == {}
    start(qtbot, hosting)
    place = parse_chat_address(hosting.invitations.lobby_link())
    assert (place.host, place.tls, place.room) == ("127.0.0.1", True, "#lobby")
    assert is_same_key(place.fingerprint, hosting.state.fingerprint)
    assert list(hosting.invitations.grouped_addresses()) == [Reach.COMPUTER]

    guest = Guest(hosting, "ann")
    qtbot.waitUntil(lambda: [user.nick for user in hosting.users] == ["ann"], timeout=MILLISECONDS)
    qtbot.waitUntil(lambda: hosting.counters.users == 1, timeout=MILLISECONDS)
    hosting.announce_text("Tea is ready")
    guest.wait_for_text(b"Tea is ready")
    assert request_answer(qtbot, lambda then: hosting.kick_person("ann", "tired", then)).ok
    guest.wait_for_text(b"tired")
    guest.close()
    qtbot.waitUntil(lambda: not hosting.users, timeout=MILLISECONDS)
    refused = request_answer(qtbot, lambda then: hosting.kick_person("ann", "", then))
    assert not refused.ok
    assert refused.error.endswith(".")
    qtbot.waitUntil(lambda: bool(log), timeout=MILLISECONDS)
    stop(qtbot, hosting)
    assert read_endpoint(hosting.data) is None


def test_changes_settings(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    start(qtbot, hosting)
    assert request_answer(qtbot, lambda then: hosting.change_setting("server.name", "The kitchen", then)).ok
    qtbot.waitUntil(lambda: hosting.state.name == "The kitchen", timeout=MILLISECONDS)
    refused = request_answer(qtbot, lambda then: hosting.change_setting("server.lobby", "no room", then))
    assert "server.lobby" in refused.error
    rows = setting_rows(request_answer(qtbot, lambda then: hosting.send_request("settings", then=then)).value)
    assert {row.key: row.value for row in rows}["server.name"] == "The kitchen"
    stop(qtbot, hosting)


def test_message_of_a_stop_reaches_everybody(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    start(qtbot, hosting)
    guest = Guest(hosting, "ann")
    qtbot.waitUntil(lambda: bool(hosting.users), timeout=MILLISECONDS)
    stop(qtbot, hosting, "Back on Monday")
    guest.wait_for_text(b"Back on Monday")
    guest.close()
    assert hosting.users == ()


def test_a_crashed_server_comes_back(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    start(qtbot, hosting)
    first = hosting.state.pid
    answers: list[ControlAnswer] = []
    with qtbot.waitSignal(hosting.restarted, timeout=MILLISECONDS):
        psutil.Process(first).kill()
        qtbot.waitUntil(lambda: hosting.state.phase is ServerPhase.STARTING, timeout=MILLISECONDS)
        assert hosting.state.reason.endswith(".")
        hosting.kick_person("ann", then=answers.append)
    assert [answer.ok for answer in answers] == [False]
    assert hosting.is_running
    assert hosting.restarts == 1
    assert hosting.state.pid != first
    stop(qtbot, hosting)


def test_a_server_that_crashes_again_and_again_has_failed(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    start(qtbot, hosting)
    for _ in range(4):
        crash(qtbot, hosting)
    assert hosting.state.phase is ServerPhase.FAILED
    assert hosting.restarts == 3
    assert hosting.failure is not None
    assert hosting.state.reason == hosting.failure.reason != ""
    later = make_hosting()
    later.attach_to_running()
    qtbot.waitUntil(lambda: later.failure is not None, timeout=MILLISECONDS)
    assert later.state.reason == hosting.state.reason
    start(qtbot, hosting)
    assert hosting.failure is None
    stop(qtbot, hosting)


def test_running_server_is_found_again(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    first, second, third = make_hosting(), make_hosting(), make_hosting()
    start(qtbot, first)
    pid = first.state.pid
    first.close()
    assert psutil.pid_exists(pid)
    second.attach_to_running()
    qtbot.waitUntil(lambda: second.is_running, timeout=MILLISECONDS)
    assert second.state.pid == pid
    start(qtbot, third)  # attaches: there is one already
    assert third.state.pid == pid
    stop(qtbot, second)
    qtbot.waitUntil(lambda: third.state.phase is ServerPhase.STOPPED, timeout=MILLISECONDS)
    assert third.restarts == 0


def test_attached_hosting_waits_for_a_crashed_server(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    first, second = make_hosting(), make_hosting()
    start(qtbot, first)
    first.close()
    second.attach_to_running()
    qtbot.waitUntil(lambda: second.is_running, timeout=MILLISECONDS)
    with qtbot.waitSignal(second.restarted, timeout=MILLISECONDS):
        psutil.Process(second.state.pid).kill()
    stop(qtbot, second)


def test_a_start_can_be_cancelled(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    hosting.start_server(ANYWHERE)
    hosting.start_server(ANYWHERE)
    stop(qtbot, hosting)
    hosting.stop_server()
    assert hosting.state.phase is ServerPhase.STOPPED


def test_a_busy_port_fails_with_a_sentence(qtbot: QtBot, make_hosting: MakeHosting) -> None:
    hosting = make_hosting()
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        hosting.start_server({"listen.addresses": f"127.0.0.1:{port}"})
        qtbot.waitUntil(lambda: hosting.state.phase is ServerPhase.FAILED, timeout=MILLISECONDS)
    assert hosting.failure is not None
    assert hosting.failure.port == port
    free = hosting.failure.free_port
    assert free is not None
    assert free.port > port
    assert (free.key, free.value) == ("listen.addresses", (f"127.0.0.1:{free.port}",))
    assert {line.text for line in hosting.log} >= set(hosting.failure.log), "a log that is opened later shows why"
    assert str(port) in hosting.state.reason
    assert hosting.state.reason.endswith(".")
    start(qtbot, hosting)
    stop(qtbot, hosting)


def test_a_folder_that_cannot_be_made_fails_with_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    hosting = Hosting(tmp_path / "file" / "server")
    hosting.start_server()
    assert hosting.state.phase is ServerPhase.FAILED
    assert "file" in hosting.state.reason
    hosting.close()


@pytest.mark.parametrize(
    "left", ["", '{"version": 1, "pid": 1, "host": "127.0.0.1", "port": 1}', '{"path": "/no/socket"}']
)
def test_attach_without_a_server(qtbot: QtBot, make_hosting: MakeHosting, left: str) -> None:
    """The file of a killed server does not count."""
    hosting = make_hosting()
    hosting.data.mkdir()
    (hosting.data / CONTROL_FILE).write_text(left)
    hosting.attach_to_running()
    qtbot.waitUntil(lambda: not hosting.findChildren(ControlLink), timeout=MILLISECONDS)
    assert hosting.state.phase is ServerPhase.STOPPED
    assert not request_answer(qtbot, lambda then: hosting.announce_text("to nobody", then)).ok
    start(qtbot, hosting)
    stop(qtbot, hosting)


def test_failure_report_is_read(tmp_path: Path) -> None:
    assert read_failure(tmp_path) is None
    file = tmp_path / FAILED_FILE
    file.write_text('{"time": 1, "reason": "Port 6697 is busy.", "log": ["a", "b"], "port": 6697}')
    failure = read_failure(tmp_path)
    assert failure is not None
    assert (failure.reason, failure.log, failure.port) == ("Port 6697 is busy.", ("a", "b"), 6697)
    for damaged in ("", "[]", "{}", '{"reason": "x", "port": "y"}'):
        file.write_text(damaged)
        assert read_failure(tmp_path) is None


def test_server_command_has_folder_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = server_command(tmp_path, {"a.b": "c"})
    assert line[1:] == ["-m", "desktop_chat", "serve", "--supervised", "--data", str(tmp_path), "--set", "a.b=c"]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert server_command(tmp_path, {})[1:] == ["serve", "--supervised", "--data", str(tmp_path)]


_BY_TCP = """
import sys
from desktop_chat.__main__ import main
from desktop_chat.server import control_channel
control_channel.UNIX_SOCKETS = False
sys.exit(main(sys.argv[1:]))
"""
"""Runs the server with a control channel on loopback TCP with a token, as on Windows."""


def test_hosting_over_tcp(qtbot: QtBot, make_hosting: MakeHosting, monkeypatch: pytest.MonkeyPatch) -> None:
    def by_tcp(data: Path, overrides: Mapping[str, str]) -> list[str]:
        given = server_command(data, overrides)
        words = [word for word in given[given.index("serve") :] if word != "--supervised"]
        return [sys.executable, "-c", _BY_TCP, *words]

    monkeypatch.setattr("desktop_chat.qt.hosting.server_process.server_command", by_tcp)
    hosting = make_hosting()
    start(qtbot, hosting)
    endpoint = read_endpoint(hosting.data)
    assert endpoint is not None
    assert (endpoint.path, endpoint.host, len(endpoint.token)) == ("", "127.0.0.1", 64)
    guest = Guest(hosting, "bob")
    qtbot.waitUntil(lambda: [user.nick for user in hosting.users] == ["bob"], timeout=MILLISECONDS)
    assert request_answer(qtbot, lambda then: hosting.change_setting("server.welcome", "Hello", then)).ok
    assert request_answer(qtbot, lambda then: hosting.kick_person("bob", "enough", then)).ok
    guest.wait_for_text(b"enough")
    guest.close()
    other = make_hosting()
    other.attach_to_running()
    qtbot.waitUntil(lambda: other.is_running, timeout=MILLISECONDS)
    seen: list[ServerPhase] = []
    other.state_changed.connect(lambda state: seen.append(state.phase))
    stop(qtbot, hosting)
    qtbot.waitUntil(lambda: not other.is_active, timeout=MILLISECONDS)
    assert ServerPhase.STARTING not in seen, "what somebody else stopped has not crashed"
    assert not (hosting.data / CONTROL_FILE).exists()
