"""A model of a list of items shows one item in each row."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_chat.qt.models.item_list import ItemListModel

_ITEM = int(Qt.ItemDataRole.UserRole)


class Numbers(ItemListModel[int]):
    """Whole numbers and their names."""

    def item_data(self, item: int, role: int) -> object:
        return str(item) if role == Qt.ItemDataRole.DisplayRole else item if role == _ITEM else None


def test_rows_are_items(qtbot: QtBot) -> None:
    numbers = Numbers()
    with qtbot.waitSignal(numbers.modelReset):
        numbers.set_items([3, 4])
    assert [numbers.index(row).data() for row in range(numbers.rowCount())] == ["3", "4"]
    assert numbers.index(1).data(_ITEM) == 4
    assert list(numbers.items) == [3, 4]


def test_items_have_no_rows_below_them_and_no_other_values() -> None:
    numbers = Numbers()
    numbers.set_items([3])
    assert numbers.rowCount(numbers.index(0)) == 0
    assert numbers.data(numbers.index(7)) is None
    assert numbers.index(0).data(Qt.ItemDataRole.ToolTipRole) is None
