"""An option finds room for its control, tells screen readers what it is, and is found by each of its words."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.settings.option_row import OptionRow
from desktop_chat.qt.widgets import Switch
from desktop_chat.qt.widgets.choice_box import ChoiceBox


def test_control_stands_below_the_title_in_a_narrow_row(qtbot: QtBot) -> None:
    row = OptionRow("Size of text", ChoiceBox((("100", "100 %"),), "100"), "For all windows.")
    qtbot.addWidget(row)
    row.resize(900, 80)
    row.show()
    qtbot.waitUntil(lambda: row.control.x() > row.help_label.geometry().right())
    row.resize(300, 120)
    qtbot.waitUntil(lambda: row.control.y() > row.help_label.geometry().bottom())


def test_screen_readers_hear_title_and_help(qtbot: QtBot) -> None:
    row = OptionRow("Name", QLineEdit(), "As others see it.")
    qtbot.addWidget(row)
    assert (row.control.accessibleName(), row.control.accessibleDescription()) == ("Name", "As others see it.")
    row.show_help("")
    assert row.help_label.isHidden()
    assert row.control.accessibleDescription() == ""


def test_title_help_and_choices_are_searched(qtbot: QtBot) -> None:
    row = OptionRow("Colours", ChoiceBox((("dark", "Dark"),), "dark"), "Of all windows")
    switch = OptionRow("Tell others when I am typing", Switch("Tell others when I am typing"))
    for one in (row, switch):
        qtbot.addWidget(one)
    assert [row.matches_search(word) for word in ("colour", "dark", "all win", "typing")] == [True, True, True, False]
    assert switch.matches_search("typing")
