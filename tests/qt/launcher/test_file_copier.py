"""A file is copied on a thread; a failure is told in a sentence."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.file_copier import FileCopier


def test_a_copy_succeeds_or_tells_why_not(qtbot: QtBot, tmp_path: Path) -> None:
    owner = QObject()
    (tmp_path / "one").write_bytes(b"bytes")
    with qtbot.waitSignal(FileCopier(tmp_path / "one", tmp_path / "two", owner).finished) as ended:
        pass
    assert ended.args == [""]
    assert (tmp_path / "two").read_bytes() == b"bytes"
    with qtbot.waitSignal(FileCopier(tmp_path / "none", tmp_path / "three", owner).finished) as ended:
        pass
    assert ended.args == ["No such file or directory"]
