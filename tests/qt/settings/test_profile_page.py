"""The name, and what others see of it."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.client.profiles import PRONOUNS, STATUS
from desktop_chat.qt.settings.profile_page import ProfilePage
from desktop_chat.qt.settings.settings_context import SettingsContext
from tests.qt.scenes import Scene


def test_the_name_is_told_when_it_is_complete(qtbot: QtBot, context: SettingsContext) -> None:
    page = ProfilePage(context, "Profile")
    qtbot.addWidget(page)
    with qtbot.assertNotEmitted(context.name_changed):
        page.name_field.setText("Ann Example")
        page.name_field.textEdited.emit("Ann Example")
    assert "Ann_Example" in page.name_field.accessibleDescription()
    assert page.portrait_field.avatar.name == "Ann_Example", "the colour comes from the nick, as in the chats"
    with qtbot.waitSignal(context.name_changed) as named:
        page.name_field.editingFinished.emit()
    assert named.args == ["Ann Example"]
    page.name_field.textEdited.emit("")
    assert page.name_field.accessibleDescription() == ""


def test_pronouns_and_status_are_published(qtbot: QtBot, made: Scene, context: SettingsContext) -> None:
    page = ProfilePage(context, "Profile")
    qtbot.addWidget(page)
    version = context.preferences.profile_version
    page.fields[PRONOUNS].setText("  she/her ")
    page.fields[PRONOUNS].editingFinished.emit()
    page.fields[STATUS].setText("back on  Monday")
    page.fields[STATUS].editingFinished.emit()
    assert context.preferences.profile == {PRONOUNS: "she/her", STATUS: "back on Monday"}
    assert context.preferences.profile_version == version + 2
    page.fields[STATUS].editingFinished.emit()  # nothing has changed
    assert context.preferences.profile_version == version + 2
    made.controller.identity.set_profile("Ann Lee", {STATUS: "here"})
    page.refresh()
    assert page.fields[STATUS].text() == "here"
    assert page.name_field.text() == "Ann Lee"
