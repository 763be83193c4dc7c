"""A line of text that is pressed: cut where it does not fit, and a button for screen readers."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.text_button import TextButton


def test_long_text_is_cut_and_told_whole(qtbot: QtBot) -> None:
    made = TextButton()
    qtbot.addWidget(made)
    made.set_full_text("Tea  & <b>cake</b> at four")
    assert made.full_text() == made.accessibleName() == "Tea & <b>cake</b> at four"
    made.show()
    made.resize(made.sizeHint())
    assert made.toolTip() == ""
    wide = made.sizeHint().width()
    made.resize(wide // 2, made.height())
    assert "cake" in made.toolTip()
    assert made.sizeHint().width() == wide
    assert made.minimumSizeHint().width() < wide // 2


def test_screen_readers_are_told_of_a_button(qtbot: QtBot) -> None:
    made = TextButton()
    qtbot.addWidget(made)
    made.set_full_text("Add a topic")
    interface = QAccessible.queryAccessibleInterface(made)
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Add a topic"
