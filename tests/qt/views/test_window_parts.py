"""What a chat window makes after its first frame, and for a key or a click that comes before."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.client.program_wish import ProgramWish
from desktop_chat.net.control_values import KnockRow
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.widgets.knock_bar import KnockBar
from tests.qt.scenes import Scene
from tests.qt.views.test_entry_bar import receive

LATE = ("toast", "acts", "own_acts", "member_acts", "messages", "edit_history", "reacting", "effects", "shortcuts",
        "requests", "searching")  # fmt: skip
LATE_AIDS = ("markup", "markup_bar", "completer", "spell_marks", "intent_bar", "fault_bar")
LATE_BARS = ("pin_bar", "entry_bar", "gap_bar", "invitation", "waiting_bar")


@pytest.fixture
def bare(qtbot: QtBot, made: Scene, network: Network) -> Iterator[ChatWindow]:
    """A window at its first frame."""
    window = ChatWindow(made.controller, complete=False)
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def test_the_first_frame_needs_no_late_part(bare: ChatWindow) -> None:
    assert bare.room is not None
    assert [name for name in LATE if bare.was_made(name)] == []
    assert [name for name in LATE_BARS if name in vars(bare.pane)] == []
    assert [name for name in LATE_AIDS if name in vars(bare.pane.composer) or name in vars(bare.pane.writing)] == []


def test_completion_makes_what_hears_servers_and_keys(bare: ChatWindow) -> None:
    bare.complete_parts()
    made = [name for name in LATE if bare.was_made(name)]
    assert set(LATE) - set(made) == {"toast", "requests", "searching"}
    bare.complete_parts()
    assert [name for name in LATE if bare.was_made(name)] == made


def test_a_server_is_heard_once_after_completion(
    bare: ChatWindow, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    bare.complete_parts()
    bare.complete_parts()
    begun: list[str] = []
    monkeypatch.setattr(network, "disconnect_now", begun.append)
    network.program_called.emit(network.page, ProgramWish.DISCONNECT, "bye")
    assert begun == ["bye"]


def test_a_key_before_completion_is_not_lost(bare: ChatWindow, qtbot: QtBot, network: Network) -> None:
    with qtbot.waitActive(bare):
        bare.activateWindow()
    shown = bare.room
    QTest.keyClick(bare.pane.composer.edit, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert bare.is_complete
    assert bare.room is not shown


def test_a_click_before_completion_makes_what_it_needs(bare: ChatWindow, qtbot: QtBot) -> None:
    bare.sidebar.menu_button.click()
    assert bare.was_made("acts")
    assert not bare.is_complete
    for menu in bare.findChildren(QMenu):
        menu.close()


def test_a_marking_key_before_completion_is_not_lost(bare: ChatWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(bare):
        bare.activateWindow()
    edit = bare.pane.composer.edit
    edit.setPlainText("tea")
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert edit.toPlainText() == "**tea**"


def test_hidden_bar_gives_its_focus_to_the_composer(window: ChatWindow, network: Network) -> None:
    edit = window.pane.composer.edit
    receive(network, ":Bob!b@h KICK #lobby Ann :enough")
    window.pane.entry_bar.enter_button.setFocus()
    receive(network, ":Ann!ann@127.0.0.1 JOIN #lobby * :Ann")
    assert not window.pane.entry_bar.isVisible()
    assert edit.hasFocus()
    knocks = KnockBar()
    window.pane.add_bar("knocks", knocks)
    knocks.set_knocks(
        (KnockRow(1, "cid", "Cid", "192.168.1.7", "", 5), KnockRow(2, "dan", "Dan", "192.168.1.8", "", 6))
    )
    knocks.accept_button.setFocus()
    knocks.accept_button.click()
    assert knocks.accept_button.hasFocus()  # for the next person
    knocks.accept_button.click()
    assert edit.hasFocus()
    window.people.search_field.setFocus()
    window.pane.header.members_requested.emit()
    assert not window.people.isVisible()
    assert edit.hasFocus()


def test_escape_closes_the_search_and_leads_back_to_the_composer(window: ChatWindow) -> None:
    window.on_search_wanted()
    window.pane.composer.setFocus()
    QTest.keyClick(window.pane.composer.edit, Qt.Key.Key_Escape)
    assert not window.search.isVisible()
    for part in (window.pane.timeline, window.sidebar.view, window.people.search_field):
        part.setFocus()
        QTest.keyClick(part, Qt.Key.Key_Escape)
        assert window.pane.composer.edit.hasFocus()
