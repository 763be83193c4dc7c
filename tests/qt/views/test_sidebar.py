"""The sidebar names the person, marks the shown room, and leads to the next one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.models.rooms import RoomRole
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.network.room import Room
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.sidebar import Sidebar, header_height
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script


@pytest.fixture
def sidebar(window: ChatWindow) -> Sidebar:
    return window.sidebar


def test_the_person_and_the_state_are_named(
    qtbot: QtBot, made: Scene, sidebar: Sidebar, network: Network, script: Script
) -> None:
    assert sidebar.name_button.text() == "Ann"
    assert sidebar.status_label.text() == "Online"
    script.say(":srv 306 Ann :You are away")
    qtbot.waitUntil(lambda: sidebar.status_label.text() == "Away", timeout=MILLISECONDS)
    network.disconnect_now()
    assert sidebar.status_label.text() == "Offline"
    sidebar.show_network(None)
    assert sidebar.status_label.text() == ""
    assert not sidebar.avatar.isVisible()


def test_own_picture_leads_where_the_own_name_leads(qtbot: QtBot, sidebar: Sidebar) -> None:
    for part in (sidebar.name_button, sidebar.avatar):
        with qtbot.waitSignal(sidebar.name_requested, timeout=MILLISECONDS):
            QTest.mouseClick(part, Qt.MouseButton.LeftButton)
        popup = QApplication.activePopupWidget()
        assert popup is not None
        popup.close()


def test_row_of_a_menu_stays_marked_while_its_dialog_is_open(
    window: ChatWindow, sidebar: Sidebar, network: Network, qtbot: QtBot
) -> None:
    window.show_room(network, network.rooms["#lamps"])
    sidebar.view.setFocus()
    QTest.keyClick(sidebar.view, Qt.Key.Key_Down)
    walked_to = sidebar.view.currentIndex().data(RoomRole.ROOM)
    dialog = QLineEdit()
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    dialog.setFocus()
    qtbot.waitUntil(dialog.hasFocus)
    assert sidebar.view.currentIndex().data(RoomRole.ROOM) is walked_to


def test_row_that_was_only_walked_to_is_unmarked_once_the_focus_leaves(
    window: ChatWindow, sidebar: Sidebar, network: Network
) -> None:
    window.show_room(network, network.rooms["#lamps"])
    sidebar.view.setFocus()
    QTest.keyClick(sidebar.view, Qt.Key.Key_Down)
    assert sidebar.view.currentIndex().data(RoomRole.ROOM) is not network.rooms["#lamps"]
    window.pane.take_focus()
    assert sidebar.view.currentIndex().data(RoomRole.ROOM) is network.rooms["#lamps"]


def test_the_shown_room_is_the_current_row(window: ChatWindow, sidebar: Sidebar, network: Network) -> None:
    for key in ("#lamps", "bob"):
        window.show_room(network, network.rooms[key])
        assert sidebar.view.currentIndex().data(RoomRole.ROOM) is network.rooms[key]


def test_a_click_chooses_a_room(qtbot: QtBot, window: ChatWindow, sidebar: Sidebar, network: Network) -> None:
    index = window.rooms.index_of(network, network.rooms["#lamps"])
    with qtbot.waitSignal(sidebar.room_chosen) as chosen:
        QTest.mouseClick(
            sidebar.view.viewport(), Qt.MouseButton.LeftButton, pos=sidebar.view.visualRect(index).center()
        )
    assert chosen.args == [network, network.rooms["#lamps"]]


def test_next_room_walks_in_a_circle(qtbot: QtBot, sidebar: Sidebar, window: ChatWindow, network: Network) -> None:
    rooms: list[Room] = []
    sidebar.room_chosen.connect(lambda _network, room: rooms.append(room))
    count = len(network.rooms)
    first = window.room
    for _ in range(count):
        sidebar.next_room(1)
    assert len(set(rooms)) == count
    assert rooms[-1] is first
    sidebar.next_room(-1)
    assert rooms[-1] is rooms[-3]


def test_next_unread_room_skips_read_ones(sidebar: Sidebar, network: Network) -> None:
    rooms: list[Room] = []
    sidebar.room_chosen.connect(lambda _network, room: rooms.append(room))
    for room in network.rooms.values():
        network.mark_read(room)
    sidebar.next_room(1, unread=True)
    assert rooms == []
    lamps = network.rooms["#lamps"]
    lamps.unread = 1
    sidebar.next_room(1, unread=True)
    assert rooms == [lamps]


def test_button_for_mentions_stands_below_where_letters_are_large(qapp: QApplication, window: ChatWindow) -> None:
    sidebar = window.sidebar
    assert sidebar.mentions_button.y() < sidebar.jump_button.geometry().bottom()
    appearance().apply_mode(qapp, "light", zoom=3.0)
    qapp.processEvents()
    assert sidebar.jump_button.width() >= sidebar.jump_button.sizeHint().width()
    assert sidebar.mentions_button.y() > sidebar.jump_button.geometry().bottom()
    appearance().apply_mode(qapp, "light")


def test_heads_of_the_panes_grow_with_the_letters(window: ChatWindow, qapp: QApplication) -> None:
    header, before = window.pane.header, window.pane.header.height()
    appearance().apply_mode(qapp, "light", zoom=2.0)
    try:
        QTest.qWait(0)
        assert header.height() == window.people.heading_label.height() == header_height() > before
        for line in (header.name_label, header.topic):
            assert line.height() >= line.fontMetrics().height()
        assert header.name_label.geometry().bottom() < header.topic.geometry().top()
    finally:
        appearance().apply_mode(qapp, "light")
    assert header.height() == before
