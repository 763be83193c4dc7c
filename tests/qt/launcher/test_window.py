"""The launcher's window shows a chat, with a recorded Hosting and with a real server."""

from __future__ import annotations

import socket
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.net.addresses import parse_address
from desktop_chat.qt.hosting.hosting import Hosting
from desktop_chat.qt.hosting.server_process import reap_ended
from desktop_chat.qt.launcher.window import LOG, OVERVIEW, PEOPLE, SETTINGS, LauncherWindow
from tests.child_processes import kill_children
from tests.patience import MILLISECONDS
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, click, visible_question


def test_layout_follows_width_and_shortcuts_choose_pages(
    qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting
) -> None:
    hosting.set_state(example_rows.running())
    for width, height in ((420, 560), (980, 640), (360, 420)):
        window.resize(width, height)
        QApplication.processEvents()
        assert (window.width(), window.height()) == (width, height)
        assert window.overview.inside.width() <= window.overview.viewport().width()
    for page in (PEOPLE, LOG, SETTINGS, OVERVIEW):
        QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + (page + 1) % 10), Qt.KeyboardModifier.ControlModifier)
        assert window.pages.currentIndex() == page
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    window.people.set_users(example_rows.people())
    QTest.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.people.search_field


def test_window_hosts_a_real_chat(qtbot: QtBot, tmp_path: Path) -> None:
    """The buttons control a real server."""
    hosting = Hosting(tmp_path / "server")
    (tmp_path / "server").mkdir()
    (tmp_path / "server" / "settings.toml").write_text('[listen]\naddresses = ["127.0.0.1:0"]\n')
    window = LauncherWindow(hosting)
    qtbot.addWidget(window, before_close_func=lambda _: hosting.close())
    window.show()
    try:
        click(qtbot, window.overview.state.main_button)
        qtbot.waitUntil(lambda: window.overview.state.phase_label.text() == "Running", timeout=MILLISECONDS)
        where = parse_address(hosting.state.listening[0])
        with socket.create_connection((where.host, where.port), 10) as guest:
            guest.sendall(b"NICK ann\r\nUSER ann 0 * :Ann\r\n")
            qtbot.waitUntil(lambda: window.people.model.rowCount() == 1, timeout=MILLISECONDS)
            qtbot.waitUntil(lambda: window.overview.figures.users.value_label.text() == "1", timeout=MILLISECONDS)
            qtbot.waitUntil(lambda: "server.name" in window.settings.fields, timeout=MILLISECONDS)
            window.people.table.selectRow(0)
            window.people.kick_action.trigger()
            visible_question(window).go_button.click()
            qtbot.waitUntil(lambda: window.toast.text() == "Ann was kicked", timeout=MILLISECONDS)
            qtbot.waitUntil(lambda: window.people.model.rowCount() == 0, timeout=MILLISECONDS)
        name = window.settings.fields["server.name"].control
        assert isinstance(name, QLineEdit)
        name.setText("The kitchen")
        name.editingFinished.emit()
        qtbot.waitUntil(
            lambda: window.overview.state.since_label.text().startswith("The kitchen"), timeout=MILLISECONDS
        )
        assert window.log.model.rowCount() > 0
        click(qtbot, window.overview.state.main_button)
        qtbot.waitUntil(lambda: window.overview.state.phase_label.text() == "Stopped", timeout=MILLISECONDS)
    finally:
        hosting.close()
        kill_children()
        reap_ended()


def test_window_opened_later_shows_the_current_state(qtbot: QtBot, hosting: RecordingHosting) -> None:
    """A page that is made later shows it as well; until then no page but the first takes memory."""
    hosting.state = example_rows.running()
    hosting.users = example_rows.people(4)
    hosting.log.extend(example_rows.log_lines(30))
    window = LauncherWindow(hosting, "keep")
    qtbot.addWidget(window)
    assert window.overview.state.phase_label.text() == "Running"
    assert {type(page) for page in (window.pages.widget(place) for place in range(PEOPLE, SETTINGS + 1))} == {QWidget}
    assert window.people.model.rowCount() == 4
    assert window.pages.isAncestorOf(window.people)
    assert window.pages.count() == SETTINGS + 1
    assert window.log.model.rowCount() == 30
