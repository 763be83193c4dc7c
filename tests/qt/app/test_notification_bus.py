"""Notifications over a real message bus: shown, replaced, clicked, answered, withdrawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.notification_bus import NotificationBus, find_notification_bus
from tests.qt.app.session_bus import NotifyingDesktop, session_bus

MakeDesktop = Callable[..., tuple[NotifyingDesktop, NotificationBus]]


@pytest.fixture
def make_desktop(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeDesktop]:
    """A desktop with some abilities, and this program's way to it."""
    made: list[NotifyingDesktop | NotificationBus] = []
    with session_bus(monkeypatch) as address:

        def make(*abilities: str) -> tuple[NotifyingDesktop, NotificationBus]:
            desktop = NotifyingDesktop(address, abilities)
            made.append(desktop)
            bus = find_notification_bus()
            assert bus is not None
            made.append(bus)
            qtbot.waitUntil(lambda: bus.is_ready)
            return desktop, bus

        yield make
        for one in reversed(made):
            one.close()


def test_a_click_names_the_notification(qtbot: QtBot, make_desktop: MakeDesktop) -> None:
    desktop, bus = make_desktop("actions", "body")
    bus.show("room", "Bob in #lamps", "2 < 3 & so")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    before, title, text, actions, hints = desktop.shown[0]
    assert (before, title, text, actions) == (0, "Bob in #lamps", "2 < 3 & so", ["default", ""])
    assert hints["sound-name"] == "message-new-instant"
    qtbot.waitUntil(lambda: bus._shown.get("room") == 101)  # the desktop's answer, without which nothing is replaced
    bus.show("other", "Cid", "well")
    bus.show("room", "Bob in #lamps", "more", sound=False)
    qtbot.waitUntil(lambda: len(desktop.shown) == 3)
    assert desktop.shown[2][0] == 101  # it replaces the first one
    assert desktop.shown[2][4]["suppress-sound"] is True
    with qtbot.waitSignal(bus.clicked) as clicked:
        desktop.emit("ActionInvoked", "us", 999, "default")  # of another program
        desktop.emit("ActionInvoked", "us", 101, "default")
    assert clicked.args == ["room"]


def test_a_reply_is_told_where_the_desktop_has_a_field(qtbot: QtBot, make_desktop: MakeDesktop) -> None:
    desktop, bus = make_desktop("actions", "inline-reply", "body-markup")
    bus.show("room", "Bob", "<b>2 & 3</b>", reply="Reply")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    assert desktop.shown[0][2] == "&lt;b&gt;2 &amp; 3&lt;/b&gt;"
    assert desktop.shown[0][3] == ["default", "", "inline-reply", "Reply"]
    with qtbot.waitSignal(bus.replied) as replied:
        desktop.emit("NotificationReplied", "us", 101, "  ")
        desktop.emit("NotificationReplied", "us", 101, "on my way")
    assert replied.args == ["room", "on my way"]


def test_a_desktop_without_actions_gets_none(qtbot: QtBot, make_desktop: MakeDesktop) -> None:
    desktop, bus = make_desktop("body")
    bus.show("room", "Bob", "hello", reply="Reply")
    qtbot.waitUntil(lambda: len(desktop.shown) == 1)
    assert desktop.shown[0][3] == []


def test_what_was_read_is_withdrawn(qtbot: QtBot, make_desktop: MakeDesktop) -> None:
    desktop, bus = make_desktop("actions")
    bus.show("room", "Bob", "hello")
    bus.show("other", "Cid", "well")
    qtbot.waitUntil(lambda: len(desktop.shown) == 2)
    with qtbot.waitSignal(bus.clicked):  # behind the answers to both
        desktop.emit("ActionInvoked", "us", 102, "default")
    bus.withdraw("room")
    bus.withdraw("giraffe")
    qtbot.waitUntil(lambda: desktop.closed == [101])
    with qtbot.assertNotEmitted(bus.clicked):
        desktop.emit("NotificationClosed", "uu", 102, 2)
        desktop.emit("ActionInvoked", "us", 102, "default")
        bus.show("fence", "Cid", "well")
        qtbot.waitUntil(lambda: len(desktop.shown) == 3)


def test_the_count_is_told_to_the_task_bar(qtbot: QtBot, make_desktop: MakeDesktop) -> None:
    desktop, bus = make_desktop("actions")
    bus.show_count(3)
    bus.show_count(0)
    item = "application://desktop-chat.desktop"
    qtbot.waitUntil(lambda: desktop.counts == [(item, 3, True), (item, 0, False)])


def test_without_a_desktop_nothing_is_ready(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    with session_bus(monkeypatch):
        bus = find_notification_bus()
        assert bus is not None
        qtbot.waitUntil(lambda: not bus._thread.is_alive())
        assert not bus.is_ready
        bus.show("room", "Bob", "hello")
        bus.close()


def test_a_missing_bus_is_not_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    assert find_notification_bus() is None
