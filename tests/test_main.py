"""The command line, as processes."""

from __future__ import annotations

import gc
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from desktop_chat.__main__ import main
from desktop_chat.paths import Profile
from desktop_chat.version import VERSION
from tests.e2e.programs import ServerProcess, server, wait_for
from tests.irc_client import IrcClient
from tests.patience import SECONDS
from tests.ports import free_port


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "desktop_chat", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env=os.environ | environment,
    )


def test_a_server_says_where_it_listens_and_ends_cleanly(tmp_path: Path) -> None:
    with server(tmp_path / "data") as process, IrcClient(process.port) as ann:
        ann.register("ann")
        assert process.stop() == 0
        assert ann.rest()[-1] == "ERROR :The host has stopped this chat."


def test_interrupting_it_is_a_clean_end_too(tmp_path: Path) -> None:
    with server(tmp_path / "data") as process:
        os.kill(process.pid, signal.SIGINT)
        assert process.stop() == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "limits.enable=no"], "Did you mean limits.enabled"),
        (["--set", "threads.io=none"], "whole number"),
        (["--listen", "nowhere:x"], "has no valid port"),
        (["--config", "missing.toml"], "cannot be read"),
    ],
)
def test_wrong_arguments_give_one_sentence(tmp_path: Path, words: list[str], said: str) -> None:
    done = run("serve", "--data", str(tmp_path / "data"), *words)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_busy_port_and_a_busy_folder(tmp_path: Path) -> None:
    with server(tmp_path / "data") as process:
        other = run("serve", "--data", str(tmp_path / "other"), "--listen", f"127.0.0.1:{process.port}")
        assert (other.returncode, f"Port {process.port} is busy" in other.stderr) == (2, True)
        same = run("serve", "--data", str(tmp_path / "data"), "--listen", "127.0.0.1:0")
        assert (same.returncode, "Another server uses" in same.stderr) == (2, True)


def test_damaged_or_newer_database_gives_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "chat.db").write_bytes(b"not a database, surely" * 100)
    done = run("serve", "--data", str(tmp_path), "--listen", "127.0.0.1:0")
    assert done.returncode == 2
    assert "chat.db" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_does_not_load_qt() -> None:
    code = "import desktop_chat.server.run, desktop_chat.server.supervisor, sys; print('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("words", "folder", "link"),
    [
        ([], "usual", None),
        (["--profile", "one"], "one", None),
        (["--profile=one"], "one", None),
        (["irc://localhost/tea"], "usual", "irc://localhost/tea"),
        (["--profile", "one", "irc://localhost"], "one", "irc://localhost"),
        (["irc://localhost", "--profile", "one"], "one", "irc://localhost"),
        (["--profile", "", ""], "usual", ""),
        (["--profile", "serve"], "serve", None),
        (["--profile"], "", "expected one argument"),
        (["--profile", "-v"], "", "expected one argument"),
        (["one", "two"], "", "unrecognized arguments: two"),
        (["--wrong"], "", "unrecognized arguments: --wrong"),
    ],
)
def test_windows_open_the_named_folder_and_link(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    folder: str,
    link: str | None,
) -> None:
    """The plain forms are read without a parser, and mean what a parser makes of them. `folder` "": they are wrong,
    and `link` is what is said."""
    monkeypatch.setattr("desktop_chat.__main__.default_profile", lambda: Profile(Path("usual")))
    monkeypatch.setattr("desktop_chat.__main__._has_display", lambda: True)
    opened: list[tuple[Path, str | None]] = []

    def run_windows(profile: Profile, given: str | None) -> int:
        opened.append((profile.root, given))
        return 7

    monkeypatch.setattr("desktop_chat.qt.app.app.run_windows", run_windows)
    try:
        if folder:
            assert main(words) == 7
            assert opened == [(Path(folder), link)]
        else:
            with pytest.raises(SystemExit):
                main(words)
            assert str(link) in capsys.readouterr().err
    finally:
        gc.enable()


def test_version() -> None:
    assert run("--version").stdout == f"Desktop Chat {VERSION}\n"


