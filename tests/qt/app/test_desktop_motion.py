"""A desktop that asks for little motion is heard."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.desktop_motion import follow_desktop_motion, is_motion_off, is_motion_unwanted
from desktop_chat.qt.theme import appearance
from tests.patience import SECONDS
from tests.qt.app.session_bus import session_bus

_PORTAL = "org.freedesktop.portal.Desktop"


@contextmanager
def portal(address: str, settings: dict[str, dict[str, tuple[str, object]]]) -> Iterator[None]:
    """Run a desktop that answers with these settings."""
    from jeepney import MessageType, message_bus, new_method_return
    from jeepney.io.threading import DBusRouter, Proxy, ReceiveStopped, open_dbus_connection

    connection = open_dbus_connection(address)
    with DBusRouter(connection) as router:
        Proxy(message_bus, router, timeout=SECONDS).RequestName(_PORTAL)

    def serve() -> None:
        while True:
            try:
                message: Any = connection.receive()
            except ReceiveStopped:
                return
            if message.header.message_type is MessageType.method_call:
                connection.send(new_method_return(message, "a{sa{sv}}", (settings,)))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield
    finally:
        connection.interrupt()
        thread.join()
        connection.close()


@pytest.fixture
def bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    with session_bus(monkeypatch) as address:
        yield address


@pytest.fixture
def restored() -> Iterator[None]:
    yield
    appearance().follow_system_motion(False)


@pytest.mark.usefixtures("restored")
def test_windows_follow_the_desktop(qtbot: QtBot, bus: str) -> None:
    with portal(bus, {"org.gnome.desktop.interface": {"enable-animations": ("b", False)}}):
        motion = follow_desktop_motion()
        qtbot.waitUntil(lambda: appearance().is_calm)
        motion.close()


def test_desktop_without_the_setting_moves(bus: str) -> None:
    assert not is_motion_unwanted()
    with portal(bus, {}):
        assert not is_motion_unwanted()


def test_no_desktop_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/nowhere")
    assert not is_motion_unwanted()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_are_asked_in_their_own_way(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    asked: list[str] = []

    def answer(name: str) -> Callable[[], bool]:
        def note() -> bool:
            asked.append(name)
            return True

        return note

    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("desktop_chat.qt.app.desktop_motion._ask_windows", answer("win32"))
    monkeypatch.setattr("desktop_chat.qt.app.desktop_motion._ask_macos", answer("darwin"))
    assert is_motion_unwanted()
    assert asked == [system]


@pytest.mark.parametrize(
    ("settings", "off"),
    [
        ({}, False),
        ({"org.freedesktop.appearance": {"reduced-motion": 1}}, True),
        ({"org.freedesktop.appearance": {"reduced-motion": 0}}, False),
        ({"org.gnome.desktop.interface": {"enable-animations": True}}, False),
        ({"org.kde.kdeglobals.KDE": {"AnimationDurationFactor": "0"}}, True),
        ({"org.kde.kdeglobals.KDE": {"AnimationDurationFactor": "0.5"}}, False),
    ],
)
def test_each_desktop_has_its_setting(settings: dict[str, dict[str, object]], off: bool) -> None:
    assert is_motion_off(settings) is off
