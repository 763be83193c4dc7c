"""The people of a room: how many there are, and the way to write to a person."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import Member
from desktop_chat.qt.models.members import MemberRole
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.members_panel import MembersPanel


@pytest.fixture
def panel(window: ChatWindow) -> MembersPanel:
    return window.people


def index_of(panel: MembersPanel, nick: str) -> QModelIndex:
    model = panel.view.model()
    return next(model.index(row, 0) for row in range(model.rowCount()) if model.index(row, 0).data() == nick)


def test_the_heading_counts_the_people(panel: MembersPanel) -> None:
    assert panel.heading_label.text().startswith("People")
    assert "10" in panel.heading_label.text()


def test_enter_writes_to_a_person(qtbot: QtBot, panel: MembersPanel) -> None:
    panel.view.setCurrentIndex(index_of(panel, "Bob"))
    with qtbot.waitSignal(panel.message_requested) as wanted:
        QTest.keyClick(panel.view, Qt.Key.Key_Return)
    assert wanted.args == ["Bob"]


def test_the_first_person_is_current_once_the_list_has_the_focus(panel: MembersPanel, window: ChatWindow) -> None:
    window.activateWindow()
    panel.view.setFocus(Qt.FocusReason.TabFocusReason)
    assert isinstance(panel.view.currentIndex().data(MemberRole.MEMBER), Member)


def test_the_right_button_asks_for_a_menu_of_the_person(qtbot: QtBot, panel: MembersPanel) -> None:
    place = panel.view.visualRect(index_of(panel, "Cid")).center()
    with qtbot.waitSignal(panel.context_requested) as wanted:
        panel.on_context_wanted(QPoint(place))
    assert wanted.args is not None
    assert wanted.args[0].nick == "Cid"


def test_offline_the_people_are_unknown(panel: MembersPanel, window: ChatWindow) -> None:
    assert window.network is not None
    window.network.disconnect_now()
    assert panel.nobody_label.isVisible()


def test_people_are_searched(qtbot: QtBot, panel: MembersPanel, window: ChatWindow) -> None:
    QTest.keyClicks(panel.search_field, "zebra")
    assert panel.nobody_label.text() == "Nobody here is called so."
    panel.search_field.setText("ci")
    assert not panel.nobody_label.isVisible()
    with qtbot.waitSignal(panel.message_requested) as wanted:
        QTest.keyClick(panel.search_field, Qt.Key.Key_Return)
    assert wanted.args == ["Cid"]


def test_another_room_forgets_the_search(panel: MembersPanel, window: ChatWindow) -> None:
    assert window.network is not None
    panel.search_field.setText("ci")
    window.show_room(window.network, window.network.rooms["#lamps"])
    assert panel.search_field.text() == ""
    assert "3" in panel.heading_label.text()
