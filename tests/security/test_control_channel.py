"""The control channel is the owner's: nobody else on the same computer reads where it is, or reaches it."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_chat.server.control_folder import ENDPOINT
from tests.e2e.programs import ServerProcess, server
from tests.sockets import receive_more

_TRY = """
import os, socket, sys
if len(sys.argv) > 2:
    os.setgroups([])
    os.setgid(int(sys.argv[2]))
    os.setuid(int(sys.argv[2]))
client = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
try:
    client.connect(sys.argv[1])
except PermissionError:
    print("refused")
else:
    print("inside")
"""


@pytest.fixture
def where() -> Iterator[Path]:
    """A folder that everybody may walk through."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def channel(process: ServerProcess) -> Path:
    return Path(json.loads((process.data / ENDPOINT).read_text("utf-8"))["path"])


def test_only_the_owner_may_open_it(where: Path) -> None:
    with server(where / "data") as process:
        for path in (process.data / ENDPOINT, channel(process), process.data / "server.key", process.data / "chat.db"):
            assert path.stat().st_uid == os.getuid()
            others = stat.S_IMODE(path.stat().st_mode) & 0o077
            assert not others or not stat.S_IMODE(process.data.stat().st_mode) & 0o077, path


def test_another_user_of_this_computer_is_refused(where: Path) -> None:
    """Even where the folder is open to all. Tried as that user, where we may become one."""
    with server(where / "data") as process:
        process.data.chmod(0o755)
        assert stat.S_IMODE(channel(process).stat().st_mode) & 0o077 == 0
        command = [sys.executable, "-c", _TRY, str(channel(process))]
        if os.getuid() == 0:
            assert _said([*command, "65534"]) == "refused\n"
        assert _said(command) == "inside\n"


def _said(command: list[str]) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_what_the_channel_is_told_is_never_taken_for_the_owner(where: Path) -> None:
    """Whoever reaches the port of the chat is nobody special, whatever they say."""
    with server(where / "data") as process:
        with socket.create_connection(("127.0.0.1", process.port), 10) as client:
            client.sendall(
                b'{"command": "stop"}\r\n{"token": ""}\r\nNICK eve\r\nUSER eve 0 * :eve\r\nDIE\r\nRESTART\r\n'
            )
            client.settimeout(10)
            data = b""
            while b" 421 eve RESTART" not in data:
                data += receive_more(client)
        assert process.stop() == 0
