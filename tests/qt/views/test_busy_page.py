"""The page of the start window while something is under way."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.busy_page import BusyPage


def test_its_button_cancels(qtbot: QtBot) -> None:
    page = BusyPage()
    qtbot.addWidget(page)
    page.show()
    assert page.spinner.accessibleName() == "Please wait"
    page.set_text("Connecting…")
    assert page.label.text() == "Connecting…"
    with qtbot.waitSignal(page.cancel_requested):
        QTest.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
