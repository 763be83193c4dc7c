"""The name, and what others see of it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.profile_page import ProfilePage
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_the_name_is_told_when_it_is_complete(qtbot: QtBot, context: SettingsContext) -> None:
    page = ProfilePage(context, "Profile")
    qtbot.addWidget(page)
    with qtbot.assertNotEmitted(context.name_changed):
        page.name_field.setText("Ann Example")
        page.name_field.textEdited.emit("Ann Example")
    assert "Ann_Example" in page.name_field.accessibleDescription()
    with qtbot.waitSignal(context.name_changed) as named:
        page.name_field.editingFinished.emit()
    assert named.args == ["Ann Example"]
    page.name_field.textEdited.emit("")
    assert page.name_field.accessibleDescription() == ""
