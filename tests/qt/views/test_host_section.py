"""The button that starts a chat, and what is said below it: made at its first use, and in the order of Tab."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.views.host_section import HostSection


@pytest.fixture
def section(qtbot: QtBot) -> HostSection:
    made = HostSection()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    return made


def test_first_frame_has_only_the_button(qtbot: QtBot, section: HostSection) -> None:
    section.clear()
    assert {"error_label", "ways", "port_button", "launcher_button"}.isdisjoint(vars(section))
    with qtbot.waitSignal(section.host_requested):
        QTest.mouseClick(section.host_button, Qt.MouseButton.LeftButton)


def test_failure_is_followed_by_ways_out(qtbot: QtBot, section: HostSection) -> None:
    free = FreePort(6698, "listen.addresses", ("127.0.0.1:6698",))
    section.set_failure("Port 6697 is busy.", free)
    section.host_button.setFocus()
    visited = []
    for _ in range(3):
        visited.append(QApplication.focusWidget())
        QTest.keyClick(section, Qt.Key.Key_Tab)
    assert visited == [section.host_button, section.port_button, section.launcher_button]
    with qtbot.waitSignal(section.port_requested) as wanted:
        QTest.mouseClick(section.port_button, Qt.MouseButton.LeftButton)
    assert wanted.args == [free]
    with qtbot.waitSignal(section.launcher_requested):
        QTest.mouseClick(section.launcher_button, Qt.MouseButton.LeftButton)
    section.set_failure("The disk is full.")
    assert (section.error_label.text(), section.port_button.isVisible()) == ("The disk is full.", False)
    section.clear()
    assert not section.error_label.isVisible()
    assert not section.launcher_button.isVisible()


def test_sentence_needs_no_way_out(section: HostSection) -> None:
    section.say("Some of your settings could not be read.")
    assert section.error_label.isVisible()
    assert "ways" not in vars(section)
