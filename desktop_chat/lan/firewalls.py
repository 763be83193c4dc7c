"""Firewalls: the active firewall, and the line to open a port in each firewall."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from enum import Enum
from pathlib import Path


class Firewall(Enum):
    """A firewall, by its usual name."""

    UFW = "ufw"
    FIREWALLD = "firewalld"
    WINDOWS = "Windows"
    MACOS = "macOS"


_LINES = {
    Firewall.UFW: "sudo ufw allow {port}",
    Firewall.FIREWALLD: "sudo firewall-cmd --permanent --add-port={port}/tcp --add-port={port}/udp"
    " && sudo firewall-cmd --reload",
    Firewall.WINDOWS: 'netsh advfirewall firewall add rule name="Desktop Chat" dir=in action=allow'
    " protocol=TCP localport={port}",
    Firewall.MACOS: "sudo /usr/libexec/ApplicationFirewall/socketfilterfw --setblockall off",
}


def opening_line(firewall: Firewall, port: int) -> str:
    """Return the line to open a port, for a terminal."""
    return _LINES[firewall].format(port=port)


def usual_firewalls() -> tuple[Firewall, ...]:
    """Return the firewalls of the kind of system."""
    if sys.platform == "win32":
        return (Firewall.WINDOWS,)
    return (Firewall.MACOS,) if sys.platform == "darwin" else (Firewall.UFW, Firewall.FIREWALLD)


def active_firewall(root: Path = Path("/")) -> Firewall | None:
    """Return the active firewall, or None if the system shows no firewall. `root`: the folder of the system's files.

    Thread: any but the GUI thread; blocks for a second on Windows and macOS.
    """
    if sys.platform == "win32":
        return Firewall.WINDOWS if " ON" in _output("netsh", "advfirewall", "show", "currentprofile", "state") else None
    if sys.platform == "darwin":
        shown = _output("/usr/libexec/ApplicationFirewall/socketfilterfw", "--getglobalstate")
        return Firewall.MACOS if "enabled" in shown else None
    with suppress(OSError, UnicodeDecodeError):
        if "enabled=yes" in (root / "etc/ufw/ufw.conf").read_text().lower().replace(" ", ""):
            return Firewall.UFW
    return Firewall.FIREWALLD if (root / "run/firewalld").is_dir() else None


def _output(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=5, check=False).stdout
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ""
