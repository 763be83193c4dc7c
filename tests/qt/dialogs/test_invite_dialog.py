"""The link to a chat can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.invite_dialog import InviteDialog


def test_link_is_copied(qtbot: QtBot) -> None:
    dialog = InviteDialog("#lobby", "ircs://192.168.1.20:6697/#lobby", "", None)
    dialog.open()
    QTest.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "ircs://192.168.1.20:6697/#lobby"
    assert dialog.copy_button.text() == "Copied"
    dialog.close()
