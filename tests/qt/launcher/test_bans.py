"""The bans: what the list says of each, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop_chat.net.control import BanRow
from desktop_chat.qt.launcher.bans_dialog import BansDialog
from desktop_chat.qt.launcher.bans_model import BansModel, ban_subject

NOW = 1_700_000_000_000
BOB = BanRow("mask", "~f:" + "ab" * 32, "spam", "the host", NOW - 1000, 0, "bob")
EVE = BanRow("mute", "*!eve@10.0.0.7", "", "the host", NOW - 2000, NOW + 3_600_000)
NETWORK = BanRow("network", "203.0.113.7/32", "", "ann", NOW - 3000, 0)


@pytest.fixture
def dialog(qtbot: QtBot) -> BansDialog:
    made = BansDialog(None)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("ban", "words"),
    [
        (BOB, "bob"),
        (EVE, "eve at 10.0.0.7"),
        (NETWORK, "Everybody at 203.0.113.7"),
        (replace(NETWORK, mask="10.0.0.0/24"), "Everybody at 10.0.0.0/24"),
        (replace(EVE, mask="e*!*@*.example"), "e*!*@*.example"),
        (replace(EVE, mask="~r:Eve"), "~r:Eve"),
    ],
)
def test_whom_it_means_is_said_as_people_say_it(ban: BanRow, words: str) -> None:
    assert ban_subject(ban) == words


def test_what_was_done_for_how_long_and_why(qtmodeltester: ModelTester) -> None:
    model = BansModel()
    model.set_bans((EVE, BOB), NOW)
    check: Callable[..., None] = qtmodeltester.check
    check(model)
    told = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert told == ["bob, Banned for good: spam", "eve at 10.0.0.7, Muted for another 1 h 0 min"]
    assert "the host" in model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)


def test_the_chosen_one_is_lifted(qtbot: QtBot, dialog: BansDialog) -> None:
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


def test_search_and_emptiness_say_what_is_there(dialog: BansDialog) -> None:
    assert dialog.empty.accessibleName() == "Nobody is banned"
    dialog.set_bans((NETWORK, BOB, EVE), NOW)
    assert dialog.view.isVisible()
    dialog.search_field.setText("SPAM")
    dialog.on_searched("SPAM")
    assert [dialog.bans.index(row, 0).data() for row in range(dialog.bans.rowCount())] == ["bob"]
    dialog.on_searched("nobody of them")
    assert dialog.empty.accessibleName() == "Nobody found"
