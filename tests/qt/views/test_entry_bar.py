"""The bar of a room in which the person is not: what the server says becomes words and the right buttons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QBoxLayout, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import EntryKind
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.login_question import LoginQuestion
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views import entry_bar
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.entry_bar import EntryBar
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script


def receive(network: Network, *lines: str) -> None:
    network.on_received(tuple(map(parse_line, lines)))


@pytest.fixture
def bar(window: ChatWindow, network: Network) -> EntryBar:
    """The bar of a room that the person wants to enter."""
    network.join_channel("#cellar")
    window.show_room(network, network.rooms["#cellar"])
    assert not window.pane.entry_bar.isVisible()
    return window.pane.entry_bar


def buttons(bar: EntryBar) -> list[str]:
    every = (bar.stop_button, bar.retry_button, bar.knock_button, bar.login_button, bar.enter_button)
    return [button.text() for button in every if button.isVisible()]


def wait_for(qtbot: QtBot, script: Script, line: bytes, count: int = 1) -> None:
    qtbot.waitUntil(lambda: script.heard.count(line) == count, timeout=MILLISECONDS)


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("403", []),
        ("405", ["Try again"]),
        ("471", ["Stop trying", "Try now"]),
        ("473", ["Try again", "Ask to be let in"]),
        ("474", ["Try again"]),
        ("475", ["Enter"]),
        ("477", ["Try again", "Log in…"]),
        ("489", ["Try again"]),
    ],
)
def test_each_refusal_has_its_buttons(bar: EntryBar, network: Network, number: str, shown: list[str]) -> None:
    receive(network, f":srv {number} Ann #cellar :Cannot join channel")
    assert bar.isVisible()
    assert buttons(bar) == shown
    assert bar.key_field.isVisible() == (number == "475")
    assert bar.accessibleName() == bar.text_label.text()
    log = network.rooms["#cellar"].log
    assert not [entry for entry in map(log.entry_at, range(len(log))) if entry.kind is EntryKind.ERROR]
    receive(network, ":Ann!ann@127.0.0.1 JOIN #cellar * :Ann")
    assert not bar.isVisible()


def test_password_is_typed_in_the_bar(qtbot: QtBot, bar: EntryBar, network: Network, script: Script) -> None:
    receive(network, ":srv 475 Ann #cellar :Cannot join channel (+k)")
    assert not bar.enter_button.isEnabled()
    assert bar.key_field.hasFocus(), "nothing was typed into the message field"
    QApplication.processEvents()
    assert bar.enter_button.geometry().bottom() >= bar.key_field.geometry().center().y() >= bar.enter_button.y()
    QTest.keyClicks(bar.key_field, "two words")
    assert not bar.enter_button.isEnabled()
    assert "no spaces" in bar.note_label.text()
    bar.key_field.setText("tulip")
    QTest.keyClick(bar.key_field, Qt.Key.Key_Return)
    wait_for(qtbot, script, b"JOIN #cellar tulip\r\n")
    assert (bar.key_field.text(), bar.note_label.text()) == ("", "")
    assert bar.key_field.hasFocus()
    receive(network, ":srv 475 Ann #cellar :Cannot join channel (+k)")
    assert bar.note_label.text() == "That password was not right."
    assert bar.key_field.hasFocus()
    bar.key_field.setText("rose")
    bar.enter_button.click()
    wait_for(qtbot, script, b"JOIN #cellar rose\r\n")


def test_password_is_typed_at_once_after_a_dialog_and_after_a_look_into_another_room(
    qtbot: QtBot, window: ChatWindow, bar: EntryBar, network: Network
) -> None:
    dialog = QDialog(window)
    dialog.open()
    QLineEdit(dialog).setFocus()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog, timeout=MILLISECONDS)
    receive(network, ":srv 475 Ann #cellar :Cannot join channel (+k)")
    dialog.close()
    window.activateWindow()
    qtbot.waitUntil(bar.key_field.hasFocus, timeout=MILLISECONDS)
    window.show_room(network, network.rooms["#lobby"])
    assert window.pane.composer.edit.hasFocus()
    window.show_room(network, network.rooms["#cellar"])
    assert bar.key_field.hasFocus()


def test_focus_goes_to_the_composer_when_the_room_opens(window: ChatWindow, bar: EntryBar, network: Network) -> None:
    receive(network, ":srv 475 Ann #cellar :Cannot join channel (+k)")
    bar.key_field.setFocus()
    receive(network, ":Ann!ann@127.0.0.1 JOIN #cellar * :Ann")
    assert window.pane.composer.edit.hasFocus()


def test_typed_password_does_not_follow_into_another_room(window: ChatWindow, bar: EntryBar, network: Network) -> None:
    receive(network, ":srv 475 Ann #cellar :Cannot join channel (+k)")
    bar.key_field.setText("tul")
    window.show_room(network, network.rooms["#lobby"])
    assert not bar.isVisible()
    window.show_room(network, network.rooms["#cellar"])
    assert bar.key_field.text() == ""


def test_moderators_are_asked_where_the_server_can(
    qtbot: QtBot, bar: EntryBar, network: Network, script: Script
) -> None:
    receive(network, ":srv 473 Ann #cellar :Cannot join channel (+i)")
    assert not bar.knock_button.isEnabled()
    assert "This server cannot" in bar.note_label.text()
    assert bar.knock_button.accessibleDescription() == bar.note_label.text()
    receive(network, ":srv 005 Ann KNOCK :are supported", ":srv 473 Ann #cellar :Cannot join channel (+i)")
    assert bar.note_label.isHidden()
    bar.knock_button.click()
    wait_for(qtbot, script, b"KNOCK #cellar :May I come in?\r\n")
    assert "The moderators were asked" in bar.text_label.text()
    assert not bar.knock_button.isEnabled()
    receive(network, ":Bob!u@h INVITE Ann #cellar")
    wait_for(qtbot, script, b"JOIN #cellar\r\n", 2)


def test_login_is_offered_where_the_server_takes_logins(
    qtbot: QtBot, window: ChatWindow, bar: EntryBar, network: Network, script: Script
) -> None:
    receive(network, ":srv 477 Ann #cellar :Cannot join channel (+r)")
    assert not bar.login_button.isEnabled()
    assert bar.login_button.accessibleDescription() == bar.note_label.text() == "This server takes no logins."
    receive(network, ":srv CAP Ann NEW :sasl=PLAIN", ":srv 477 Ann #cellar :Cannot join channel (+r)")
    assert bar.note_label.isHidden()
    bar.login_button.click()
    assert window.findChildren(LoginQuestion)[-1].isVisible()
    receive(network, ":srv 900 Ann Ann!ann@127.0.0.1 ann :You are now logged in as ann")
    wait_for(qtbot, script, b"JOIN #cellar\r\n", 2)


def test_next_attempt_is_counted_down(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, bar: EntryBar, network: Network, script: Script
) -> None:
    receive(network, ":srv 471 Ann #cellar :Cannot join channel (+l)")
    problem = network.rooms["#cellar"].state.problem
    assert problem is not None
    for left, text in ((9_500, "Trying again in 10 s."), (9_000, "Trying again in 9 s."), (-5, "Trying again…")):
        monkeypatch.setattr(entry_bar, "now_ms", lambda left=left: problem.retry_at - left)
        bar.show_state()
        assert bar.note_label.text() == text
    bar.retry_button.click()
    wait_for(qtbot, script, b"JOIN #cellar\r\n", 2)
    receive(network, ":srv 471 Ann #cellar :Cannot join channel (+l)")
    bar.stop_button.click()
    assert buttons(bar) == ["Try again"]
    assert bar.note_label.isHidden()


def test_kicked_person_reads_why_and_returns(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    receive(network, ":Bob!u@h KICK #lobby Ann :too loud")
    bar = window.pane.entry_bar
    assert bar.isVisible()
    assert bar.text_label.text() == "Bob kicked you from this room: too loud"
    composer = window.pane.composer
    assert composer.edit.placeholderText() == "You cannot write here now"
    QTest.keyClicks(composer.edit, "why?")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert composer.text() == "why?"
    fault = window.pane.writing.fault_bar
    assert fault.text_label.text() == "This message was not sent."
    assert fault.accessibleName() == f"{fault.text_label.text()} {bar.text_label.text()}"
    assert b"why?" not in script.heard
    bar.enter_button.click()
    wait_for(qtbot, script, b"JOIN #lobby\r\n")
    receive(network, ":Ann!ann@127.0.0.1 JOIN #lobby * :Ann")
    assert not bar.isVisible()
    assert composer.edit.placeholderText() == "Message #lobby"


def test_without_a_connection_the_banner_speaks(qtbot: QtBot, made: Scene, window: ChatWindow, bar: EntryBar) -> None:
    network = made.controller.networks[0]
    receive(network, ":srv 474 Ann #cellar :Cannot join channel (+b)")
    made.cut()
    qtbot.waitUntil(window.pane.banner.isVisible, timeout=MILLISECONDS)
    assert not bar.isVisible()


def test_buttons_stand_below_the_text_in_a_narrow_window(window: ChatWindow, bar: EntryBar, network: Network) -> None:
    receive(network, ":srv 473 Ann #cellar :Cannot join channel (+i)")
    window.resize(1600, 720)
    layout = bar.layout()
    assert isinstance(layout, QBoxLayout)
    assert layout.direction() is QBoxLayout.Direction.LeftToRight
    window.resize(420, 640)
    assert layout.direction() is QBoxLayout.Direction.TopToBottom
