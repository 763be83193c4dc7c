"""Rows of two lines are painted in both directions."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from desktop_chat.net.control_values import RoleRow
from desktop_chat.qt.launcher.roles_model import RolesModel
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.widgets import RowList, ScrollBar


def _painted(qtbot: QtBot, role: RoleRow, direction: Qt.LayoutDirection) -> QImage:
    model = RolesModel()
    view = RowList(model, TwoLineDelegate(), ScrollBar(), "Roles")
    qtbot.addWidget(view)
    view.setLayoutDirection(direction)
    model.set_roles((role,))
    view.resize(300, 100)
    view.show()
    return view.grab().toImage()


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_title_details_and_icon_are_painted(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    ann = _painted(qtbot, RoleRow("owner", "ann"), direction)
    assert ann != _painted(qtbot, RoleRow("owner", "bob"), direction), "the title"
    assert ann != _painted(qtbot, RoleRow("owner", "ann", online=True), direction), "the details"
    assert ann == _painted(qtbot, RoleRow("owner", "ann"), direction)
