"""Who else is typing stands below the composer; that we are is told to the others, unless we would rather not."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.clock import now_ms
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views import typing_note
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script, workshop


@pytest.fixture
def script() -> Script:
    made = workshop()
    made.lines.append("@+typing=active :Bob!u@192.168.1.31 TAGMSG #lobby")
    return made


def test_typing_people_are_named_while_they_type(
    qtbot: QtBot, window: ChatWindow, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = window.pane.composer
    qtbot.waitUntil(lambda: note.note == "Bob is typing…")
    assert note.edit.accessibleDescription() == "Bob is typing…"
    window.show_room(network, network.rooms["#lamps"])
    assert note.note == ""
    window.show_room(network, network.rooms["#lobby"])
    assert note.note == "Bob is typing…"
    monkeypatch.setattr(typing_note, "now_ms", lambda: now_ms() + 6_000)  # the next look is after six seconds
    qtbot.waitUntil(lambda: note.note == "", timeout=MILLISECONDS)


def test_others_are_told(qtbot: QtBot, window: ChatWindow, script: Script) -> None:
    edit = window.pane.composer.edit
    QTest.keyClicks(edit, "hel")
    qtbot.waitUntil(lambda: script.heard.count(b"+typing=active TAGMSG #lobby") == 1)
    edit.clear()
    qtbot.waitUntil(lambda: b"+typing=done TAGMSG #lobby" in script.heard)
    QTest.keyClicks(edit, "hello")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: b":hello" in script.heard or b"#lobby hello" in script.heard)
    assert script.heard.count(b"+typing=active") == 2
    assert script.heard.count(b"+typing=done") == 1


def test_typing_is_not_told_against_the_persons_wish(
    qtbot: QtBot, made: Scene, window: ChatWindow, script: Script
) -> None:
    made.controller.settings.change_fields(tell_typing=False)
    QTest.keyClicks(window.pane.composer.edit, "hello")
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: b"hello" in script.heard)
    assert b"typing" not in script.heard


def test_typing_a_command_is_not_told(qtbot: QtBot, window: ChatWindow, script: Script) -> None:
    QTest.keyClicks(window.pane.composer.edit, "/topic tea")
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: b"TOPIC #lobby" in script.heard)
    assert b"typing" not in script.heard


def test_many_are_not_named(qtbot: QtBot, window: ChatWindow) -> None:
    words = window.pane.typing._typing_text
    assert words(["Bob", "Cid"]) == "Bob and Cid are typing…"
    assert words(["Bob", "Cid", "Eve"]) == "Several people are typing…"
    window.pane.composer.set_note("Somebody with a very long name " * 20)
    assert not window.grab().isNull()
