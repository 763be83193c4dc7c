"""The console of a network, with a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.chat_address import ChatAddress
from desktop_chat.client.phase import Phase
from desktop_chat.qt.dialogs.raw_console import RawConsole
from desktop_chat.qt.network.network import Network
from tests.patience import MILLISECONDS
from tests.qt.conftest import MakeController, ServerProcess


@pytest.fixture
def network(qtbot: QtBot, make_controller: MakeController, server_process: ServerProcess) -> Network:
    joined = make_controller("ann").join_chat(ChatAddress("127.0.0.1", server_process.port))
    qtbot.waitUntil(lambda: joined.phase is Phase.ONLINE, timeout=MILLISECONDS)
    return joined


@pytest.fixture
def console(qtbot: QtBot, network: Network) -> Iterator[RawConsole]:
    made = RawConsole(network, None)
    made.show()
    yield made
    made.close()


def test_both_directions_are_shown(qtbot: QtBot, console: RawConsole) -> None:
    QTest.keyClicks(console.line_field, "PING abc123")
    QTest.keyClick(console.line_field, Qt.Key.Key_Return)

    def is_answered() -> bool:
        lines = console.lines_edit.toPlainText().splitlines()
        return any(line.startswith("← ") and "PONG" in line and "abc123" in line for line in lines)

    qtbot.waitUntil(is_answered, timeout=MILLISECONDS)
    assert "→ PING abc123" in console.lines_edit.toPlainText().splitlines()
    assert console.line_field.text() == ""
    console.copy_button.click()
    assert "→ PING abc123" in QGuiApplication.clipboard().text()
    console.clear_button.click()
    assert console.lines_edit.toPlainText() == ""


def test_pause_holds_the_view_and_loses_nothing(qtbot: QtBot, console: RawConsole, network: Network) -> None:
    console.hold_switch.setChecked(True)
    before = console.lines_edit.toPlainText()
    network.run_command(network.page, "/quote PING held1")
    log = network.watch_traffic()
    qtbot.waitUntil(lambda: any("PONG" in line and "held1" in line for line in log.lines), timeout=MILLISECONDS)
    assert console.lines_edit.toPlainText() == before
    console.hold_switch.setChecked(False)
    assert "→ PING held1" in console.lines_edit.toPlainText()


def test_wrong_line_and_missing_connection_are_told(console: RawConsole, network: Network) -> None:
    console.line_field.setText(":")
    console.send_button.click()
    assert console.fault_label.text().endswith(".")
    assert console.line_field.text() == ":"
    network.disconnect_now()
    console.line_field.setText("PING x")
    console.send_button.click()
    assert "connection" in console.fault_label.text()


def test_nothing_is_kept_after_the_console_is_closed(qtbot: QtBot, network: Network) -> None:
    made = RawConsole(network, None)
    made.show()
    log = network.watch_traffic()
    with qtbot.waitSignal(log.destroyed, timeout=MILLISECONDS):
        made.close()
    assert network.watch_traffic() is not log
    network.unwatch_traffic()
