"""Changes are kept at once, and the windows are told of those that they must apply."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from desktop_chat.client.preferences import Settings
from desktop_chat.qt.settings.settings_context import SettingsContext


def test_a_change_of_the_look_is_kept_and_told(qtbot: QtBot, context: SettingsContext, tmp_path: Path) -> None:
    with qtbot.waitSignal(context.look_changed):
        context.change_look(zoom=150)
    with qtbot.assertNotEmitted(context.look_changed):
        context.change_fields(notify=False)
    kept = Settings(tmp_path / "settings.json").preferences
    assert (kept.zoom, kept.notify) == (150, False)


def test_a_name_is_tidied_and_an_empty_one_ignored(qtbot: QtBot, context: SettingsContext) -> None:
    with qtbot.waitSignal(context.name_changed) as named:
        context.change_name("  Дарья   Иванова ")
    assert named.args == ["Дарья Иванова"]
    with qtbot.assertNotEmitted(context.name_changed):
        context.change_name("  ")
        context.change_name(context.controller.person_name)
