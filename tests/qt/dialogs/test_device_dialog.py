"""The dialog with the code for another device."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.device_dialog import DeviceDialog


def test_words_code_and_link_are_shown(qtbot: QtBot) -> None:
    link = "ircs://192.168.1.20:6697/?account=ann&code=a-b-c-d-e"
    dialog = DeviceDialog("Workshop", "ann", "a-b-c-d-e", link, None)
    dialog.open()
    assert dialog.words_label.text() == "a b c d e"
    assert dialog.words_label.accessibleName() == "Words of the code: a b c d e"
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == link
    with qtbot.waitSignal(dialog.accepted):
        dialog.done_button.click()
