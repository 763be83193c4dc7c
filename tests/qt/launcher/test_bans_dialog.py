"""The dialog shows, searches and lifts bans."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import BanRow
from desktop_chat.qt.launcher.bans_dialog import BansDialog

NOW = 1_700_000_000_000

BOB = BanRow(kind="mask", mask="~f:" + "ab" * 32, reason="spam", by="the host", at=NOW - 1000, until=0, name="bob")

EVE = BanRow("mute", "*!eve@10.0.0.7", "", "the host", NOW - 2000, NOW + 3_600_000)

NETWORK = BanRow("network", "203.0.113.7/32", "", "ann", NOW - 3000, 0)


@pytest.fixture
def dialog(qtbot: QtBot) -> BansDialog:
    made = BansDialog(None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_selected_ban_is_lifted_by_button_and_key(qtbot: QtBot, dialog: BansDialog) -> None:
    dialog.set_bans((NETWORK, BOB, EVE), NOW)
    assert not dialog.lift_button.isEnabled()
    dialog.view.setCurrentIndex(dialog.bans.index(2, 0))
    with qtbot.waitSignal(dialog.lift_requested) as wanted:
        dialog.lift_button.click()
    assert wanted.args == [NETWORK]
    dialog.activateWindow()
    dialog.view.setFocus()
    qtbot.waitUntil(dialog.view.hasFocus)
    with qtbot.waitSignal(dialog.lift_requested):
        QTest.keyClick(dialog.view, Qt.Key.Key_Delete)
    dialog.set_bans((BOB,), NOW)
    assert not dialog.lift_button.isEnabled()


def test_search_filters_bans_and_empty_list_says_why(dialog: BansDialog) -> None:
    assert dialog.empty.accessibleName() == "Nobody is banned"
    dialog.set_bans((NETWORK, BOB, EVE), NOW)
    assert dialog.view.isVisible()
    dialog.search_field.setText("SPAM")
    dialog.on_searched("SPAM")
    assert [dialog.bans.index(row, 0).data() for row in range(dialog.bans.rowCount())] == ["bob"]
    dialog.on_searched("nobody of them")
    assert dialog.empty.accessibleName() == "Nobody found"
