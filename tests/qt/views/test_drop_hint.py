"""The hint covers the room and leaves the drag to it."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance, qcolor
from desktop_chat.qt.views.drop_hint import DropHint


def test_hint_covers_the_room(qtbot: QtBot) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(300, 200)
    hint = DropHint(room)
    assert hint.isHidden()
    hint.show_text("Drop files here")
    assert (hint.geometry(), hint.accessibleName()) == (room.rect(), "Drop files here")
    assert room.childAt(QPoint(20, 20)) is None
    room.show()
    room.resize(420, 300)
    assert hint.geometry() == room.rect(), "the window became larger during the drag"


def test_the_veil_changes_no_colour_of_the_theme(qtbot: QtBot) -> None:
    """`qcolor` gives the same object to everybody."""
    room = QWidget()
    qtbot.addWidget(room)
    room.resize(300, 200)
    hint = DropHint(room)
    hint.show_text("Drop files here")
    assert not room.grab().isNull()
    assert qcolor(appearance().current.surface).alpha() == 255
