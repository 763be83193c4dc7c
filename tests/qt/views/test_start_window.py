"""The first window: a name, two ways in, and what may be wrong."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.preferences import ServerRecord
from desktop_chat.net.fingerprints import KeyPin
from desktop_chat.net.free_port import FreePort
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.recent_row import RecentRow
from desktop_chat.qt.views.start_window import StartWindow
from tests.qt.pictures.start import FOUND


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[StartWindow]:
    QGuiApplication.clipboard().clear()
    made = StartWindow("Ann Example")
    qtbot.addWidget(made)
    made.show()
    yield made
    QGuiApplication.clipboard().clear()


def test_one_click_starts_a_chat(qtbot: QtBot, window: StartWindow) -> None:
    with qtbot.waitSignal(window.host_requested) as wanted:
        QTest.mouseClick(window.host_section.host_button, Qt.MouseButton.LeftButton)
    assert wanted.args == ["Ann Example"]


def test_enter_in_the_name_joins_or_hosts(qtbot: QtBot, window: StartWindow) -> None:
    with qtbot.waitSignal(window.host_requested):
        QTest.keyClick(window.name_section.name_field, Qt.Key.Key_Return)
    window.address_field.setText("chat.example.org")
    with qtbot.waitSignal(window.join_requested):
        QTest.keyClick(window.name_section.name_field, Qt.Key.Key_Return)


def test_without_a_name_nothing_begins(qtbot: QtBot, window: StartWindow) -> None:
    window.name_section.name_field.clear()
    with qtbot.assertNotEmitted(window.host_requested):
        QTest.mouseClick(window.host_section.host_button, Qt.MouseButton.LeftButton)
    assert window.name_section.name_field.property("invalid")


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("192.168.1.5", ChatAddress("192.168.1.5", 6697)),
        (" chat.example.org:7000 ", ChatAddress("chat.example.org", 7000)),
        ("irc://chat.example.org/#tea", ChatAddress("chat.example.org", 6667, False, "#tea")),
        ("[::1]:6697", ChatAddress("::1", 6697)),
    ],
)
def test_an_address_leads_somewhere(qtbot: QtBot, window: StartWindow, typed: str, place: ChatAddress) -> None:
    window.address_field.setText(typed)
    with qtbot.waitSignal(window.join_requested) as wanted:
        QTest.keyClick(window.address_field, Qt.Key.Key_Return)
    assert wanted.args == [place, "Ann Example", ""]


@pytest.mark.parametrize("typed", ["", "two words", "host:99999", "http://example.org", "[::1", "ircs://x/?fp=12"])
def test_wrong_address_is_named_in_a_sentence(qtbot: QtBot, window: StartWindow, typed: str) -> None:
    window.address_field.setText(typed)
    with qtbot.assertNotEmitted(window.join_requested):
        QTest.mouseClick(window.join_button, Qt.MouseButton.LeftButton)
    assert window.error.isVisible()
    assert window.error.text().endswith(".")
    QTest.keyClicks(window.address_field, "x")
    assert not window.error.isVisible()


def test_a_copied_link_is_offered(qtbot: QtBot, window: StartWindow) -> None:
    assert not window.offer.isVisible()
    QGuiApplication.clipboard().setText("ircs://192.168.1.20:6697/#lobby")
    qtbot.waitUntil(lambda: window.offer.isVisible())
    with qtbot.waitSignal(window.join_requested) as wanted:
        QTest.mouseClick(window.offer.join_button, Qt.MouseButton.LeftButton)
    assert (wanted.args or [None])[0] == ChatAddress("192.168.1.20", 6697, True, "#lobby")
    QGuiApplication.clipboard().setText("something else")
    qtbot.waitUntil(lambda: not window.offer.isVisible())


def test_recent_chats_are_one_click_away(qtbot: QtBot, window: StartWindow) -> None:
    record = ServerRecord("a", "192.168.1.20", 6697, name="Workshop")
    window.set_recent((record,))
    row = window.findChild(RecentRow)
    assert row is not None
    assert row.accessibleName() == "Join Workshop, 192.168.1.20:6697"
    with qtbot.waitSignal(window.recent_requested) as wanted:
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert wanted.args == [record, "Ann Example"]
    with qtbot.waitSignal(window.forget_requested):
        QTest.mouseClick(row.forget_button, Qt.MouseButton.LeftButton)
    window.set_recent(())
    assert not window.recent.isVisible()


def test_a_password_is_asked_for_and_sent(qtbot: QtBot, window: StartWindow) -> None:
    assert not window.password_field.isVisible()
    window.address_field.setText("chat.example.org")
    window.resize(480, 480)
    window.ask_password(ChatAddress("chat.example.org", 6697), "This chat requires a password.")
    assert window.password_field.isVisible()
    window.found_list.begin()
    window.found_list.set_chats(FOUND)
    bar, parts = window._choice_area.verticalScrollBar(), (window.password_field, window.error)
    qtbot.waitUntil(
        lambda: bar.value() > 0 and all(part.visibleRegion().boundingRect() == part.rect() for part in parts)
    )
    window.password_field.setText("secret")
    with qtbot.waitSignal(window.join_requested) as wanted:
        QTest.keyClick(window.password_field, Qt.Key.Key_Return)
    assert (wanted.args or [])[2] == "secret"


def test_a_password_goes_to_the_place_that_asked_for_it(qtbot: QtBot, window: StartWindow) -> None:
    """A plain server on any port stays one, and the room and the key are still those of the link."""
    window.address_field.setText("something else")
    for place in (
        ChatAddress("chat.example.org", 7000, False, "#tea"),
        ChatAddress("10.0.0.2", 6697, True, "#tea", KeyPin("ab" * 32)),
    ):
        window.ask_password(place, "This chat requires a password.")
        window.password_field.setText("secret")
        with qtbot.waitSignal(window.join_requested) as wanted:
            QTest.keyClick(window.password_field, Qt.Key.Key_Return)
        assert wanted.args == [place, "Ann Example", "secret"]


def test_while_busy_escape_cancels(qtbot: QtBot, window: StartWindow) -> None:
    window.set_busy("Connecting…")
    with qtbot.waitSignal(window.cancel_requested):
        QTest.keyClick(window, Qt.Key.Key_Escape)
    window.set_error("")
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.isVisible(), "there is nothing else to see"
    window.is_beside_chat = True
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_hosting_error_stands_below_the_host_button(window: StartWindow) -> None:
    window.set_host_error("Port 6697 is busy.")
    assert window.host_section.error_label.isVisible()
    label = window.host_section.error_label
    assert label.mapTo(window, QPoint()).y() < window.address_field.mapTo(window, QPoint()).y()
    assert not window.error.isVisible()
    assert not window.address_field.property("invalid")
    window.set_error("Nobody is listening there.")
    assert not window.host_section.error_label.isVisible()
    assert not window.host_section.launcher_button.isVisible()
    assert window.error.isVisible()
    window.set_busy("Connecting…")
    window.host_section.say("The settings were damaged.")
    assert window.busy.spinner.isVisible()


def test_free_port_is_offered_only_while_the_own_one_is_busy(qtbot: QtBot, window: StartWindow) -> None:
    free = FreePort(6698, "listen.addresses", ("127.0.0.1:6698",))
    window.set_host_error("Port 6697 is busy.", free)
    button = window.host_section.port_button
    assert (button.text(), button.isVisible()) == ("Use port 6698", True)
    with qtbot.waitSignal(window.port_requested) as emitted:
        window.host_section.port_button.click()
    assert emitted.args == [free]
    window.set_host_error("The disk is full.")
    assert not window.host_section.port_button.isVisible()
    assert window.host_section.launcher_button.isVisible()


def _has_height(widget: QWidget, pixels: int) -> bool:
    return widget.height() == pixels


def test_failed_join_is_told_where_the_chat_was_chosen(qtbot: QtBot, window: StartWindow) -> None:
    """A row has its own sentence; the field is marked only if its address is what failed."""
    window.resize(480, 700)
    window.set_recent((ServerRecord("a", "192.168.1.20", 6697, name="Workshop"),))
    window.found_list.begin()
    window.found_list.set_chats(FOUND)
    found, recent = window.found_list.rows()[1], window.recent.rows()[0]
    plain, why = found.height(), "Nobody is listening at 192.168.1.20:6697. Is the chat running? " * 2
    for row, other in ((found, recent), (recent, found)):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        window.set_busy("Connecting…")
        window.set_error(why)
        assert (row.fault_label.text(), row.fault_label.isVisible()) == (why, True)
        assert row.hasFocus()
        needed = row.fault_label.heightForWidth(row.width())
        qtbot.waitUntil(partial(_has_height, row, plain + needed))
        assert row.fault_label.height() == needed, "all of it can be read"
        assert not other.fault_label.isVisible()
        assert not window.error.isVisible()
        assert not window.address_field.property("invalid")
    window.found_list.set_chats(FOUND[:2])
    window.set_recent((ServerRecord("a", "192.168.1.20", 6697, name="Workshop"),))
    assert recent.fault_label.isVisible(), "news of other chats take nothing away"
    window.address_field.setText("192.168.1.77")
    window.join_button.click()
    window.set_error(why)
    assert window.error.isVisible()
    assert window.address_field.property("invalid")
    assert not recent.fault_label.isVisible()
    qtbot.waitUntil(partial(_has_height, recent, plain))


def test_failed_join_of_a_chat_that_is_no_longer_shown_marks_no_field(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats(FOUND[:1])
    QTest.mouseClick(window.found_list.rows()[0], Qt.MouseButton.LeftButton)
    window.found_list.set_chats(())
    window.set_error("It has gone.")
    assert window.error.isVisible()
    assert not window.address_field.property("invalid")


def test_password_is_asked_for_beside_its_field(window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.set_chats(FOUND[:1])
    QTest.mouseClick(window.found_list.rows()[0], Qt.MouseButton.LeftButton)
    window.ask_password(ChatAddress("192.168.1.21", 6697), "This chat requires a password.")
    assert window.error.isVisible()
    assert window.password_field.hasFocus()
    assert not window.address_field.property("invalid"), "the address is right"


def test_links_stand_in_line_with_the_fields(qtbot: QtBot, window: StartWindow) -> None:
    window.found_list.begin()
    window.found_list.end_patience()
    with qtbot.waitExposed(window):
        window.show()

    def text_start(button: QWidget) -> int:
        option = QStyleOptionButton()
        option.initFrom(button)
        contents = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
        return button.mapTo(window, contents.topLeft()).x()

    field = window.address_field.mapTo(window, QPoint()).x()
    for button in (window.network_button, window.found_list.address_button):
        assert abs(text_start(button) - field) <= 2


def test_name_is_whole_with_large_letters(qtbot: QtBot, qapp: QApplication) -> None:
    appearance().apply_mode(qapp, "light", zoom=2.0)
    try:
        window = StartWindow("Ann")
        qtbot.addWidget(window)
        window.show()
        assert window.name_section.name_field.height() > window.name_section.name_field.fontMetrics().height()
    finally:
        appearance().apply_mode(qapp, "light")
