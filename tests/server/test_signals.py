"""What a server without a window does when it is signalled: hang-ups above all, which mean three different things."""

from __future__ import annotations

import configparser
import os
import pty
import shlex
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.e2e.programs import ServerProcess, wait_for
from tests.irc_client import IrcClient
from tests.patience import SECONDS

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGHUP"), reason="this system has no hang-ups")
UNIT = Path(__file__).parents[2] / "packaging" / "linux" / "desktop-chat.service"
RELOADED = "The settings were read again."


@pytest.fixture
def process(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that is not started yet."""
    made = ServerProcess(tmp_path / "data")
    yield made
    made.end()


def _welcome(port: int) -> str:
    with IrcClient(port) as ann:
        return " ".join(param for message in ann.register("ann") for param in message.params)


def _log(process: ServerProcess) -> str:
    """Return the output of the server and of its supervisor."""
    file = process.data / "server.log"
    return process.log + (file.read_text("utf-8") if file.exists() else "")


def _set_welcome(data: Path, text: str) -> None:
    (data / "settings.toml").write_text(f'[server]\nwelcome = "{text}"\n', "utf-8")


@pytest.mark.parametrize("words", [(), ("--supervised",)])
def test_a_hang_up_reads_the_settings_again(process: ServerProcess, words: tuple[str, ...]) -> None:
    process.start(*words)
    workers = psutil.Process(process.pid).children()
    _set_welcome(process.data, "Hello again")
    os.kill(process.pid, signal.SIGHUP)
    wait_for("the settings", lambda: RELOADED in _log(process))
    assert "Hello again" in _welcome(process.port)
    _set_welcome(process.data, "Hello\nagain")
    os.kill(process.pid, signal.SIGHUP)
    wait_for("the complaint", lambda: "stay as they were" in _log(process))
    assert "Hello again" in _welcome(process.port)
    assert psutil.Process(process.pid).children() == workers
    assert process.stop() == 0
    assert not any(worker.is_running() for worker in workers)


@pytest.mark.parametrize("words", [(), ("--supervised",)])
def test_nohup_is_obeyed(tmp_path: Path, words: tuple[str, ...]) -> None:
    data = tmp_path / "data"
    process = ServerProcess(data, command=(shutil.which("nohup") or "nohup", sys.executable, "-m", "desktop_chat"))
    process.start(*words)
    try:
        _set_welcome(data, "Hello again")
        family = [psutil.Process(process.pid), *psutil.Process(process.pid).children()]
        for one in family:
            one.send_signal(signal.SIGHUP)
        assert "Hello again" not in _welcome(process.port)
        assert all(one.is_running() for one in family)
        assert RELOADED not in _log(process)
    finally:
        process.stop()


@pytest.mark.parametrize("words", [[], ["--supervised"]])
def test_a_terminal_that_is_closed_ends_the_server_in_order(tmp_path: Path, words: list[str]) -> None:
    ours, theirs = pty.openpty()
    log = tmp_path / "log"
    command = [
        sys.executable,
        "-m",
        "desktop_chat",
        "serve",
        "--data",
        str(tmp_path / "data"),
        "--listen",
        "127.0.0.1:0",
    ]
    start = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    with log.open("wb") as file:
        running = subprocess.Popen(
            [sys.executable, "-c", start, *command, *words],
            stdin=theirs, stdout=file, stderr=file, start_new_session=True,
        )  # fmt: skip
    os.close(theirs)
    try:
        wait_for("the server", lambda: "listening on" in log.read_text("utf-8"))
        family = [psutil.Process(running.pid), *psutil.Process(running.pid).children()]
        os.close(ours)
        assert running.wait(SECONDS) == 0
        psutil.wait_procs(family, SECONDS)
        worker = tmp_path / "data" / "server.log"
        assert "Stopped." in (worker if words else log).read_text("utf-8")
    finally:
        running.kill()
        running.wait()


def test_systemctl_reload_does_what_the_unit_says(process: ServerProcess) -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(UNIT, "utf-8")
    assert shlex.split(unit["Service"]["ExecStart"])[1:3] == ["serve", "--data"]
    process.start()
    _set_welcome(process.data, "Hello again")
    command = [word.replace("$MAINPID", str(process.pid)) for word in shlex.split(unit["Service"]["ExecReload"])]
    subprocess.run(command, check=True)
    wait_for("the settings", lambda: RELOADED in _log(process))
    assert process.stop() == 0


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here to read the unit")
def test_systemd_understands_the_unit(tmp_path: Path) -> None:
    text = UNIT.read_text("utf-8").replace(
        "ExecStart=/usr/bin/desktop-chat", f"ExecStart={sys.executable} -m desktop_chat"
    )
    (tmp_path / UNIT.name).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / UNIT.name)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_a_service_manager_hears_when_the_server_is_ready_and_when_it_ends(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.settimeout(SECONDS)
        manager.bind(str(tmp_path / "notify"))
        environment = os.environ | {"NOTIFY_SOCKET": str(tmp_path / "notify")}
        running = ServerProcess(tmp_path / "data", environment=environment)
        running.start()
        try:
            assert manager.recv(100) == b"READY=1"
            assert running.stop() == 0
            assert manager.recv(100) == b"STOPPING=1"
        finally:
            running.end()
