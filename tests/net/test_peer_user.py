"""The user at the other end of a Unix socket."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from desktop_chat.net.peer_user import is_own_user, peer_uid
from tests.e2e.programs import wait_for

NOBODY = 65534
unix = pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no Unix sockets")
LISTEN = """
import os, socket, sys
os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2]))
listening = socket.socket(socket.AF_UNIX)
os.umask(0)
listening.bind(sys.argv[1])
listening.listen()
print("ready", flush=True)
sys.stdin.read()
"""


@unix
def test_own_user_is_recognised() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX)
    with ours, theirs:
        assert peer_uid(ours.fileno()) in (os.geteuid(), None)
        assert is_own_user(ours.fileno())
        ours.send(b"x")  # it stays open
        assert theirs.recv(1) == b"x"
    assert not is_own_user(ours.fileno())


@unix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user too")
def test_another_user_is_recognised(tmp_path: Path) -> None:
    temporary = Path(tempfile.gettempdir())
    for folder in (tmp_path, *(parent for parent in tmp_path.parents if temporary in parent.parents)):
        folder.chmod(0o755)
    path = tmp_path / "open" / "socket"
    path.parent.mkdir()
    path.parent.chmod(0o777)
    squatter = subprocess.Popen(
        [sys.executable, "-c", LISTEN, str(path), str(NOBODY)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        wait_for("the squatter", path.exists)
        assert squatter.stdout is not None
        assert squatter.stdout.readline() == b"ready\n"
        with socket.socket(socket.AF_UNIX) as visitor:
            visitor.connect(str(path))
            assert peer_uid(visitor.fileno()) == NOBODY
            assert not is_own_user(visitor.fileno())
    finally:
        squatter.communicate(b"")
