"""Places are mirrored as Qt mirrors its own parts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QStyle

from desktop_chat.qt.widgets.mirroring import mirror_rect


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("place", [QRect(12, 5, 20, 7), QRect(10, 0, 101, 40), QRect(-3, 2, 1, 1), QRect(80, 9, 0, 4)])
def test_place_is_where_qt_puts_it(direction: Qt.LayoutDirection, place: QRect) -> None:
    within = QRect(10, 0, 101, 40)
    assert mirror_rect(direction, within, place) == QStyle.visualRect(direction, within, place)
