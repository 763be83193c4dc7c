"""What becomes of the chat of this computer."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.advanced_page import AdvancedPage
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_closing_is_chosen(qtbot: QtBot, context: SettingsContext) -> None:
    context.change_fields(on_close="keep")
    page = AdvancedPage(context, "Advanced")
    qtbot.addWidget(page)
    assert page.closing_box.value == "keep"
    page.closing_box.choose_value("ask")
    assert context.preferences.on_close == "ask"
