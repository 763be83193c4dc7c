"""A second start is heard by the first, and by nobody else's program."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.single_instance import SingleInstanceServer, door_name, hand_over
from tests.net.test_peer_user import LISTEN, NOBODY

DEEP = "x" * 60
"""Two of these make the path of a profile longer than a socket's may be."""
not_windows = pytest.mark.skipif(sys.platform == "win32", reason="Windows has its own rights for this")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be another user")
KNOCK = (
    "import sys; from pathlib import Path; from desktop_chat.qt.app.single_instance import hand_over;"
    "from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
    "sys.exit(0 if hand_over(Path(sys.argv[1]), 'irc://here/#a\\nQUIT') else 1)"
)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, which all users share, and no folder for this user's sockets."""
    shared = Path(tempfile.mkdtemp(prefix="t", dir=None if sys.platform == "win32" else "/tmp"))
    shared.chmod(0o1777)
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    monkeypatch.setenv("TMPDIR", str(shared))
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    yield shared
    shutil.rmtree(shared, ignore_errors=True)


@pytest.fixture
def deep(tmp_path: Path) -> Path:
    folder = tmp_path / DEEP / DEEP
    folder.mkdir(parents=True)
    return folder


def _knock(qtbot: QtBot, folder: Path) -> list[str]:
    door = SingleInstanceServer(folder)
    heard: list[str] = []
    door.knocked.connect(heard.append)
    visitor = subprocess.Popen([sys.executable, "-c", KNOCK, str(folder)])
    qtbot.waitUntil(lambda: visitor.poll() is not None)
    door.close()
    assert visitor.returncode == 0
    return heard


def test_the_door_hears_a_link(qtbot: QtBot, tmp_path: Path) -> None:
    assert _knock(qtbot, tmp_path) == ["irc://here/#a QUIT"]
    assert not hand_over(tmp_path, "")


def test_the_path_of_a_profile_may_be_long(qtbot: QtBot, temporary: Path, deep: Path) -> None:
    assert _knock(qtbot, deep) == ["irc://here/#a QUIT"]
    if sys.platform != "win32":
        (folder,) = temporary.iterdir()
        assert folder.stat().st_mode & 0o777 == 0o700


@not_windows
def test_the_systems_own_folder_for_sockets_is_used_where_it_is_private(
    temporary: Path, deep: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "run"
    given.mkdir(mode=0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(given))
    assert Path(door_name(deep)).parent == given
    given.chmod(0o755)
    assert Path(door_name(deep)).parent.parent == temporary


@not_windows
@pytest.mark.parametrize("trick", ["open", "link", "foreign"])
def test_a_folder_that_another_user_prepared_is_not_used(
    temporary: Path, deep: Path, expected_warnings: list[logging.LogRecord], trick: str
) -> None:
    own = temporary / f"desktop-chat-{os.geteuid()}"
    if trick == "link":
        (temporary / "elsewhere").mkdir(mode=0o700)
        own.symlink_to(temporary / "elsewhere")
    else:
        own.mkdir()
        own.chmod(0o777 if trick == "open" else 0o700)
    if trick == "foreign":
        if os.geteuid() != 0:
            pytest.skip("only root can be another user")
        os.chown(own, NOBODY, NOBODY)
    SingleInstanceServer(deep).close()
    assert not hand_over(deep, "irc://secret/")
    assert len(expected_warnings) == 2


@not_windows
@as_root
def test_another_users_program_is_told_no_link(
    temporary: Path, tmp_path: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    """It has got hold of the place before us."""
    name = Path(door_name(temporary))
    squatter = subprocess.Popen(
        [sys.executable, "-c", LISTEN, str(name), str(NOBODY)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert squatter.stdout is not None
    assert squatter.stdout.readline() == b"ready\n"
    assert not hand_over(temporary, "irc://secret/")
    assert "another user" in expected_warnings[0].getMessage()
    squatter.communicate(b"")


@not_windows
@as_root
def test_another_users_knock_is_not_heard(
    qtbot: QtBot, temporary: Path, expected_warnings: list[logging.LogRecord]
) -> None:
    door = SingleInstanceServer(temporary)
    heard: list[str] = []
    door.knocked.connect(heard.append)
    os.chmod(door_name(temporary), 0o777)
    code = "import os, socket, sys; os.setgid(65534); os.setuid(65534); s = socket.socket(socket.AF_UNIX);"
    code += (
        "s.connect(sys.argv[1])\ntry: s.sendall(b'irc://here/\\n'); print(s.recv(10))\nexcept OSError: print('gone')"
    )
    visitor = subprocess.Popen([sys.executable, "-c", code, door_name(temporary)], stdout=subprocess.PIPE)
    qtbot.waitUntil(lambda: visitor.poll() is not None)
    door.close()
    assert visitor.communicate()[0] in (b"gone\n", b"b''\n")
    assert heard == []
    assert len(expected_warnings) == 1
