"""The dialog that cuts a picture."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.dialogs.portrait_dialog import PortraitDialog


def test_slider_buttons_and_keys_are_one_zoom(qtbot: QtBot) -> None:
    image = QImage(400, 800, QImage.Format.Format_RGB32)
    dialog = PortraitDialog(image, None)
    dialog.open()
    dialog.slider.setValue(200)
    assert dialog.canvas.zoom == 2
    dialog.larger_button.click()
    assert dialog.slider.value() == 220
    dialog.smaller_button.click()
    assert dialog.slider.value() == 200
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(dialog.canvas, Qt.Key.Key_Return)
    assert answered.args is not None
    assert answered.args[1] == QRect(100, 300, 200, 200)
