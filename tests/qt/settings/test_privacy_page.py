"""What others learn is the person's choice."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.privacy_page import PrivacyPage
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_typing_and_certificates(qtbot: QtBot, context: SettingsContext) -> None:
    page = PrivacyPage(context, "Privacy")
    qtbot.addWidget(page)
    page.tell_typing_switch.click()
    page.one_key_switch.click()
    assert not context.preferences.tell_typing
    assert context.preferences.one_key
