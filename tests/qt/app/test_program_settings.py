"""There is one settings window, and what is chosen in it is applied."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.program_settings import ProgramSettings
from desktop_chat.qt.theme import appearance
from tests.qt.scenes import Scene


def test_one_window_applies_the_look(qtbot: QtBot, made: Scene) -> None:
    settings = ProgramSettings(made.controller, made.controller)
    settings.show_window(None)
    window = settings.window
    assert window is not None
    settings.show_window(None, "look")
    assert settings.window is window
    assert window.page("look").isVisible()
    window.context.change_look(look="dark", zoom=150)
    assert appearance().current.dark
    assert appearance().zoom == 1.5
    with qtbot.waitSignal(settings.closed):
        settings.close()
    assert settings.window is None
    settings.close()


def test_choices_are_passed_on(qtbot: QtBot, made: Scene) -> None:
    settings = ProgramSettings(made.controller, made.controller)
    settings.show_window(None)
    assert settings.window is not None
    context = settings.window.context
    with qtbot.waitSignals([settings.shortcuts_changed, settings.language_changed]):
        context.change_shortcuts({})
        context.change_language("")
    context.change_name("Ann Lee")
    assert made.controller.person_name == "Ann Lee"
    settings.close()
