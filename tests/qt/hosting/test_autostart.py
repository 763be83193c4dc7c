"""The chat starts with the computer: what is written on each system, and what this system does with it."""

from __future__ import annotations

import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.qt.hosting import autostart
from desktop_chat.qt.hosting.autostart import AutostartPlan, is_autostart_on, plan_autostart, set_autostart
from desktop_chat.qt.hosting.server_process import server_command

COMMAND = ["/opt/my chat/desktop-chat", "serve", "--data", '/home/ann/100 % "mine" $HOME\\x']
DATA = Path("/home/ann/data")


def _plan(system: str, home: Path, **environment: str) -> AutostartPlan:
    return plan_autostart(system, home, environment, DATA, COMMAND)


def test_windows_gets_a_value_of_the_run_key(tmp_path: Path) -> None:
    plan = _plan("win32", tmp_path)
    assert (plan.files, plan.links) == ({}, {})
    assert plan.run_value.startswith("desktop-chat-")
    assert plan.run_command.startswith('"/opt/my chat/desktop-chat" serve --data ')


def test_macos_gets_a_launch_agent(tmp_path: Path) -> None:
    ((path, content),) = _plan("darwin", tmp_path).files.items()
    agent = plistlib.loads(content)
    assert path.parent == tmp_path / "Library" / "LaunchAgents"
    assert path.name == f"{agent['Label']}.plist"
    assert (agent["ProgramArguments"], agent["RunAtLoad"]) == (COMMAND, True)


def test_linux_without_systemd_gets_an_entry_of_xdg_autostart(tmp_path: Path) -> None:
    ((path, content),) = _plan("linux", tmp_path, XDG_CONFIG_HOME=str(tmp_path / "conf")).files.items()
    assert path.parent == tmp_path / "conf" / "autostart"
    lines = dict(line.split("=", 1) for line in content.decode().splitlines() if "=" in line)
    string = lines["Exec"].replace("\\\\", "\\")  # how a string of an entry is read
    assert [word.replace("%%", "%") for word in shlex.split(string.replace("\\$", "$"))] == COMMAND
    if tool := shutil.which("desktop-file-validate"):
        entry = tmp_path / "x.desktop"
        entry.write_bytes(content)
        subprocess.run([tool, entry], check=True)


def test_linux_with_systemd_gets_an_enabled_unit(tmp_path: Path) -> None:
    (tmp_path / "run" / "systemd").mkdir(parents=True)
    plan = _plan("linux", tmp_path, XDG_RUNTIME_DIR=str(tmp_path / "run"))
    ((unit, content),) = plan.files.items()
    ((link, target),) = plan.links.items()
    assert unit.parent == tmp_path / ".config" / "systemd" / "user"
    assert (link.parent.name, target) == ("default.target.wants", f"../{unit.name}")
    start = next(line for line in content.decode().splitlines() if line.startswith("ExecStart="))
    assert '"/home/ann/100 %% \\"mine\\" $$HOME\\\\x"' in start
    if tool := shutil.which("systemd-analyze"):
        file = tmp_path / unit.name
        file.write_bytes(content.replace(b"/opt/my chat/desktop-chat", sys.executable.encode()))
        checked = subprocess.run([tool, "--user", "verify", file], capture_output=True, text=True, check=False)
        assert unit.name not in checked.stderr


def test_each_folder_has_an_entry_of_its_own(tmp_path: Path) -> None:
    one, other = (plan_autostart("win32", tmp_path, {}, tmp_path / name, COMMAND).run_value for name in "ab")
    assert one != other


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has a Run key instead of files")
@pytest.mark.parametrize("systemd", [False, True])
def test_it_is_switched_on_and_off(home: Path, monkeypatch: pytest.MonkeyPatch, systemd: bool) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    if systemd:
        (home / "run" / "systemd").mkdir(parents=True)
    data = home / "server"
    assert not is_autostart_on(data)
    set_autostart(data, on=True)
    set_autostart(data, on=True)
    assert is_autostart_on(data)
    assert not is_autostart_on(home / "other")
    set_autostart(data, on=False)
    assert not is_autostart_on(data)
    assert not list(home.rglob("desktop-chat*"))


def test_the_run_key_is_asked_where_there_is_one(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, str | None] = {}
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(autostart, "_run_command", kept.get)
    monkeypatch.setattr(autostart, "_set_run_command", kept.__setitem__)
    set_autostart(home, on=True)
    assert is_autostart_on(home)
    assert list(kept.values()) == [subprocess.list2cmdline(server_command(home, {}))]
    set_autostart(home, on=False)
    assert not is_autostart_on(home)


def test_an_appimage_starts_by_its_own_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("APPIMAGE", "/home/ann/Desktop_Chat.AppImage")
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home))
    set_autostart(home / "server", on=True)
    (file,) = home.rglob("desktop-chat*")
    assert "/home/ann/Desktop_Chat.AppImage" in file.read_text("utf-8")
