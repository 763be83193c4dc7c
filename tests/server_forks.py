"""Server processes that begin in a hundredth of the time, for tests that need a process and not its start.

A process that has loaded the server's modules, and does nothing else, forks itself for each server. From there the
server runs as from the command line: with its own arguments, environment, signals and end.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TextIO

from tests.child_processes import KEPT
from tests.patience import SECONDS

_LARGEST = 1 << 18
"""Bytes of a request: the words of the command line and the environment."""


class ForkedServer:
    """A running `desktop-chat`, forked."""

    def __init__(self, forks: ServerForks, pid: int, stdout: TextIO) -> None:
        self._forks = forks
        self.pid = pid
        self.stdout = stdout

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def terminate(self) -> None:
        os.kill(self.pid, signal.SIGTERM)

    def wait(self) -> int:
        """Wait for the end and return the exit status. The process is a child of the process that forked it."""
        self.stdout.close()
        return self._forks.request_answer(self.pid)


class ServerForks:
    """Starts the process that forks, and asks it for servers."""

    def __init__(self) -> None:
        self._socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.settimeout(SECONDS)
        with other:
            self._process = subprocess.Popen([sys.executable, "-m", "tests.server_forks"], stdin=other.fileno())
        KEPT.add(self._process.pid)

    def start_server(self, words: Sequence[str], environment: Mapping[str, str]) -> ForkedServer:
        """Start `desktop-chat WORDS`. Its stderr is not kept."""
        ours, theirs = os.pipe()
        request = json.dumps([list(words), dict(environment)]).encode()
        socket.send_fds(self._socket, [request], [theirs])
        os.close(theirs)
        return ForkedServer(self, json.loads(self._socket.recv(_LARGEST)), os.fdopen(ours))

    def request_answer(self, pid: int) -> int:
        """Return the exit status of a server that ends now."""
        self._socket.send(json.dumps(pid).encode())
        return int(json.loads(self._socket.recv(_LARGEST)))

    def close(self) -> None:
        self._socket.close()
        self._process.wait(SECONDS)
        KEPT.discard(self._process.pid)


def main() -> None:
    """Fork for each request, until the tests hang up."""
    from desktop_chat.__main__ import main as run_program

    for module in ("argparse", "desktop_chat.server.run"):
        import_module(module)
    gc.freeze()
    control = socket.socket(fileno=os.dup(0))
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, _LARGEST, 1)
        if not data:
            return
        request = json.loads(data)
        if isinstance(request, int):
            _, status = os.waitpid(request, 0)
            control.send(json.dumps(os.waitstatus_to_exitcode(status)).encode())
            continue
        words, environment = request
        pid = os.fork()
        if not pid:
            control.close()
            _take_place(descriptors[0], environment)
            sys.exit(run_program(words))
        os.close(descriptors[0])
        control.send(json.dumps(pid).encode())


def _take_place(stdout: int, environment: Mapping[str, str]) -> None:
    """Be a process as if it had been started with this stdout and environment."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for source, target in ((nowhere, 0), (stdout, 1), (nowhere, 2)):
        os.dup2(source, target)
    os.close(nowhere)
    os.close(stdout)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None  # asks again


if __name__ == "__main__":
    main()
