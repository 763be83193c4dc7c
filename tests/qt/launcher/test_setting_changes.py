"""Changes of settings go to the server, and its answers come back to the page."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import ServerPhase
from desktop_chat.qt.launcher.window import SETTINGS, LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, click


def test_server_accepts_or_refuses_settings(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    window.settings.set_rows(example_rows.settings())
    window.navigation.choose_page(SETTINGS)
    field = window.settings.fields["server.name"]
    assert isinstance(field.control, QLineEdit)
    field.control.setText("The kitchen")
    field.control.editingFinished.emit()
    assert field.error_label.text() == "The chat is not running."  # the answer of a Hosting without a server
    hosting.setting_changed.emit("server.name", "The kitchen")
    assert field.error_label.text() == ""
    hosting.setting_changed.emit("listen.addresses", ("0.0.0.0:7000",))
    assert window.settings.fields["listen.port"].current_value() == 7000
    click(qtbot, window.settings.notice.action_button)
    assert hosting.requests[0][0] == "stop"
    hosting.set_state(replace(example_rows.running(), phase=ServerPhase.STOPPED))
    assert hosting.requests[1] == ("start", None)
    assert window.settings.empty.isVisible()
