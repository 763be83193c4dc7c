"""When the first frame is there."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.app.first_frame import FirstFrame


def test_it_is_told_once_painted(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    first = FirstFrame(window, window)
    told: list[bool] = []
    first.painted.connect(lambda: told.append(window.isVisible()))
    window.show()
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    assert told == [True]


def test_unpainted_window_is_not_waited_for(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitSignal(FirstFrame(window, window).painted):
        pass


def test_window_closed_before_its_paint_is_not_waited_for(qtbot: QtBot) -> None:
    """A link was followed to a server that answered at once."""
    owner, window = QObject(), QWidget()
    first = FirstFrame(window, owner)
    with qtbot.waitSignal(first.painted):
        window.deleteLater()


def test_program_that_ends_is_told_nothing(qtbot: QtBot) -> None:
    owner, window, program = QObject(), QWidget(), QObject()
    qtbot.addWidget(window)
    first = FirstFrame(window, owner)
    told: list[bool] = []
    first.painted.connect(lambda: told.append(True))
    program.destroyed.connect(first.give_up)
    program.deleteLater()
    qtbot.waitUntil(lambda: not first._timer.isActive())
    window.show()
    qtbot.waitExposed(window)
    window.repaint()
    assert not first._timer.isActive()
    assert told == []
