"""Each choice is kept at once."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.dialogs.settings_dialog import SettingsDialog


def test_choices_are_kept_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "settings.json")
    settings.change_fields(zoom=130, on_close="keep")
    dialog = SettingsDialog(settings, "Ann Example", None)
    qtbot.addWidget(dialog)
    assert dialog.zoom_box.currentText() == "130 %"
    assert "Ann_Example" in dialog.wire_label.text()
    dialog.closing_box.setCurrentIndex(dialog.closing_box.findData("ask"))
    dialog.language_box.setCurrentIndex(dialog.language_box.findData("ru"))
    assert dialog.tell_typing_switch.isChecked()
    dialog.tell_typing_switch.click()
    assert not dialog.one_key_switch.isChecked()
    dialog.one_key_switch.click()
    dialog.notify_switch.click()
    with qtbot.waitSignal(dialog.look_changed):
        dialog.look_box.setCurrentIndex(dialog.look_box.findData("contrast"))
    with qtbot.waitSignal(dialog.name_changed) as named:
        dialog.name_field.setText("  Дарья   Иванова ")
        dialog.name_field.editingFinished.emit()
    assert named.args == ["Дарья Иванова"]
    kept = Settings(tmp_path / "settings.json").preferences
    assert (kept.look, kept.zoom, kept.language, kept.on_close) == ("contrast", 130, "ru", "ask")
    assert not kept.tell_typing
    assert kept.one_key
    assert not kept.notify


def test_empty_name_is_ignored(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings(tmp_path / "settings.json"), "Ann", None)
    qtbot.addWidget(dialog)
    dialog.name_field.setText("  ")
    with qtbot.assertNotEmitted(dialog.name_changed):
        dialog.name_field.editingFinished.emit()
