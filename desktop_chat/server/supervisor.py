"""Supervisor, for `serve --supervised`: starts the server as a child, and again after a crash.

After more than three crashes in five minutes the supervisor gives up. Then DATA/failed.json has the reason in one
sentence and the last lines of the log (DATA/server.log).

The supervisor waits for as long as the chat runs, so its memory counts: what only a failure needs is imported then.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import FrameType

from desktop_chat.files import make_private, open_to_append
from desktop_chat.server.data_files import FAILED, FAULT, LOG, START_FAILURE, USAGE
from desktop_chat.signals import Terminal, catch_signals

RESTARTS = 3
WITHIN_SECONDS = 300.0
LOG_BYTES = 5_000_000


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
        for report in (FAILED, START_FAILURE):
            (self._data / report).unlink(missing_ok=True)
        crashes: deque[float] = deque()
        while True:
            status = self._run_once()
            if status == 0 or self._ending:
                return 0
            self._remove_control_folder()
            if status == USAGE:
                return self._give_up(status, crashed=False)
            now = time.monotonic()
            crashes.append(now)
            while crashes and crashes[0] < now - WITHIN_SECONDS:
                crashes.popleft()
            if len(crashes) > RESTARTS:
                return self._give_up(FAULT, crashed=True)

    def _run_once(self) -> int:
        path = self._data / LOG
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

    def _remove_control_folder(self) -> None:
        from desktop_chat.server.control_folder import remove_left_folder

        remove_left_folder(self._data)

    def _give_up(self, status: int, *, crashed: bool) -> int:
        from desktop_chat.server.start_failure import leave_final_report

        print(leave_final_report(self._data, crashed=crashed), file=sys.stderr)
        return status