def test_without_a_display_it_serves(tmp_path: Path) -> None:
    port = free_port()
    (tmp_path / "server").mkdir()
    settings = f'[listen]\naddresses = ["127.0.0.1:{port}"]\n'
    (tmp_path / "server" / "settings.toml").write_text(settings, "utf-8")
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    command = [sys.executable, "-m", "desktop_chat", "--profile", str(tmp_path)]
    with subprocess.Popen(
        command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr is not None
        assert "no display" in process.stderr.readline()
        assert process.stdout is not None
        assert process.stdout.readline() == f"listening on 127.0.0.1:{port}\n"
        process.terminate()
        process.communicate(timeout=20)
        assert process.returncode == 0


def test_supervised_server_restarts_and_finally_gives_up(tmp_path: Path) -> None:
    data = tmp_path / "data"
    process = ServerProcess(data)
    process.start("--supervised")
    try:
        pids: set[int] = set()
        for _ in range(4):
            worker = wait_for_worker(process.pid, pids)
            pids.add(worker)
            os.kill(worker, signal.SIGKILL)
        assert process.wait() == 1
        assert "keeps crashing" in (data / "failed.json").read_text("utf-8")
    finally:
        process.end()


def wait_for_worker(supervisor: int, before: set[int]) -> int:
    """The pid of a worker that serves and was not seen before."""
    found: list[int] = []

    def there() -> bool:
        children = [child.pid for child in psutil.Process(supervisor).children() if child.pid not in before]
        found[:] = children
        return bool(children)

    wait_for("a worker", there)
    return found[0]


def test_supervisor_does_not_retry_a_fault_of_the_settings(tmp_path: Path) -> None:
    with server(tmp_path / "one") as process:
        data = tmp_path / "two"
        done = run("serve", "--supervised", "--data", str(data), "--listen", f"127.0.0.1:{process.port}")
        assert done.returncode == 2
        report = json.loads((data / "failed.json").read_text("utf-8"))
        assert f"Port {process.port} is busy" in report["reason"]
        assert report["port"] == process.port < report["free_port"]
        assert report["setting"] == "listen.addresses"
        assert report["value"] == [f"127.0.0.1:{report['free_port']}"]
        assert report["text"][0] in ("PORT_USED_BY", "PORT_BUSY")


def test_a_supervised_server_ends_when_it_is_told_to(tmp_path: Path) -> None:
    process = ServerProcess(tmp_path / "data")
    process.start("--supervised")
    try:
        assert process.stop() == 0
        assert not (tmp_path / "data" / "failed.json").exists()
    finally:
        process.end()


def test_help_names_the_way_to_host_without_a_window() -> None:
    assert "desktop-chat serve" in run("--help").stdout


def test_help_of_serve_tells_of_every_setting() -> None:
    shown = run("serve", "--help").stdout
    assert "history.days" in shown
    assert "default: 0.0.0.0:6697" in shown


def test_a_link_cannot_be_joined_without_a_display(tmp_path: Path) -> None:
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = run("--profile", str(tmp_path / "serve"), "irc://chat.example", **bare)
    assert done.returncode == 2
    assert done.stderr == "There is no display, so irc://chat.example cannot be joined here.\n"


HOMELESS = """
import os, runpy, sys
import platformdirs.unix
import desktop_chat.paths
for name in ("HOME", "USER", "LOGNAME", *(name for name in os.environ if name.startswith("XDG_"))):
    os.environ.pop(name, None)
os.path.expanduser = lambda path: path  # as it does for a user whom the system does not know
sys.argv[0] = "desktop-chat"
runpy.run_module("desktop_chat", run_name="__main__")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks no variable")
@pytest.mark.parametrize("words", [["serve"], [], ["serve", "--supervised"]])
def test_a_user_without_a_home_folder_is_told_so_in_a_sentence(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", HOMELESS, *words], capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert done.returncode == 2
    assert done.stderr.startswith("This user has no home folder: name a folder with --profile DIR")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt shows a dialog of the system")
def test_a_display_that_does_not_answer_is_told_in_a_sentence(tmp_path: Path) -> None:
    """Qt would abort the process, which looks like a crash."""
    place = {"DISPLAY": ":98765", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    done = run("--profile", str(tmp_path / "profile"), **place)
    assert done.returncode == 2
    assert "No window can be opened" in done.stderr
    assert not (tmp_path / "profile").exists()


def test_a_missing_library_is_told_in_a_sentence(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['PySide6.QtWidgets'] = None; from desktop_chat.__main__ import main;"
        f" sys.exit(main(['--profile', {str(tmp_path / 'profile')!r}]))"
    )
    place = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=place, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "PySide6.QtWidgets" in done.stderr
    assert "desktop-chat serve" in done.stderr
    assert "Traceback" not in done.stderr
