"""The server's process as the launcher starts it, and what it leaves behind when it fails. Any thread; never blocks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from desktop_chat.files import make_private
from desktop_chat.texts.codes import decode_text
from desktop_chat.value_class import value

FAILED_FILE = "failed.json"
CHAT_NAME = "DESKTOP_CHAT_NAME"
"""The variable that gives the server its name where the settings do not."""

_left: list[subprocess.Popen[bytes]] = []
"""Servers whose launcher was closed: kept so that each is waited for (no zombie) should it end before this process."""


@value
class Failure:
    """Why the server ended for good: a sentence, its last log lines, and the port that was busy (0: none was)."""

    reason: str
    log: tuple[str, ...] = ()
    port: int = 0


def read_failure(data: Path) -> Failure | None:
    """What the supervisor wrote down when it gave up, or None."""
    try:
        found = json.loads((data / FAILED_FILE).read_bytes())
        log = tuple(str(line) for line in found.get("log") or ())
        return Failure(decode_text(found.get("text"), str(found["reason"])), log, int(found.get("port") or 0))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def forget_failure(data: Path) -> None:
    """Remove what an earlier attempt wrote down, so that it is not taken for the next one's."""
    with suppress(OSError):
        (data / FAILED_FILE).unlink()


def server_command(data: Path, overrides: Mapping[str, str]) -> list[str]:
    """The command line that serves from `data`: this very program, in a bundle or in a checkout."""
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop_chat"]
    settings = [part for key, value in overrides.items() for part in ("--set", f"{key}={value}")]
    return [*program, "serve", "--supervised", "--data", str(data), *settings]


class ServerProcess:
    """A server that was started here. It lives on when this program ends."""

    def __init__(self, data: Path, overrides: Mapping[str, str], name: str = "") -> None:
        """`name`: what the chat is called as long as nobody has called it otherwise. Raises OSError."""
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
        """How it ended, or None while it lives."""
        return self._process.poll()

    def request_end(self) -> None:
        """Ask it to end, by signal; the last resort when its channel does not answer."""
        with suppress(OSError):
            self._process.terminate()

    def leave_running(self) -> None:
        """Let it live on without this object."""
        if self._process.poll() is None:
            _left.append(self._process)


def reap_ended() -> None:
    """Wait for those left servers that have ended."""
    _left[:] = [process for process in _left if process.poll() is None]
