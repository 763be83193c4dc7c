"""The settings of a room, by a moderator and by others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_settings import RoomRule, RoomSettings
from desktop_chat.irc.isupport import ISupport
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog

SUPPORT = ISupport({"CHANMODES": "beI,k,l,CMRcimnst"})
BEFORE = RoomSettings(frozenset({RoomRule.MEMBERS_SPEAK, RoomRule.HIDDEN}), "key", 5)


def opened(qtbot: QtBot, *, moderator: bool = True) -> RoomSettingsDialog:
    dialog = RoomSettingsDialog("#tea", BEFORE, SUPPORT, ("Owners: ann",), None, moderator=moderator)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_controls_show_the_settings(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    assert {rule for rule, switch in dialog.switches.items() if switch.isChecked()} == BEFORE.rules
    assert (dialog.password_field.text(), dialog.limit_field.value()) == ("key", 5)
    assert dialog.wanted_settings() == BEFORE


def test_changes_are_saved(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    dialog.switches[RoomRule.INVITED_ONLY].click()
    QTest.keyClick(dialog.switches[RoomRule.HIDDEN], Qt.Key.Key_Space)
    dialog.password_field.clear()
    dialog.limit_field.setValue(0)
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert saved.args == [BEFORE, RoomSettings(frozenset({RoomRule.MEMBERS_SPEAK, RoomRule.INVITED_ONLY}))]


def test_password_that_cannot_be_is_named(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.assertNotEmitted(dialog.saved):
        for password in ("two words", "a,b", ":x"):
            dialog.password_field.setText(password)
            assert not dialog.fault_label.isVisible()
            dialog.save_button.click()
            assert dialog.fault_label.text() == "The password of a room has no spaces and no commas."
    assert dialog.isVisible()


def test_what_the_server_lacks_is_greyed_with_the_reason(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    switch = dialog.switches[RoomRule.ENCRYPTED_ONLY]
    assert not switch.isEnabled()
    assert switch.accessibleDescription() == "This server cannot do this."
    assert not dialog.retention_box.isEnabled()
    assert dialog.retention_box.accessibleDescription() == "The server decides how long messages are kept."
    assert dialog.switches[RoomRule.ACCOUNTS_ONLY].isEnabled()


def test_others_only_read(qtbot: QtBot) -> None:
    dialog = opened(qtbot, moderator=False)
    assert not any(switch.isEnabled() for switch in dialog.switches.values())
    assert dialog.password_field.isReadOnly()
    assert not dialog.limit_field.isEnabled()
    assert not dialog.save_button.isVisible()
    assert dialog.close_button.text() == "Close"


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ({}, "The server decides how long messages are kept."),
        ({"desktop-chat/RETENTION": "0"}, "The server keeps messages for good."),
        ({"desktop-chat/RETENTION": "30"}, "The server deletes messages after 30 days."),
    ],
)
def test_time_for_which_messages_are_kept_is_said(qtbot: QtBot, tokens: dict[str, str], text: str) -> None:
    dialog = RoomSettingsDialog("#tea", BEFORE, ISupport(tokens), (), None, moderator=False)
    qtbot.addWidget(dialog)
    assert text in [label.text() for label in dialog.findChildren(QLabel)]


def test_lists_are_reached(qtbot: QtBot) -> None:
    dialog = opened(qtbot)
    with qtbot.waitSignal(dialog.lists_requested):
        dialog.lists_button.click()


def test_time_for_messages_is_chosen_by_keys(qtbot: QtBot) -> None:
    support = ISupport({"CHANMODES": "beI,k,Hl,imnst", "desktop-chat/RETENTION": "30"})
    dialog = RoomSettingsDialog("#tea", RoomSettings(), support, (), None, moderator=True)
    qtbot.addWidget(dialog)
    dialog.open()
    assert "deleted for good" in dialog.retention_box.accessibleDescription()
    QTest.keyClick(dialog.retention_box, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.saved) as saved:
        dialog.save_button.click()
    assert saved.args == [RoomSettings(), RoomSettings(keep_days=1)]
