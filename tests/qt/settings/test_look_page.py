"""Theme, size of text and language."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.look_page import LookPage
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_theme_and_size_are_applied(qtbot: QtBot, context: SettingsContext) -> None:
    context.change_fields(zoom=130)
    page = LookPage(context, "Look")
    qtbot.addWidget(page)
    assert page.zoom_box.currentText() == "130 %"
    with qtbot.waitSignal(context.look_changed):
        page.theme_box.choose_value("contrast")
    with qtbot.waitSignal(context.look_changed):
        page.zoom_box.choose_value("200")
    assert (context.preferences.look, context.preferences.zoom) == ("contrast", 200)


def test_the_language_is_kept(qtbot: QtBot, context: SettingsContext) -> None:
    page = LookPage(context, "Look")
    qtbot.addWidget(page)
    page.language_box.choose_value("ru")
    assert context.preferences.language == "ru"
