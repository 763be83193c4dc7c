"""The browser of rooms: asks the server, searches, and joins by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.phase import Phase
from desktop_chat.irc.message import parse_line
from desktop_chat.qt.dialogs.room_form import RoomForm
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views import room_browser
from desktop_chat.qt.views.chat_window import ChatWindow
from desktop_chat.qt.views.room_browser import RoomBrowser
from tests.patience import MILLISECONDS
from tests.qt.scenes import Scene, Script

ANSWER = (
    ":srv 321 Ann Channel :Users Name",
    ":srv 322 Ann #lobby 10 :Welcome to the workshop",
    ":srv 322 Ann #garden 4 :Tomatoes",
    ":srv 322 Ann #gallery 25 :Paintings",
)
END = ":srv 323 Ann :End of /LIST"


def receive(network: Network, *lines: str) -> None:
    network.on_received(tuple(map(parse_line, lines)))


@pytest.fixture
def browser(qtbot: QtBot, window: ChatWindow) -> RoomBrowser:
    QTest.keyClick(window, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    made = window.findChildren(RoomBrowser)[-1]
    qtbot.waitUntil(made.isVisible, timeout=MILLISECONDS)
    return made


@pytest.fixture
def listed(browser: RoomBrowser, network: Network) -> RoomBrowser:
    receive(network, *ANSWER, END)
    return browser


def names(browser: RoomBrowser) -> list[str]:
    model = browser.view.model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def wait_for(qtbot: QtBot, script: Script, line: bytes) -> None:
    qtbot.waitUntil(lambda: line in script.heard, timeout=MILLISECONDS)


def test_rooms_are_shown_while_they_arrive(
    qtbot: QtBot, browser: RoomBrowser, network: Network, script: Script
) -> None:
    wait_for(qtbot, script, b"LIST\r\n")
    assert browser.state_label.text() == "Loading the rooms…"
    assert not browser.refresh_button.isEnabled()
    receive(network, *ANSWER)
    qtbot.waitUntil(lambda: names(browser) == ["#gallery", "#lobby", "#garden"], timeout=MILLISECONDS)
    assert browser.state_label.text() == "Loading… 3 rooms"
    receive(network, END)
    assert browser.state_label.text() == "3 rooms"
    assert browser.spinner.isHidden()


def test_search_and_enter_join(
    qtbot: QtBot, window: ChatWindow, listed: RoomBrowser, network: Network, script: Script
) -> None:
    QTest.keyClicks(listed.search_field, "to")
    assert listed.state_label.text() == "2 rooms found"
    QTest.keyClicks(listed.search_field, "ma")
    assert names(listed) == ["#garden"]
    QTest.keyClick(listed.search_field, Qt.Key.Key_Return)
    assert not listed.isVisible()
    wait_for(qtbot, script, b"JOIN #garden\r\n")
    script.say(":Ann!ann@127.0.0.1 JOIN #garden * :Ann", ":srv 353 Ann = #garden :Ann", ":srv 366 Ann #garden :End")
    qtbot.waitUntil(lambda: window.room is network.rooms.get("#garden"), timeout=MILLISECONDS)


def test_own_room_is_opened(qtbot: QtBot, window: ChatWindow, listed: RoomBrowser, network: Network) -> None:
    window.show_room(network, network.rooms["#lamps"])
    QTest.keyClick(listed.search_field, Qt.Key.Key_Down)
    assert listed.join_button.text() == "Open"
    listed.join_button.click()
    qtbot.waitUntil(lambda: window.room is network.rooms["#lobby"], timeout=MILLISECONDS)


def test_arrows_stay_with_the_chosen_room(listed: RoomBrowser) -> None:
    field = listed.search_field
    for key, name in (
        (Qt.Key.Key_Down, "#lobby"),
        (Qt.Key.Key_PageDown, "#garden"),
        (Qt.Key.Key_Down, "#garden"),
        (Qt.Key.Key_Up, "#lobby"),
    ):
        QTest.keyClick(field, key)
        assert listed.view.currentIndex().data() == name
    listed.order_box.setCurrentIndex(1)
    assert names(listed) == ["#gallery", "#garden", "#lobby"]
    assert listed.view.currentIndex().data() == "#lobby"
    QTest.keyClicks(field, "g")
    assert listed.view.currentIndex().data() == "#gallery"


def test_double_click_joins(qtbot: QtBot, listed: RoomBrowser, script: Script) -> None:
    view = listed.view
    place = view.visualRect(view.model().index(0, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    wait_for(qtbot, script, b"JOIN #gallery\r\n")


def test_room_that_is_not_listed_is_joined_by_its_name(qtbot: QtBot, listed: RoomBrowser, script: Script) -> None:
    QTest.keyClicks(listed.search_field, "cellar")
    assert listed.state_label.text() == "No listed room matches."
    assert listed.join_button.text() == "Join #cellar"
    listed.search_field.setText("x" * 40)
    assert listed.join_button.text() == "Join"  # a long name would make the window wide
    listed.search_field.setText("wine cellar")
    assert not listed.join_button.isEnabled()
    listed.search_field.setText("cellar")
    QTest.keyClick(listed.search_field, Qt.Key.Key_Return)
    wait_for(qtbot, script, b"JOIN #cellar\r\n")


def test_refusal_is_said_and_can_be_repeated(
    qtbot: QtBot, browser: RoomBrowser, network: Network, script: Script
) -> None:
    wait_for(qtbot, script, b"LIST\r\n")
    receive(network, ":srv 263 Ann LIST :Please wait a minute")
    assert browser.state_label.text() == "Please wait a minute"
    browser.refresh_button.click()
    qtbot.waitUntil(lambda: script.heard.count(b"LIST\r\n") == 2, timeout=MILLISECONDS)
    assert browser.state_label.text() == "Loading the rooms…"


def test_cut_is_said(qtbot: QtBot, made: Scene, browser: RoomBrowser, network: Network) -> None:
    made.cut()
    qtbot.waitUntil(lambda: network.phase is Phase.OFFLINE, timeout=MILLISECONDS)
    assert browser.state_label.text() == network.reason
    browser.refresh_button.click()
    assert browser.state_label.text() == "This works only while you are connected."


def test_new_room_is_made_by_the_form(window: ChatWindow, listed: RoomBrowser) -> None:
    listed.new_button.click()
    assert not listed.isVisible()
    assert window.findChildren(RoomForm)[-1].isVisible()


def test_command_opens_the_browser_with_its_conditions(
    qtbot: QtBot, window: ChatWindow, network: Network, script: Script
) -> None:
    network.run_command(network.rooms["#lobby"], "/list >5")
    assert window.findChildren(RoomBrowser)[-1].isVisible()
    wait_for(qtbot, script, b"LIST >5\r\n")


def test_browser_goes_with_its_chat(made: Scene, listed: RoomBrowser, network: Network) -> None:
    made.controller.remove_network(network)
    assert not listed.isVisible()


def test_browser_fits_into_a_small_window(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, window: ChatWindow, network: Network
) -> None:
    window.resize(420, 560)
    window.acts.browse_rooms()
    browser = window.findChildren(RoomBrowser)[-1]
    assert browser.width() <= 420
    assert browser.height() <= 560
    box, label = browser.order_box, browser.state_label
    browser.resize(560, 560)
    qtbot.waitUntil(lambda: box.y() < label.geometry().bottom(), timeout=MILLISECONDS)
    monkeypatch.setattr(room_browser, "_LEAST", 400)  # as if the letters were large
    browser.resize(420, 560)
    qtbot.waitUntil(lambda: box.y() > label.geometry().bottom(), timeout=MILLISECONDS)
