"""A row paints within its rectangle, and its ground says whether it is chosen or under the mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_chat.qt.theme import Mode, appearance
from desktop_chat.qt.widgets.row_delegate import RowDelegate, RowOption, paint_row_ground, row_area
from tests.private_names import classes_of, module_names

ROW = QRect(0, 40, 200, 32)
SELECTED, HOVERED = QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver


class Everywhere(RowDelegate):
    """Paints the ground of the row, then a bar that is higher than the row."""

    ringed = False

    def paint_row(self, painter: QPainter, option: RowOption, index: QModelIndex | QPersistentModelIndex) -> None:
        self.ringed = option.has_focus_ring
        paint_row_ground(painter, row_area(option), option, appearance().current)
        painter.setPen(Qt.GlobalColor.red)
        painter.translate(1, 0)
        painter.fillRect(QRect(100, 0, 5, 200), Qt.GlobalColor.red)


def painted(state: QStyle.StateFlag) -> QImage:
    option = QStyleOptionViewItem()
    option.rect, option.state = ROW, state
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.magenta)
    with QPainter(image) as painter:
        Everywhere().paint(painter, option, QModelIndex())
        painter.fillRect(QRect(0, 0, 4, 4), Qt.GlobalColor.green)  # neither clipped nor moved any more
    return image


def test_row_paints_nothing_outside_and_leaves_the_painter_as_it_was() -> None:
    image = painted(QStyle.StateFlag.State_None)
    assert image.pixelColor(102, ROW.center().y()) == QColor("red")
    assert image.pixelColor(102, ROW.top() - 1) == QColor("magenta")
    assert image.pixelColor(102, ROW.bottom() + 1) == QColor("magenta")
    assert image.pixelColor(0, 0) == QColor(Qt.GlobalColor.green)


@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK, Mode.CONTRAST])
def test_ground_tells_chosen_from_hovered_rows(qapp: QApplication, mode: Mode) -> None:
    appearance().apply_mode(qapp, mode)
    theme, middle = appearance().current, ROW.center().y()
    assert painted(SELECTED).pixelColor(50, middle).name() == theme.selected
    assert painted(SELECTED | HOVERED).pixelColor(50, middle).name() == theme.selected
    assert painted(HOVERED).pixelColor(50, middle).name() == theme.hover
    assert painted(QStyle.StateFlag.State_None).pixelColor(50, middle) == QColor("magenta")
    assert painted(SELECTED).pixelColor(3, middle) == QColor("magenta")


def test_ring_is_for_the_focus_of_the_keyboard() -> None:
    delegate, option = Everywhere(), QStyleOptionViewItem()
    focus, keys = QStyle.StateFlag.State_HasFocus, QStyle.StateFlag.State_KeyboardFocusChange
    image = QImage(200, 120, QImage.Format.Format_RGB32)
    rings = []
    with QPainter(image) as painter:
        for option.state in (focus, keys, focus | keys):
            delegate.paint(painter, option, QModelIndex())
            rings.append(delegate.ringed)
    assert rings == [False, False, True]


def test_each_delegate_of_the_program_paints_by_row_delegate() -> None:
    """Letters with many marks would paint over the neighbours of a row that is not clipped."""
    found = {
        cls
        for module in module_names()
        if module.startswith("desktop_chat.qt.")
        for cls in classes_of(module)
        if issubclass(cls, QStyledItemDelegate)
    }
    assert len(found) > 10
    assert {cls for cls in found if cls.paint is not RowDelegate.paint} == set()
