"""Reactions in a window with a real server behind it, and emoji for the composer."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.emoji_catalogue import emoji_catalogue
from desktop_chat.client.reactions import reactions_of
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.emoji_picker import EmojiPicker
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess
from tests.qt.views.test_room_pane import LOBBY, last
from tests.qt.views.test_room_pane import chat as chat


def shown(window: ChatWindow) -> list[tuple[str, tuple[str, ...], bool]]:
    return [(one.text, one.nicks, one.own) for one in reactions_of(last(window.pane))]


def picker_of(window: ChatWindow) -> EmojiPicker:
    return window.findChildren(EmojiPicker)[-1]


def test_reaction_goes_to_the_server_and_is_taken_back(qtbot: QtBot, chat: ChatWindow) -> None:
    timeline = chat.pane.timeline
    assert timeline.may_react(last(chat.pane))
    timeline.reaction_requested.emit(last(chat.pane), "👍")
    qtbot.waitUntil(lambda: shown(chat) == [("👍", ("ann",), True)], timeout=MILLISECONDS)
    timeline.reaction_requested.emit(last(chat.pane), "👍")
    qtbot.waitUntil(lambda: shown(chat) == [], timeout=MILLISECONDS)


def test_other_person_sees_the_reaction_live_and_later(
    qtbot: QtBot, chat: ChatWindow, make_controller: MakeController, server_process: ServerProcess
) -> None:
    chat.pane.timeline.reaction_requested.emit(last(chat.pane), "🎉")
    qtbot.waitUntil(lambda: shown(chat) == [("🎉", ("ann",), True)], timeout=MILLISECONDS)
    bob = make_controller("bob").join_chat(ChatAddress("127.0.0.1", server_process.port))

    def seen() -> list[tuple[str, tuple[str, ...]]]:
        log = bob.rooms[LOBBY].log if LOBBY in bob.rooms else ()
        entries = [log.entry_at(index) for index in range(len(log))] if not isinstance(log, tuple) else []
        return [(one.text, one.nicks) for entry in entries for one in reactions_of(entry)]

    qtbot.waitUntil(lambda: seen() == [("🎉", ("ann",))], timeout=MILLISECONDS)
    chat.pane.timeline.reaction_requested.emit(last(chat.pane), "👍")
    qtbot.waitUntil(lambda: seen() == [("🎉", ("ann",)), ("👍", ("ann",))], timeout=MILLISECONDS)


def test_picker_reacts_and_remembers(qtbot: QtBot, chat: ChatWindow) -> None:
    chat.pane.timeline.picker_requested.emit(last(chat.pane), QRect(10, 10, 20, 20))
    picker = picker_of(chat)
    QTest.keyClicks(picker.field, "rocket")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(chat) == [("🚀", ("ann",), True)], timeout=MILLISECONDS)
    assert chat.controller.settings.preferences.recent_emoji == "🚀"
    assert chat.pane.timeline.quick_reactions()[0] == "🚀"


def test_button_of_the_composer_puts_an_emoji_at_the_caret(chat: ChatWindow) -> None:
    composer = chat.pane.composer
    QTest.keyClicks(composer.edit, "well ")
    QTest.mouseClick(composer.emoji_button, Qt.MouseButton.LeftButton)
    picker = picker_of(chat)
    picker.set_tone(2)
    QTest.keyClicks(picker.field, "+1")
    QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert composer.text() == "well 👍🏼"
    assert chat.controller.settings.preferences.skin_tone == 2
    QTest.keyClicks(composer.edit, " :wave")
    assert composer.completer.popup.choices[0].mark == "👋🏼"


def test_names_are_loaded_before_somebody_asks(qtbot: QtBot, chat: ChatWindow) -> None:
    emoji_catalogue.cache_clear()
    chat.reacting.load_names()
    qtbot.waitUntil(lambda: emoji_catalogue.cache_info().currsize == 1, timeout=MILLISECONDS)


def test_nothing_happens_without_a_room(chat: ChatWindow) -> None:
    entry = last(chat.pane)
    chat.pane.show_nothing()
    chat.pane.timeline.reaction_requested.emit(entry, "👍")
    chat.pane.timeline.picker_requested.emit(entry, QRect())
    chat.reacting.open_for_composer()
    assert chat.findChildren(EmojiPicker) == []
