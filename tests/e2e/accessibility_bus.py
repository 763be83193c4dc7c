"""What a screen reader is told: a session bus and an accessibility bus of their own, read by AT-SPI over D-Bus."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, MatchRule, MessageType, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QRect

from tests.e2e.programs import require
from tests.patience import SECONDS

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_EVENTS = "org.a11y.atspi.Event.Object"
_REGISTRY = "org.a11y.atspi.Registry"
_ROOT = "/org/a11y/atspi/accessible/root"
ACTIVE, FOCUSED, SENSITIVE, SHOWING, VISIBLE = 1, 12, 24, 25, 30
"""Numbers of AtspiStateType."""
_LABELLED_BY = 2
"""Number of AtspiRelationType."""


class GoneError(Exception):
    """The object is no more: its window has closed meanwhile."""


@dataclass(frozen=True)
class Accessible:
    """An object as a screen reader knows it."""

    reader: ScreenReader
    bus: str
    path: str

    @cached_property
    def name(self) -> str:
        return str(self.reader.read_property(self, "Name"))

    @cached_property
    def description(self) -> str:
        return str(self.reader.read_property(self, "Description"))

    @cached_property
    def role(self) -> str:
        return str(self.reader.call(self, "GetRoleName"))

    @cached_property
    def area(self) -> QRect:
        """On the screen."""
        return QRect(*self.reader.call(self, "GetExtents", "u", (0,), interface="org.a11y.atspi.Component"))

    def has_states(self, *numbers: int) -> bool:
        """Ask whether the object is there, and in all these states now."""
        try:
            low, high = self.reader.call(self, "GetState")
        except GoneError:
            return False
        return all((low | high << 32) >> number & 1 for number in numbers)

    def has_label(self) -> bool:
        """Ask whether a label stands for the object."""
        return any(kind == _LABELLED_BY for kind, _ in self.reader.call(self, "GetRelationSet"))

    def look_again(self) -> Accessible:
        """Return the object as it is now."""
        return Accessible(self.reader, self.bus, self.path)

    def children(self) -> list[Accessible]:
        return [Accessible(self.reader, bus, path) for bus, path in self.reader.call(self, "GetChildren")]

    def parents(self) -> Iterator[Accessible]:
        """Yield the parent, its parent and so on, up to the application."""
        bus, path = self.reader.read_property(self, "Parent")
        if path not in ("/org/a11y/atspi/null", _ROOT):
            parent = Accessible(self.reader, bus, path)
            yield parent
            yield from parent.parents()

    def everything(self) -> Iterator[Accessible]:
        """Yield the object and all that is shown in it."""
        if self.has_states(SHOWING):
            yield self
            for child in self.children():
                yield from child.everything()

    def __str__(self) -> str:
        return f"{self.role} {self.name!r}"


class ScreenReader:
    """Hears where the focus is, and what is announced."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address)
        self.focus: Accessible | None = None
        """What has received the focus last."""
        self.announced: list[str] = []
        for member in ("StateChanged", "Announcement"):
            rule = MatchRule(type="signal", interface=_EVENTS, member=member)
            self._connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=SECONDS)
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event in ("object:state-changed:focused", "object:announcement"):
            call = new_method_call(registry, "RegisterEvent", "sass", (event, [], ""))
            self._connection.send_and_get_reply(call, timeout=SECONDS)

    def call(
        self,
        of: Accessible,
        method: str,
        signature: str | None = None,
        body: tuple[object, ...] = (),
        interface: str = _ACCESSIBLE,
    ) -> Any:
        """Return the answer of an object."""
        message = new_method_call(DBusAddress(of.path, of.bus, interface), method, signature, body)
        reply = self._send(message)
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def read_property(self, of: Accessible, name: str) -> Any:
        return self.call(of, "Get", "ss", (_ACCESSIBLE, name), interface=_PROPERTIES)[1]

    def _send(self, message: Any) -> Any:
        """Send a call, and take note of the events before its answer."""
        serial = next(self._connection.outgoing_serial)
        self._connection.send(message, serial=serial)
        while True:
            received = self._connection.receive(timeout=SECONDS)
            self._note(received)
            kind, answered = received.header.message_type, received.header.fields.get(5)
            if answered == serial and kind in (MessageType.method_return, MessageType.error):
                if kind is MessageType.error:
                    raise GoneError(received.body)
                return received

    def hear(self, seconds: float) -> bool:
        """Wait for an event. Return False if there is none within this time."""
        try:
            self._note(self._connection.receive(timeout=seconds))
        except TimeoutError:
            return False
        return True

    def _note(self, message: Any) -> None:
        fields = message.header.fields
        if message.header.message_type is not MessageType.signal or fields.get(2) != _EVENTS:
            return
        if fields[3] == "Announcement":
            self.announced.append(str(message.body[3][1]))
        elif message.body[:2] == ("focused", 1):
            self.focus = Accessible(self, fields[7], fields[1])

    def windows(self) -> list[Accessible]:
        """Return the shown windows of all programs."""
        root = Accessible(self, _REGISTRY, _ROOT)
        found = [window for program in root.children() for window in program.children()]
        return [window for window in found if window.has_states(SHOWING)]

    def close(self) -> None:
        self._connection.close()


@contextmanager
def accessibility_bus(environment: dict[str, str], folder: Path) -> Iterator[ScreenReader]:
    """Run the two buses, and set `environment` so that programs speak to them. Skip the test where they are missing."""
    if not any(Path(place, "at-spi-bus-launcher").exists() for place in ("/usr/libexec", "/usr/lib/at-spi2-core")):
        if os.environ.get("DESKTOP_CHAT_CLIENTS") == "required":
            pytest.fail("at-spi2-core is required and not installed")
        pytest.skip("at-spi2-core is not installed")
    folder.mkdir(mode=0o700)
    environment |= {"XDG_RUNTIME_DIR": str(folder), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
    command = [require("dbus-daemon"), "--session", "--nofork", "--nopidfile", "--print-address=1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    assert process.stdout is not None
    try:
        environment["DBUS_SESSION_BUS_ADDRESS"] = process.stdout.readline().strip()
        reader = ScreenReader(_find_accessibility_bus(environment["DBUS_SESSION_BUS_ADDRESS"]))
        try:
            yield reader
        finally:
            reader.close()
    finally:
        process.terminate()
        process.wait(SECONDS)
        process.stdout.close()


def _find_accessibility_bus(session: str) -> str:
    """Have the second bus started by the first one, and switch accessibility on. Return its address."""
    place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    with open_dbus_connection(session) as connection:
        address = connection.send_and_get_reply(new_method_call(place, "GetAddress"), timeout=SECONDS).body[0]
        switch = new_method_call(
            place.with_interface(_PROPERTIES), "Set", "ssv", ("org.a11y.Status", "IsEnabled", ("b", True))
        )
        connection.send_and_get_reply(switch, timeout=SECONDS)
    return str(address)
