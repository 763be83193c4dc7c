"""A file is copied on a thread, with the mark for files of others; a failure is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_chat.qt.media import file_copier
from desktop_chat.qt.media.file_copier import FileCopier


def test_a_copy_succeeds_or_tells_why_not(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure leaves neither a half file nor a changed one."""
    owner, marked, two = QObject(), [], tmp_path / "a folder" / "two"
    monkeypatch.setattr(file_copier, "mark_download", lambda path: marked.append(path.read_bytes()))
    (tmp_path / "one").write_bytes(b"bytes")
    with qtbot.waitSignal(FileCopier(tmp_path / "one", two, owner).finished) as ended:
        pass
    assert ended.args == [""]
    assert two.read_bytes() == b"bytes"
    assert marked == [b"bytes"]
    with qtbot.waitSignal(FileCopier(tmp_path / "none", two, owner).finished) as ended:
        pass
    assert ended.args == ["No such file or directory"]
    assert two.read_bytes() == b"bytes"
    assert [path.name for path in two.parent.iterdir()] == ["two"]
