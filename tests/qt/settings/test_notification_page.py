"""Notifications are switched off and on."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.notification_page import NotificationPage
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_notifications_are_switched(qtbot: QtBot, context: SettingsContext) -> None:
    page = NotificationPage(context, "Notifications")
    qtbot.addWidget(page)
    page.notify_switch.click()
    assert not context.preferences.notify
