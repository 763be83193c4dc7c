"""A session bus of its own for a test, and a desktop on it that shows notifications. Only where there is D-Bus."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from tests.patience import SECONDS

NAME = "org.freedesktop.Notifications"
LAUNCHER = "com.canonical.Unity.LauncherEntry"
PATH = "/org/freedesktop/Notifications"


@contextmanager
def session_bus(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Run a message bus that only this test knows. The test is skipped where no bus is installed."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("no dbus-daemon is installed")
    command = [program, "--session", "--nofork", "--nopidfile", "--print-address=1"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
    finally:
        process.terminate()
        process.wait(SECONDS)
        process.stdout.close()


class NotifyingDesktop:
    """A desktop with these abilities. `shown`: (replaced number, title, text, actions, hints) of each notification."""

    def __init__(self, address: str, abilities: tuple[str, ...]) -> None:
        from jeepney import MatchRule, message_bus
        from jeepney.io.threading import DBusRouter, Proxy, open_dbus_connection

        self.shown: list[tuple[int, str, str, list[str], dict[str, Any]]] = []
        self.closed: list[int] = []
        self.counts: list[tuple[str, int, bool]] = []
        self._abilities = list(abilities)
        self._connection = open_dbus_connection(address)
        with DBusRouter(self._connection) as router:
            bus = Proxy(message_bus, router, timeout=SECONDS)
            bus.RequestName(NAME)
            bus.AddMatch(MatchRule(type="signal", interface=LAUNCHER))
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        from jeepney import HeaderFields, MessageType
        from jeepney.io.threading import ReceiveStopped

        while True:
            try:
                message = self._connection.receive()
            except (ReceiveStopped, OSError):
                return
            if message.header.fields.get(HeaderFields.interface) == LAUNCHER:
                item, values = message.body
                self.counts.append((item, values["count"][1], values["count-visible"][1]))
            elif message.header.message_type is MessageType.method_call:
                self._answer(message, message.header.fields[HeaderFields.member])

    def _answer(self, call: Any, method: str) -> None:
        from jeepney import new_method_return

        match method:
            case "GetCapabilities":
                answer = new_method_return(call, "as", (self._abilities,))
            case "Notify":
                _program, before, _icon, title, text, actions, hints, _term = call.body
                self.shown.append((before, title, text, actions, {name: value for name, (_, value) in hints.items()}))
                answer = new_method_return(call, "u", (before or 100 + len(self.shown),))
            case _:
                self.closed.append(call.body[0])
                answer = new_method_return(call)
        self._connection.send(answer)

    def emit(self, signal: str, signature: str, *body: object) -> None:
        """Emit a signal: what a person did with a notification."""
        from jeepney import DBusAddress, new_signal

        self._connection.send(new_signal(DBusAddress(PATH, NAME, NAME), signal, signature, body))

    def close(self) -> None:
        self._connection.interrupt()
        self._thread.join()
        self._connection.close()
