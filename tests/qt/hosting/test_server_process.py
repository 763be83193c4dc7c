"""The server's process: start, end, and the report of a failure."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import (
    FAILED_FILE,
    Failure,
    ServerProcess,
    forget_failure,
    read_failure,
    reap_ended,
    server_command,
)
from desktop_chat.texts import CodedText
from tests.e2e.programs import wait_for
from tests.patience import MILLISECONDS


def test_a_failure_is_read_and_forgotten(tmp_path: Path) -> None:
    whole = {"time": 1, "reason": "Port 6697 is busy.", "log": ["a", "b"], "port": 6697}
    whole |= {"free_port": 6699, "setting": "listen.addresses", "value": ["127.0.0.1:6699"]}
    (tmp_path / FAILED_FILE).write_text(json.dumps(whole))
    assert read_failure(tmp_path) == Failure(
        "Port 6697 is busy.", ("a", "b"), 6697, FreePort(6699, "listen.addresses", ("127.0.0.1:6699",))
    )
    forget_failure(tmp_path)
    forget_failure(tmp_path)
    assert read_failure(tmp_path) is None


def test_reason_of_a_failure_keeps_its_code(tmp_path: Path) -> None:
    whole = {"reason": "Port 6697 is busy.", "text": ["PORT_BUSY", 6697, "[::]:6697"], "port": 6697}
    (tmp_path / FAILED_FILE).write_text(json.dumps(whole))
    failure = read_failure(tmp_path)
    assert failure is not None
    assert isinstance(failure.reason, CodedText)
    assert failure.reason.arguments == (6697, "[::]:6697")


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"reason": "x", "port": "many"}', '{"reason": "x", "log": 3}'])
def test_a_damaged_file_is_no_failure(tmp_path: Path, text: str) -> None:
    (tmp_path / FAILED_FILE).write_text(text)
    assert read_failure(tmp_path) is None


def test_server_command_runs_the_same_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["serve", "--supervised", "--data", str(tmp_path), "--set", "listen.addresses=127.0.0.1:0"]
    overrides = {"listen.addresses": "127.0.0.1:0"}
    assert server_command(tmp_path, overrides) == [sys.executable, "-m", "desktop_chat", *words]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert server_command(tmp_path, overrides) == [sys.executable, *words]


def test_process_is_ended_by_signal_and_reaped(tmp_path: Path) -> None:
    process = ServerProcess(tmp_path / "server", {"listen.addresses": "127.0.0.1:0"})
    assert process.exit_code() is None
    assert process.pid > 0
    process.leave_running()
    process.request_end()
    wait_for("the process to end", lambda: process.exit_code() is not None)
    reap_ended()
    assert not psutil.pid_exists(process.pid)


def test_missing_program_raises(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nothing"))
    with pytest.raises(OSError):
        ServerProcess(tmp_path / "server", {})


def test_default_name_of_the_chat_is_the_hosts(qtbot: QtBot, tmp_path: Path) -> None:
    hosting = Hosting(tmp_path / "server")
    hosting.person = "Ann B"
    hosting.start_server({"listen.addresses": "127.0.0.1:0"})
    qtbot.waitUntil(lambda: hosting.is_running, timeout=MILLISECONDS)
    assert hosting.state.name == "Ann B's chat"
    hosting.stop_server()
    qtbot.waitUntil(lambda: not hosting.is_active, timeout=MILLISECONDS)
    hosting.close()
