"""The list below a field has the frame of a menu, and no ring around its rows."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets.completion_list import make_completion_list


def test_rows_with_the_focus_have_no_ring(qtbot: QtBot, qapp: QApplication) -> None:
    appearance().apply_mode(qapp, "light")
    made = make_completion_list("Filters")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Filters"
    model = QStringListModel(["one", "two"], made)
    made.setModel(model)
    made.resize(200, 120)
    made.show()
    made.setFocus()
    made.setCurrentIndex(model.index(0))
    made.clearSelection()
    picture = made.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    theme = appearance().current
    assert QColor(theme.focus).name() not in colours
    assert picture.pixelColor(0, 60).name() == QColor(theme.outline).name()
