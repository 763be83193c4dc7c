"""Notifications: one for what came together, none for who wants none, and a click leads to the room."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from PySide6.QtWidgets import QSystemTrayIcon
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.app import notifier
from desktop_chat.qt.app.notifier import Notifier, Tray, find_command, find_tray
from desktop_chat.qt.network.network import Network
from desktop_chat.qt.views.chat_window import ChatWindow
from tests.qt.scenes import Script, workshop


class Wall:
    """Where notifications hang."""

    def __init__(self) -> None:
        self.shown: list[tuple[str, str]] = []

    def show(self, title: str, text: str) -> None:
        self.shown.append((title, text))


@pytest.fixture
def script() -> Script:
    return workshop()


def said(text: str, nick: str = "Bob") -> Entry:
    return Entry(1, EntryKind.MESSAGE, 1, nick, text)


def test_notification_shows_author_and_text(qtbot: QtBot, network: Network) -> None:
    wall = Wall()
    told = Notifier(wall, lambda: True)
    told.notify_of(network, network.rooms["#lamps"], said("Ann, \x02come\x02 and\nsee"))
    qtbot.waitUntil(lambda: wall.shown == [("Bob in #lamps", "Ann, come and see")])


def test_a_direct_message_needs_no_room(qtbot: QtBot, network: Network) -> None:
    wall = Wall()
    told = Notifier(wall, lambda: True)
    told.notify_of(network, network.rooms["bob"], said("x" * 1000))
    qtbot.waitUntil(lambda: bool(wall.shown))
    assert wall.shown == [("Bob", "x" * 160 + "…")]


def test_messages_at_the_same_time_are_one_notification(
    qtbot: QtBot, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notifier, "REST_MS", 50)
    wall = Wall()
    told = Notifier(wall, lambda: True)
    for number in range(3):
        told.notify_of(network, network.rooms["#lamps"], said(f"Ann! {number}"))
    qtbot.waitUntil(lambda: bool(wall.shown))
    told.notify_of(network, network.rooms["bob"], said("and you?"))  # while it rests
    assert wall.shown == [("3 messages for you", "Bob in #lamps: Ann! 2")]
    qtbot.waitUntil(lambda: wall.shown[1:] == [("Bob", "and you?")])
    with qtbot.waitSignal(told.chosen) as chosen:
        told.on_clicked()
    assert chosen.args == [network, network.rooms["bob"]]


def test_person_without_wish_for_notifications_gets_none(qtbot: QtBot, network: Network) -> None:
    wall = Wall()
    for told in (Notifier(wall, lambda: False), Notifier(None, lambda: True)):
        told.notify_of(network, network.rooms["#lamps"], said("Ann!"))
        with qtbot.assertNotEmitted(told.chosen):
            told.on_clicked()
        assert told._waiting == []
    assert wall.shown == []


def test_focused_window_gets_no_notification(qtbot: QtBot, window: ChatWindow, network: Network) -> None:
    lamps = network.rooms["#lamps"]
    meant = Entry(9, EntryKind.MESSAGE, 9, "Cid", "Ann, look")
    with qtbot.assertNotEmitted(window.addressed):
        window.on_entries_added(network, lamps, (meant,), mention=True)
    window.hide()
    with qtbot.waitSignal(window.addressed) as told:
        window.on_entries_added(network, lamps, (said("well"), meant, said("so")), mention=True)
    assert told.args == [network, lamps, meant]
    with qtbot.assertNotEmitted(window.addressed):
        window.on_entries_added(network, lamps, (said("well"),), mention=False)


def test_the_command_is_given_words_and_no_options(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
    assert find_command() is None
    program, heard = tmp_path / "notify-send", tmp_path / "heard"
    program.write_text(f'#!/bin/sh\nfor word; do echo "$word"; done > {heard}.new\n/bin/mv {heard}.new {heard}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert find_command() is None  # nobody would hear it
    (tmp_path / "bus").touch()
    command = find_command()
    assert command is not None
    command.show("--help", "-x; echo 'no'")
    qtbot.waitUntil(heard.exists)
    assert heard.read_text().splitlines()[-3:] == ["--", "--help", "-x; echo 'no'"]


def test_the_tray_opens_and_quits(qtbot: QtBot) -> None:
    assert (find_tray() is not None) == QSystemTrayIcon.isSystemTrayAvailable()
    tray = Tray()
    with qtbot.waitSignal(tray.opened):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.opened):
        tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    opens, quits = tray.menu.actions()
    with qtbot.waitSignal(tray.opened):
        opens.trigger()
    with qtbot.waitSignal(tray.quit_requested):
        quits.trigger()
    with qtbot.waitSignal(tray.clicked):
        tray.icon.messageClicked.emit()
    tray.show("Bob", "hello")
    tray.close()
    assert not tray.icon.isVisible()
