"""A second start is heard by the first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_chat.qt.door import Door, hand_over


def test_the_door_hears_a_link(qtbot: QtBot, tmp_path: Path) -> None:
    door = Door(tmp_path)
    heard: list[str] = []
    door.knocked.connect(heard.append)
    command = "import sys; from pathlib import Path; from desktop_chat.qt.door import hand_over;"
    command += "from PySide6.QtCore import QCoreApplication; a = QCoreApplication([]);"
    command += "sys.exit(0 if hand_over(Path(sys.argv[1]), 'irc://here/#a\\nQUIT') else 1)"
    visitor = subprocess.Popen([sys.executable, "-c", command, str(tmp_path)])
    qtbot.waitUntil(lambda: visitor.poll() is not None)
    door.close()
    assert visitor.returncode == 0
    assert heard == ["irc://here/#a QUIT"]
    assert not hand_over(tmp_path, "")
