"""A person whose window is not in front is told, by a real desktop on a message bus, and answers from there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import QUIET_ALWAYS
from desktop_chat.qt.app.notices import Notices
from desktop_chat.qt.app.notification_bus import find_notification_bus
from desktop_chat.qt.app.tray import Tray
from desktop_chat.qt.app.windows import Windows
from desktop_chat.qt.network.network import Network
from tests.qt.app.session_bus import NotifyingDesktop, session_bus
from tests.qt.scenes import Scene, Script, workshop


@pytest.fixture
def script() -> Script:
    return workshop()


@pytest.fixture
def windows(qtbot: QtBot, made: Scene, network: Network) -> Iterator[Windows]:
    opened = Windows(made.controller, made.hosting)
    chat = opened.show_chat()
    chat.show_room(network, network.rooms["#lobby"])
    chat.hide()
    yield opened
    opened.close_all()


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[NotifyingDesktop]:
    with session_bus(monkeypatch) as address:
        made = NotifyingDesktop(address, ("actions", "inline-reply"))
        yield made
        made.close()


@pytest.fixture
def notices(qtbot: QtBot, windows: Windows, desktop: NotifyingDesktop) -> Iterator[Notices]:
    bus = find_notification_bus()
    assert bus is not None
    qtbot.waitUntil(lambda: bus.is_ready)
    made = Notices(windows, Tray(), bus)
    yield made
    made.close()


def test_a_click_shows_the_message(
    qtbot: QtBot, windows: Windows, notices: Notices, desktop: NotifyingDesktop, network: Network, script: Script
) -> None:
    script.say(":Bob!u@192.168.1.31 PRIVMSG #lamps :Ann: look at <this>")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    assert desktop.shown[0][1:4] == ("Bob in #lamps", "Ann: look at <this>", ["default", "", "inline-reply", "Reply"])
    assert windows.chat is not None
    assert windows.chat.room is network.rooms["#lobby"]
    with qtbot.waitSignal(notices.notifier.chosen):
        desktop.emit("ActionInvoked", "us", 101, "default")
    assert windows.chat.isVisible()
    assert windows.chat.room is network.rooms["#lamps"]


def test_an_invitation_is_said_in_the_window_that_is_looked_at(
    qtbot: QtBot, windows: Windows, notices: Notices, network: Network, script: Script
) -> None:
    chat = windows.show_chat()
    qtbot.waitUntil(chat.isActiveWindow)
    with qtbot.waitSignal(notices.notable.found):
        script.say(":Bob!u@192.168.1.31 INVITE Ann #garden")
    assert chat.toast.accessibleName() == "Bob invites you to #garden"
    chat.toast.on_action_clicked()
    assert chat.room is network.rooms["#garden"]


def test_a_reply_is_sent_and_its_notification_withdrawn(
    qtbot: QtBot, notices: Notices, desktop: NotifyingDesktop, network: Network, script: Script
) -> None:
    script.say(":Bob!u@192.168.1.31 PRIVMSG Ann :are you there?")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    desktop.emit("NotificationReplied", "us", 101, "nearly")
    qtbot.waitUntil(lambda: b"PRIVMSG Bob :nearly" in script.heard)
    qtbot.waitUntil(lambda: network.rooms["bob"].unread == 0)
    qtbot.waitUntil(lambda: desktop.closed == [101])


def test_quiet_silences_and_its_end_is_told(
    qtbot: QtBot, windows: Windows, notices: Notices, desktop: NotifyingDesktop, network: Network, script: Script
) -> None:
    assert notices.tray is not None
    notices.tray.quiet_chosen.emit(QUIET_ALWAYS)
    assert notices.is_quiet()
    assert notices.tray.state.quiet
    chat = notices._windows.chat
    assert chat is not None
    assert chat.sidebar.quiet_icon.isVisibleTo(chat)
    with qtbot.waitSignal(notices.notable.found):
        script.say(":Bob!u@192.168.1.31 PRIVMSG Ann :quiet?")
    notices.tray.quiet_chosen.emit(0)
    assert not notices.is_quiet()
    assert not chat.sidebar.quiet_icon.isVisibleTo(chat)
    script.say(":Bob!u@192.168.1.31 PRIVMSG Ann :loud!")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    assert desktop.shown[0][2] == "loud!"


def test_ended_quiet_stays_ended_for_this_night(notices: Notices) -> None:
    settings = notices._controller.settings
    settings.change_fields(quiet_daily=True, quiet_from=0, quiet_to=24 * 60 - 1)
    assert notices.is_quiet()
    notices._controller.set_quiet(0)
    assert not notices.is_quiet()
    assert settings.preferences.quiet_daily


def test_the_tray_shows_what_waits(qtbot: QtBot, notices: Notices, network: Network, made: Scene) -> None:
    assert notices.tray is not None
    state = notices.tray.state
    assert (state.unread, state.mentions) == made.controller.unread_totals()
    assert state.online
    assert state.mentions
    for room in network.rooms.values():
        network.mark_read(room)
    qtbot.waitUntil(lambda: notices.tray is not None and notices.tray.state.unread == 0)
    network.disconnect_now()
    qtbot.waitUntil(lambda: notices.tray is not None and not notices.tray.state.online)


def test_the_task_bar_shows_mentions(
    qtbot: QtBot, notices: Notices, desktop: NotifyingDesktop, network: Network, made: Scene
) -> None:
    mentions = made.controller.unread_totals()[1]
    qtbot.waitUntil(lambda: bool(desktop.counts) and desktop.counts[-1][1] == mentions)
    for room in network.rooms.values():
        network.mark_read(room)
    qtbot.waitUntil(lambda: desktop.counts[-1][1:] == (0, False))


def test_a_tray_that_is_gone_brings_the_window_back(windows: Windows, notices: Notices) -> None:
    """This platform has no tray, so the program may not rest in it."""
    assert not notices.has_tray()
    windows.program_exit.is_resting = True
    notices.on_watch()
    assert windows.chat is not None
    assert windows.chat.isVisible()
    assert not windows.is_resting
