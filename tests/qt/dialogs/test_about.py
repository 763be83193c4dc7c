"""The dialog about the program."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.about import About


def test_escape_closes_the_dialog(qtbot: QtBot) -> None:
    about = About(None)
    about.open()
    QTest.keyClick(about, Qt.Key.Key_Escape)
