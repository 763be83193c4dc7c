"""Shortcuts do what they say, by the keys that a person chose."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.shortcuts import DEFAULT_KEYS, WindowShortcuts, keys_text, shortcut_entries

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_each_shortcut_has_a_text_and_keys_of_its_own(qtbot: QtBot) -> None:
    assert [entry.name for entry in shortcut_entries()] == list(DEFAULT_KEYS)
    assert len(set(DEFAULT_KEYS.values())) == len(DEFAULT_KEYS)
    assert keys_text("jump", {}) == "Ctrl+K"
    assert keys_text("jump", {"jump": ""}) == ""


def test_keys_can_be_changed(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.change_fields(shortcuts={"quit": ""})
    window = QWidget()
    qtbot.addWidget(window)
    done: list[str] = []
    acts = {"jump": lambda: done.append("jump"), "quit": lambda: done.append("quit")}
    shortcuts = WindowShortcuts(window, acts, settings)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Q, CONTROL)
    assert done == ["jump"]
    settings.change_fields(shortcuts={"jump": "Ctrl+G"})
    shortcuts.renew_keys()
    QTest.keyClick(window, Qt.Key.Key_K, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_G, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Q, CONTROL)
    assert done == ["jump", "jump", "quit"]


def test_the_chat_window_has_all_of_them(qtbot: QtBot, window: ChatWindow) -> None:
    assert set(window.shortcuts._shortcuts) == set(DEFAULT_KEYS)
    with qtbot.waitSignal(window.shortcuts_requested):
        QTest.keyClick(window, Qt.Key.Key_Slash, CONTROL)
