"""Rows of masks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.client.events import ListedMask
from desktop_chat.qt.models.mask_list import MaskListModel
from desktop_chat.qt.views.mask_delegate import MaskDelegate
from desktop_chat.qt.widgets import RowList, ScrollBar


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_row_is_painted_for_both_directions(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    model = MaskListModel()
    view = RowList(model, MaskDelegate(), ScrollBar(), "Masks")
    view.setLayoutDirection(direction)
    view.resize(300, 200)
    qtbot.addWidget(view)
    view.show()
    empty = view.viewport().grab().toImage()
    model.set_masks([ListedMask("~m:bob!*@*", "ann", 1_700_000_000_000)])
    QApplication.processEvents()
    assert view.viewport().grab().toImage() != empty
    height = view.visualRect(model.index(0)).height()
    assert height >= 2 * view.fontMetrics().height()
