"""The acts of the host on rooms, with a real server: question, outcome, and what people see."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.room_settings import RoomRule
from desktop_chat.hub.advertised import isupport_lines
from desktop_chat.irc.isupport import ISupport, parse_tokens
from desktop_chat.net.addresses import parse_address
from desktop_chat.net.control_values import RoomRow
from desktop_chat.qt.dialogs.question import ActQuestion
from desktop_chat.qt.dialogs.room_settings_dialog import RoomSettingsDialog
from desktop_chat.qt.launcher import hosted_room_actions
from desktop_chat.qt.launcher.hosted_room_actions import TopicQuestion
from desktop_chat.qt.launcher.window import ROOMS, LauncherWindow
from tests.hub.harness import SETTINGS
from tests.irc_client import IrcClient
from tests.patience import MILLISECONDS

Kind = TypeVar("Kind", bound=QWidget)


def _connect(window: LauncherWindow) -> IrcClient:
    client = IrcClient(parse_address(window.hosting.state.listening[0]).port)
    client.register("bob")
    for room in ("#lobby", "#tea"):
        client.join(room)
    client.send("PRIVMSG #tea :green", "PRIVMSG #tea :black")
    client.fence()
    return client


def _choose(qtbot: QtBot, window: LauncherWindow, name: str) -> RoomRow:
    """Open the page and choose a room."""
    window.navigation.choose_page(ROOMS)
    qtbot.waitUntil(lambda: window.rooms.model.row_of(name) >= 0, timeout=MILLISECONDS)
    window.rooms.view.setCurrentIndex(window.rooms.model.index(window.rooms.model.row_of(name)))
    return _chosen(window)


def _shown(window: LauncherWindow, kind: type[Kind]) -> Kind:
    return next(one for one in window.findChildren(kind) if one.isVisible())


def _chosen(window: LauncherWindow) -> RoomRow:
    room = window.rooms.chosen_room()
    assert room is not None
    return room


def _wait_for_toast(qtbot: QtBot, window: LauncherWindow, text: str) -> None:
    qtbot.waitUntil(lambda: window.toast.isVisible() and window.toast.text() == text, timeout=MILLISECONDS)


def test_topic_is_changed(qtbot: QtBot, live_window: LauncherWindow) -> None:
    with _connect(live_window) as bob:
        _choose(qtbot, live_window, "#tea")

        def is_counted() -> bool:
            live_window.rooms.refresh_button.click()
            return (_chosen(live_window).people, _chosen(live_window).messages) == (1, 2)

        qtbot.waitUntil(is_counted, timeout=MILLISECONDS)
        live_window.rooms.topic_button.click()
        question = _shown(live_window, TopicQuestion)
        question.topic_field.setText(" Oolong ")
        question.go_button.click()
        _wait_for_toast(qtbot, live_window, "The topic is saved")
        assert bob.until("TOPIC")[-1].params == ("#tea", "Oolong")
        qtbot.waitUntil(lambda: _chosen(live_window).topic == "Oolong", timeout=MILLISECONDS)


def test_settings_are_changed(qtbot: QtBot, live_window: LauncherWindow) -> None:
    with _connect(live_window) as bob:
        _choose(qtbot, live_window, "#tea")
        live_window.rooms.settings_button.click()
        qtbot.waitUntil(lambda: bool(live_window.findChildren(RoomSettingsDialog)), timeout=MILLISECONDS)
        dialog = _shown(live_window, RoomSettingsDialog)
        assert all(switch.isEnabled() for switch in dialog.switches.values()), "our server can do everything"
        dialog.switches[RoomRule.HIDDEN].click()
        dialog.switches[RoomRule.MEMBERS_SPEAK].click()
        dialog.password_field.setText("milk")
        dialog.retention_box.choose_value("7")
        dialog.save_button.click()
        _wait_for_toast(qtbot, live_window, "The settings are saved")
        assert bob.until("MODE")[-1].params == ("#tea", "-n+skH", "milk", "7d")
        qtbot.waitUntil(lambda: _chosen(live_window).password == "milk", timeout=MILLISECONDS)
        assert _chosen(live_window).keep_days == 7


def test_room_is_deleted(qtbot: QtBot, live_window: LauncherWindow) -> None:
    with _connect(live_window) as bob:
        _choose(qtbot, live_window, "#tea")
        live_window.rooms.delete_button.click()
        _shown(live_window, ActQuestion).go_button.click()
        _wait_for_toast(qtbot, live_window, "#tea was deleted")
        assert bob.until("KICK")[-1].params[:2] == ("#tea", "bob")
        qtbot.waitUntil(lambda: live_window.rooms.model.row_of("#tea") < 0, timeout=MILLISECONDS)


def test_modes_are_those_of_our_server() -> None:
    support = ISupport()
    for words in isupport_lines(SETTINGS):
        support = support.with_tokens(parse_tokens(["nick", *words, "are supported"]))
    ours = ISupport({"CHANMODES": hosted_room_actions._CHANMODES})
    assert list(map(set, ours.chanmodes)) == list(map(set, support.chanmodes))
