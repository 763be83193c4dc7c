"""The dialog of the own profile."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.profiles import PRONOUNS, STATUS
from desktop_chat.irc.metadata_keys import AVATAR
from desktop_chat.qt.dialogs.profile_dialog import ProfileDialog


def test_the_profile_is_answered(qtbot: QtBot) -> None:
    dialog = ProfileDialog("ann", {PRONOUNS: "she/her", STATUS: "at lunch"}, (), None)
    dialog.open()
    assert (dialog.pronouns_field.text(), dialog.status_field.text()) == ("she/her", "at lunch")
    assert dialog.lacks_label.isHidden()
    QTest.keyClicks(dialog.name_field, "Ann  Lee ")
    assert "Ann_Lee" in dialog.wire_label.text()
    assert dialog.portrait_field.avatar.name == "Ann_Lee"
    dialog.status_field.clear()
    with qtbot.waitSignal(dialog.answered) as answered:
        QTest.keyClick(dialog.status_field, Qt.Key.Key_Return)
    assert answered.args == ["Ann Lee", {PRONOUNS: "she/her", STATUS: ""}]


def test_only_a_usable_address_of_a_picture_is_taken(qtbot: QtBot) -> None:
    dialog = ProfileDialog("ann", {AVATAR: "https://example.org/a.png"}, (), None)
    dialog.open()
    assert dialog.go_button.isEnabled()
    dialog.picture_field.setText("http://example.org/a.png")
    assert not dialog.go_button.isEnabled()
    assert dialog.picture_field.property("invalid")
    dialog.picture_field.setText("")
    assert dialog.go_button.isEnabled()
    dialog.close()


def test_a_name_is_needed_and_servers_without_profiles_are_named(qtbot: QtBot) -> None:
    dialog = ProfileDialog("ann", {}, ("Workshop", "Libera"), None)
    dialog.open()
    dialog.name_field.setText("  ")
    assert not dialog.go_button.isEnabled()
    assert "Workshop, Libera" in dialog.lacks_label.text()
    assert dialog.status_field.accessibleDescription() == dialog.lacks_label.text()
    assert [field.accessibleName() for field in (dialog.name_field, dialog.pronouns_field, dialog.status_field)] == [
        "Name",
        "Pronouns",
        "Status",
    ]
    dialog.close()
