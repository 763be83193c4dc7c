"""Buttons."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    IconButton,
)


def test_icon_button_has_a_tooltip_and_an_accessible_name(qtbot: QtBot) -> None:
    made = IconButton("copy", "Copy the link")
    qtbot.addWidget(made)
    assert (made.toolTip(), made.accessibleName()) == ("Copy the link", "Copy the link")
    made.set_name("Copied")
    made.set_icon("check", "success")
    assert made.accessibleName() == "Copied"
