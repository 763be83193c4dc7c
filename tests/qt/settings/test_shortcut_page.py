"""Keys are looked up, changed, refused if they are in use, and reset."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.settings.shortcut_page import ShortcutPage


@pytest.fixture
def page(qtbot: QtBot, context: SettingsContext) -> ShortcutPage:
    made = ShortcutPage(context, "Shortcuts")
    qtbot.addWidget(made)
    return made


def choose(page: ShortcutPage, name: str, keys: str) -> None:
    page.fields[name].setKeySequence(QKeySequence(keys))
    page.fields[name].editingFinished.emit()


def test_keys_are_pressed_into_a_field(qtbot: QtBot, context: SettingsContext, page: ShortcutPage) -> None:
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    field = page.fields["jump"]
    field.setFocus()
    with qtbot.waitSignal(context.shortcuts_changed):
        QTest.keyClick(field, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    assert context.preferences.shortcuts == {"jump": "Ctrl+G"}


def test_usual_keys_are_not_kept_and_none_are(context: SettingsContext, page: ShortcutPage) -> None:
    choose(page, "jump", "Ctrl+G")
    choose(page, "quit", "")
    assert context.preferences.shortcuts == {"jump": "Ctrl+G", "quit": ""}
    choose(page, "jump", "Ctrl+K")
    assert context.preferences.shortcuts == {"quit": ""}


def test_keys_in_use_are_refused(context: SettingsContext, page: ShortcutPage) -> None:
    choose(page, "jump", "Ctrl+F")
    assert context.preferences.shortcuts == {}
    assert page.rows["jump"].help_label.text() == "Ctrl+F is in use: Search."
    assert page.fields["jump"].keySequence() == QKeySequence("Ctrl+K")
    choose(page, "search", "")
    choose(page, "jump", "Ctrl+F")  # free now
    assert context.preferences.shortcuts == {"search": "", "jump": "Ctrl+F"}
    assert page.rows["jump"].help_label.text() == ""


def test_keys_are_reset(context: SettingsContext, page: ShortcutPage) -> None:
    choose(page, "jump", "Ctrl+G")
    page.reset_button.click()
    assert context.preferences.shortcuts == {}
    assert page.fields["jump"].keySequence() == QKeySequence("Ctrl+K")


def test_cleared_keys_are_kept(context: SettingsContext, page: ShortcutPage) -> None:
    page.fields["jump"].clear_action.trigger()
    assert context.preferences.shortcuts == {"jump": ""}
