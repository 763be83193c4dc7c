"""Another language shows at once in every window, with the same room, and the old windows hear nothing more."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop_chat.qt.app.language_switch import LanguageSwitch
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.i18n.installed_language import InstalledLanguage
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.settings.look_page import LookPage
from tests.qt.scenes import Scene, Script, workshop


@pytest.fixture
def script() -> Script:
    return workshop()


@pytest.fixture
def windows(
    qtbot: QtBot, qapp: QApplication, made: Scene, network: Network, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Windows]:
    monkeypatch.delenv("DESKTOP_CHAT_LANGUAGE", raising=False)
    language = InstalledLanguage(qapp, "en")
    opened = Windows(made.controller, made.hosting)
    LanguageSwitch(opened, language)
    yield opened
    opened.settings.close()
    opened.close_all()
    language.change("en")
    language.close()


def choose_language(qtbot: QtBot, windows: Windows, language: str) -> None:
    with qtbot.waitSignal(windows.language_changed):
        assert windows.settings.window is not None
        look = windows.settings.window.page("look")
        assert isinstance(look, LookPage)
        look.language_box.choose_value(language)
    qtbot.waitUntil(lambda: windows.settings.window is not None)


def test_all_windows_speak_the_new_language(qtbot: QtBot, windows: Windows, network: Network, script: Script) -> None:
    old = windows.show_chat()
    lamps = network.rooms["#lamps"]
    old.show_room(network, lamps)
    old.pane.composer.edit.setPlainText("half a sentence")
    launcher = windows.show_launcher()
    launcher.navigation.choose_page(2)
    windows.show_settings("look")
    choose_language(qtbot, windows, "ru")
    chat = windows.chat
    assert chat is not None
    assert chat is not old
    assert chat.isVisible()
    assert chat.room is lamps
    assert chat.pane.composer.edit.toPlainText() == "half a sentence"
    assert chat.sidebar.jump_button.text() == "Перейти…"
    assert windows.launcher is not None
    assert windows.launcher.windowTitle() != launcher.windowTitle()
    assert windows.launcher.pages.currentIndex() == 2
    assert windows.settings.window is not None
    assert windows.settings.window.windowTitle() == "Настройки"
    look = windows.settings.window.page("look")
    assert isinstance(look, LookPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is look.language_box)
    qtbot.waitUntil(lambda: not isValid(old))
    script.say(
        ":Bob!u@192.168.1.31 PRIVMSG #lamps :Ann: after the change",
        ":Cid!u@192.168.1.32 JOIN #lamps",
        ":Cid!u@192.168.1.32 NICK Cyd",
        ":Cyd!u@192.168.1.32 PART #lamps",
        ":Bob!u@192.168.1.31 PRIVMSG #lamps :the last",
    )
    log = lamps.log
    qtbot.waitUntil(lambda: any(log.entry_at(index).text == "the last" for index in range(len(log))))
    network.disconnect_now()
    choose_language(qtbot, windows, "en")
    assert windows.chat is not None
    assert windows.chat.sidebar.jump_button.text() == "Jump to…"


def test_a_hidden_window_is_made_when_it_is_shown(qtbot: QtBot, windows: Windows) -> None:
    old = windows.show_chat()
    windows.show_settings("look")
    old.hide()
    windows.program_exit.is_resting = True
    choose_language(qtbot, windows, "ru")
    assert windows.chat is None
    windows.raise_up("")
    assert windows.chat is not None
    assert windows.chat.sidebar.jump_button.text() == "Перейти…"


def test_the_start_window_keeps_what_was_typed(qtbot: QtBot, windows: Windows) -> None:
    start = windows.entrance.show_window()
    start.address_field.setText("chat.example.org")
    windows.show_settings("look")
    choose_language(qtbot, windows, "ru")
    assert windows.entrance.window is not None
    assert windows.entrance.window is not start
    assert windows.entrance.window.address_field.text() == "chat.example.org"
