"""Start with the computer: the chat of this profile is hosted from the login on, without a window.

Linux: a systemd user unit where systemd runs for the user, else an entry of XDG autostart. Windows: a value of the Run
key. macOS: a LaunchAgent. `set_autostart` is the only function that changes the system; `plan_autostart` says how.
Thread: any; blocks for the disk for some milliseconds.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import write_whole
from desktop_chat.qt.hosting.server_process import server_command
from desktop_chat.value_class import value

_APP = "chat.desktop.DesktopChat"
_RUN_KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"


@value
class AutostartPlan:
    """Entries of the system that start a command at the login. Without a plan, the system cannot."""

    files: Mapping[Path, bytes]
    """Files to write."""
    links: Mapping[Path, str]
    """Symbolic links to make, and where they point."""
    run_value: str = ""
    """The name of a value of the Run key, whose data is `run_command`."""
    run_command: str = ""


def plan_autostart(
    system: str, home: Path, environment: Mapping[str, str], data: Path, command: Sequence[str]
) -> AutostartPlan:
    """Return what starts `command`, the server of the folder `data`, at the login. Pure.

    `system`: as `sys.platform`. Each folder has an entry of its own.
    """
    name = f"desktop-chat-{hashlib.sha256(str(data).encode()).hexdigest()[:8]}"
    if system == "win32":
        return AutostartPlan({}, {}, name, subprocess.list2cmdline(command))
    if system == "darwin":
        import plistlib  # the bundles of other systems have no parser of XML, which this module loads

        label = f"{_APP}.{name}"
        agent = {"Label": label, "ProgramArguments": list(command), "RunAtLoad": True, "ProcessType": "Background"}
        return AutostartPlan({home / "Library" / "LaunchAgents" / f"{label}.plist": plistlib.dumps(agent)}, {})
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    runtime = environment.get("XDG_RUNTIME_DIR")
    if runtime and (Path(runtime) / "systemd").is_dir():
        units = config / "systemd" / "user"
        unit = f"{name}.service"
        return AutostartPlan(
            {units / unit: _systemd_unit(command)}, {units / "default.target.wants" / unit: f"../{unit}"}
        )
    return AutostartPlan({config / "autostart" / f"{name}.desktop": _desktop_entry(command)}, {})


def _systemd_unit(command: Sequence[str]) -> bytes:
    """Return the unit. The supervisor restarts the server itself, and says why it gives up.

    Spec: https://www.freedesktop.org/software/systemd/man/latest/systemd.service.html#Command%20lines
    """
    words = " ".join('"' + _escape(word, '\\"').replace("%", "%%").replace("$", "$$") + '"' for word in command)
    return f"""\
[Unit]
Description=Desktop Chat

[Service]
Type=exec
ExecStart={words}
TimeoutStopSec=15

[Install]
WantedBy=default.target
""".encode()


def _desktop_entry(command: Sequence[str]) -> bytes:
    r"""Return the entry. A backslash is doubled twice: for the string, and for the quotes.

    Spec: https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
    """
    words = " ".join('"' + _escape(word, '\\"`$').replace("\\", "\\\\").replace("%", "%%") + '"' for word in command)
    return f"""\
[Desktop Entry]
Type=Application
Name=Desktop Chat
Exec={words}
NoDisplay=true
X-GNOME-Autostart-enabled=true
""".encode()


def _escape(word: str, special: str) -> str:
    return "".join(f"\\{char}" if char in special else char for char in word)


def is_autostart_on(data: Path) -> bool:
    """Return whether the chat of `data` is started with the computer. A file that cannot be read counts as no."""
    plan = _own_plan(data)
    if plan.run_value:
        return _run_command(plan.run_value) is not None
    return all(path.is_file() for path in plan.files) and all(path.is_symlink() for path in plan.links)


def set_autostart(data: Path, *, on: bool) -> None:
    """Start the chat of `data` with the computer from now on, or no longer.

    Raises: OSError.
    """
    plan = _own_plan(data)
    if plan.run_value:
        _set_run_command(plan.run_value, plan.run_command if on else None)
        return
    for path, target in plan.links.items():
        path.unlink(missing_ok=True)
        if on:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(target)
    for path, content in plan.files.items():
        if on:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content)
        else:
            path.unlink(missing_ok=True)


def _own_plan(data: Path) -> AutostartPlan:
    """Return the plan for this program on this computer. An AppImage is mounted elsewhere at each start."""
    command = server_command(data.absolute(), {})
    image = os.environ.get("APPIMAGE")
    if image and getattr(sys, "frozen", False):
        command[0] = image
    return plan_autostart(sys.platform, Path.home(), os.environ, data.absolute(), command)


if sys.platform == "win32":
    import winreg

    def _run_command(name: str) -> str | None:
        """Return the data of a value of the Run key, or None."""
        with suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            return str(winreg.QueryValueEx(key, name)[0])
        return None

    def _set_run_command(name: str, command: str | None) -> None:
        """Set or delete a value of the Run key. Raises OSError."""
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN_KEY) as key:
            if command is not None:
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, command)
                return
            with suppress(FileNotFoundError):
                winreg.DeleteValue(key, name)

else:

    def _run_command(name: str) -> str | None:
        """Return None: only Windows has a Run key."""
        del name
        return None

    def _set_run_command(name: str, command: str | None) -> None:
        """Do nothing: only Windows has a Run key."""
        del name, command
