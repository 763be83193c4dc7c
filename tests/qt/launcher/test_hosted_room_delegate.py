"""Rows of rooms are painted within their area, whatever their names are."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.hosted_room_delegate import HostedRoomDelegate
from desktop_chat.qt.launcher.hosted_rooms_model import HostedRoomsModel
from desktop_chat.qt.widgets import RowList, ScrollBar
from tests.qt.launcher import example_rows


def _painted(qtbot: QtBot, direction: Qt.LayoutDirection, *, hidden: bool) -> QImage:
    model = HostedRoomsModel()
    view = RowList(model, HostedRoomDelegate(model), ScrollBar(), "Rooms")
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    model.set_rooms(tuple(one for one in example_rows.rooms() if ("s" in one.modes) == hidden), example_rows.now())
    view.resize(360, 300)
    view.show()
    return view.grab().toImage()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_rows_are_painted_in_both_directions(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    assert _painted(qtbot, direction, hidden=True) != _painted(qtbot, direction, hidden=False)
