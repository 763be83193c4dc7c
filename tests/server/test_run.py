"""One server in a process: what it does when it has a fault itself."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
from http.client import HTTPConnection
from pathlib import Path

import pytest

from desktop_chat.server import run
from tests.e2e.programs import ServerProcess, wait_for
from tests.irc_client import IrcClient
from tests.patience import SECONDS

_FAULTY = """
import sys
from pathlib import Path
from desktop_chat.hub.hub import Hub
from desktop_chat.server.run import run_server

def faulty(self, *arguments):
    raise ZeroDivisionError

setattr(Hub, sys.argv[2], faulty)
if len(sys.argv) > 3:
    setattr(Hub, sys.argv[3], faulty)
sys.exit(run_server(Path(sys.argv[1]), ["127.0.0.1:0"], None, []))
"""


@pytest.mark.parametrize("methods", [["advance_second"], ["advance_second", "close_all"]])
def test_a_thread_that_dies_ends_the_process_so_that_it_is_started_again(tmp_path: Path, methods: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _FAULTY, str(tmp_path / "data"), *methods],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "ticker failed" in done.stderr
    assert "ZeroDivisionError" in done.stderr


_WINDOWED = """
import sys
from pathlib import Path
sys.stdout = sys.stderr = None
from desktop_chat.__main__ import main

sys.exit(main(["serve", "--data", sys.argv[1], *sys.argv[2:]]))
"""


def _windowed(data: Path, *words: str) -> subprocess.Popen[bytes]:
    """The state of a windowed program on Windows: neither stdout nor stderr."""
    return subprocess.Popen([sys.executable, "-c", _WINDOWED, str(data), *words])


def test_without_stdout_and_stderr_it_serves_and_logs_to_the_file(tmp_path: Path) -> None:
    process = _windowed(tmp_path, "--listen", "127.0.0.1:0")
    log = tmp_path / "server.log"
    try:
        wait_for("the log", lambda: log.exists() and "Listening on 127.0.0.1" in log.read_text("utf-8"))
    finally:
        process.terminate()
    assert process.wait(SECONDS) == 0
    assert log.read_text("utf-8").endswith("Stopped.\n")


def test_settings_open_the_address_for_prometheus_and_write_the_log_as_json(tmp_path: Path) -> None:
    settings = ["monitoring.address=127.0.0.1:0", "monitoring.log=json"]
    words = [word for setting in settings for word in ("--set", setting)]
    process = _windowed(tmp_path, "--listen", "127.0.0.1:0", *words)
    log = tmp_path / "server.log"
    try:
        wait_for("the log", lambda: log.exists() and "/metrics" in log.read_text("utf-8"))
        told = [json.loads(line)["message"] for line in log.read_text("utf-8").splitlines()]
        address = next(line for line in told if "/metrics" in line).split("http://")[1].removesuffix("/metrics.")
        connection = HTTPConnection(address, timeout=SECONDS)
        connection.request("GET", "/health")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        process.terminate()
    assert process.wait(SECONDS) == 0
    assert [json.loads(line)["message"] for line in log.read_text("utf-8").splitlines()][-1] == "Stopped."


@pytest.mark.parametrize("supervised", [[], ["--supervised"]])
def test_without_stdout_and_stderr_it_says_in_the_file_why_it_cannot_start(
    tmp_path: Path, supervised: list[str]
) -> None:
    assert _windowed(tmp_path, "--listen", "127.0.0.1:0", "--set", "limits.burst=0", *supervised).wait(SECONDS) == 2
    assert "limits.burst is a number from 1" in (tmp_path / "server.log").read_text("utf-8").splitlines()[-1]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps its own rights")
@pytest.mark.parametrize("words", [(), ("--supervised",)])
def test_every_file_is_for_its_owner_only_whatever_the_umask_and_the_folder(
    tmp_path: Path, words: tuple[str, ...]
) -> None:
    """The server does not change the rights of an existing folder, but warns."""
    folder = tmp_path / "data"
    folder.mkdir()
    folder.chmod(0o755)
    for name in ("settings.toml", "chat.db.before-v5"):  # of an older version
        (folder / name).touch()
        (folder / name).chmod(0o644)
    loose = ("sh", "-c", 'umask 000; exec "$0" "$@"', sys.executable, "-m", "desktop_chat")
    process = ServerProcess(folder, command=loose)
    process.start(*words)
    try:
        with IrcClient(process.port) as ann:
            ann.register("ann")
            ann.join("#tea")
            ann.send("PRIVMSG #tea :hello")
            ann.fence()
            modes = {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()}
    finally:
        process.stop()
    log = process.log + ((folder / "server.log").read_text("utf-8") if words else "")
    assert {"chat.db", "chat.db-wal", "chat.db-shm", "chat.search.db", "server.key", "server.crt", "lock"} <= set(modes)
    assert {name: oct(mode) for name, mode in modes.items() if mode & 0o077} == {}
    assert "can look into the folder" in log


_COLLECTED = """
import gc, sys
from pathlib import Path
from desktop_chat.hub.hub import Hub
from desktop_chat.server.run import run_server

def tell(self, now, seconds):
    print(gc.get_threshold()[2] > 1_000_000, gc.get_freeze_count() > 10_000, flush=True)
    raise ZeroDivisionError

Hub.advance_second = tell
run_server(Path(sys.argv[1]), ["127.0.0.1:0"], None, [])
"""


def test_a_server_looks_for_garbage_by_its_own_policy(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COLLECTED, str(tmp_path / "data")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "True True" in done.stdout


def test_wait_for_the_end_is_ended_by_the_signal_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A handler in Python does not run while the wait begins: its wake would come too late."""
    request = run._EndRequest()
    wakers: list[int] = []

    class Selector(selectors.DefaultSelector):
        def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
            wakers.append(signal.set_wakeup_fd(-1))
            os.write(wakers[-1], b"\0")
            ready = super().select(60)
            request.request_end("Told by a signal.")
            return ready

    monkeypatch.setattr(selectors, "DefaultSelector", Selector)
    request.wait_for_end(lambda: None)
    assert wakers == [request._wakeup.waker]
    request.close()
