"""The card shows the link, its code, and who can follow it."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.window import LauncherWindow
from tests.qt.launcher import example_rows
from tests.qt.launcher.recording_hosting import RecordingHosting, click


def test_invitation_link_is_shown_and_copied(qtbot: QtBot, window: LauncherWindow, hosting: RecordingHosting) -> None:
    hosting.set_state(example_rows.running())
    card = window.overview.invite
    link = hosting.invitations.lobby_link()
    assert link.startswith("ircs://192.168.1.20:6697/#lobby?k=7yd3z6hzk8")
    assert card.link_field.text() == link
    assert card.code.side_modules > 40
    click(qtbot, card.copy_button)
    assert QGuiApplication.clipboard().text() == link
    assert card.copy_button.text() == "Copied"
    qtbot.waitUntil(lambda: card.copy_button.text() == "Copy link")
