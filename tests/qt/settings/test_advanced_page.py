"""What becomes of the chat of this computer."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.advanced_page import AdvancedPage
from desktop_chat.qt.settings.settings_context import SettingsContext
from desktop_chat.qt.views.spell_checker import SpellChecker


def test_closing_is_chosen(qtbot: QtBot, context: SettingsContext) -> None:
    context.change_fields(on_close="keep")
    page = AdvancedPage(context, "Advanced")
    qtbot.addWidget(page)
    assert page.closing_box.value == "keep"
    page.closing_box.choose_value("ask")
    assert context.preferences.on_close == "ask"


def test_spelling_is_greyed_with_the_reason_where_nothing_can_check_it(qtbot: QtBot, context: SettingsContext) -> None:
    page = AdvancedPage(context, "Advanced")
    qtbot.addWidget(page)
    page.spelling_switch.setChecked(False)
    assert context.preferences.check_spelling is False
    page._checker = SpellChecker(["en_US"], lambda languages: None)
    page._checker.is_available = False
    page.refresh()
    assert not page.spelling_switch.isEnabled()
    assert "no dictionaries" in page.spelling_switch.accessibleDescription()
