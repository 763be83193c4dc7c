"""The server's process, and the report of a failure.

Thread: any; never blocks.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import make_private
from desktop_chat.net.free_port import FreePort, decode_free_port
from desktop_chat.texts.codes import decode_text
from desktop_chat.value_class import value

FAILED_FILE = "failed.json"
CHAT_NAME = "DESKTOP_CHAT_NAME"
"""The environment variable with the chat's default name."""

_left: list[subprocess.Popen[bytes]] = []
"""Servers whose launcher was closed, for `reap_ended`: one that ends before this process must not stay a zombie."""


@value
class Failure:
    """The reason why the server ended for good, the last log lines, and the busy port (0: no port was busy).

    `free_port`: a port to use instead, or None.
    """

    reason: str
    log: tuple[str, ...] = ()
    port: int = 0
    free_port: FreePort | None = None


def read_failure(data: Path) -> Failure | None:
    """Return the supervisor's report of giving up, or None."""
    try:
        found = json.loads((data / FAILED_FILE).read_bytes())
        log = tuple(str(line) for line in found.get("log") or ())
        reason = decode_text(found.get("text"), str(found["reason"]))
        return Failure(reason, log, int(found.get("port") or 0), decode_free_port(found))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def forget_failure(data: Path) -> None:
    """Remove the report of an earlier attempt."""
    with suppress(OSError):
        (data / FAILED_FILE).unlink()


def program_command() -> list[str]:
    """Return the command that runs this program, in a bundle or a checkout."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop_chat"]


def server_command(data: Path, overrides: Mapping[str, str]) -> list[str]:
    """Return the command that runs this program, in a bundle or a checkout, as the server of `data`."""
    settings = [part for key, value in overrides.items() for part in ("--set", f"{key}={value}")]
    return [*program_command(), "serve", "--supervised", "--data", str(data), *settings]


class ServerProcess:
    """A server started by this program. The server outlives this program."""

    def __init__(self, data: Path, overrides: Mapping[str, str], name: str = "") -> None:
        """Start the process. `name`: the chat's default name. Raises OSError."""
        make_private(data)
        reap_ended()
        flags = 0
        if sys.platform == "win32":
            flags = subprocess.DETACHED_PROCESS | subprocess.CREATE_NEW_PROCESS_GROUP
        self._process = subprocess.Popen(
            server_command(data, overrides),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            creationflags=flags,
            env=os.environ | ({CHAT_NAME: name} if name else {}),
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def exit_code(self) -> int | None:
        """Return the exit code, or None while the process runs."""
        return self._process.poll()

    def request_end(self) -> None:
        """Send the signal to end, as the last resort if the control channel does not answer."""
        with suppress(OSError):
            self._process.terminate()

    def leave_running(self) -> None:
        """Let the process run on without this object."""
        if self._process.poll() is None:
            _left.append(self._process)


def reap_ended() -> None:
    """Reap ended servers whose launcher was closed."""
    _left[:] = [process for process in _left if process.poll() is None]
