"""Supervisor, for `serve --supervised`: starts the server as a child, and again after a crash.

After more than three crashes in five minutes the supervisor gives up. Then DATA/failed.json has the reason in one
sentence and the last lines of the log (DATA/server.log).
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from desktop_chat.clock import now_ms
from desktop_chat.files import make_private, open_to_append, write_whole
from desktop_chat.server.run import USAGE
from desktop_chat.server.server_log import FILE
from desktop_chat.server.start_failure import failure_report, take_report
from desktop_chat.signals import Terminal, catch_signals
from desktop_chat.texts import server as texts

RESTARTS = 3
WITHIN_SECONDS = 300.0
LOG_BYTES = 5_000_000
LAST_LINES = 20


class Supervisor:
    """The parent process of a server.

    Thread: main, because of signals.
    """

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        self._data = data
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._terminal = Terminal()
        self._ending = False

    def run(self) -> int:
        """Run the server until it ends by itself or by a signal, or fails too often. Return the exit status."""
        make_private(self._data)
        catch_signals(("SIGINT", "SIGTERM", "SIGBREAK"), self._on_signal)
        catch_signals(("SIGHUP",), self._hang_up)
        failed = self._data / "failed.json"
        failed.unlink(missing_ok=True)
        take_report(self._data)
        crashes: deque[float] = deque()
        while True:
            status = self._run_once()
            if status == 0 or self._ending:
                return 0
            if status == USAGE:
                return self._give_up("", status)
            now = time.monotonic()
            crashes.append(now)
            while crashes and crashes[0] < now - WITHIN_SECONDS:
                crashes.popleft()
            if len(crashes) > RESTARTS:
                return self._give_up(texts.KEEPS_CRASHING, 1)

    def _run_once(self) -> int:
        path = self._data / FILE
        with suppress(OSError):
            if path.stat().st_size > LOG_BYTES:
                path.replace(path.with_suffix(".log.1"))
        with open_to_append(path) as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=None if sys.stdout is not None else log, stderr=log
            )
            if self._ending:
                self._process.terminate()
            return self._process.wait()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        self._ending = True
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()

    def _hang_up(self, number: int, frame: FrameType | None) -> None:
        """End the server if the terminal is closed, otherwise pass the signal on, which reloads the settings."""
        if self._terminal.is_lost:
            self._on_signal(number, frame)
        elif self._process is not None and self._process.poll() is None:
            self._process.send_signal(number)

    def _give_up(self, reason: str, status: int) -> int:
        lines: list[str] = []
        with suppress(OSError):
            lines = (self._data / FILE).read_text("utf-8", "replace").splitlines()[-LAST_LINES:]
        left = take_report(self._data)
        report = left if left is not None and not reason else failure_report(reason or _last_line(lines))
        report |= {"time": now_ms(), "log": lines}
        with suppress(OSError):
            write_whole(self._data / "failed.json", json.dumps(report, ensure_ascii=False).encode())
        print(report["reason"], file=sys.stderr)
        return status


def _last_line(lines: list[str]) -> str:
    return lines[-1] if lines else texts.COULD_NOT_START
