"""A notice shows a sentence, and a button only if there is an action."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.notice import Notice


def test_notice_is_hidden_until_it_has_a_sentence(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    notice = Notice(window)
    window.show()
    assert not notice.isVisible()
    notice.show_notice("warning", "The disk is full.")
    assert notice.isVisible()
    assert notice.accessibleName() == "The disk is full."
    assert not notice.action_button.isVisible()


def test_action_of_a_notice(qtbot: QtBot) -> None:
    notice = Notice()
    qtbot.addWidget(notice)
    notice.show_notice("danger", "Port 6697 is busy.", "Use port 6698", strong=True)
    assert notice.action_button.text() == "Use port 6698"
    assert notice.action_button.property("role") == "primary"
    with qtbot.waitSignal(notice.acted):
        QTest.mouseClick(notice.action_button, Qt.MouseButton.LeftButton)
