"""Captions of check boxes and radio buttons in narrow windows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.wrapped_boxes import WrappedCheckBox, WrappedRadioButton


@pytest.mark.parametrize("kind", [WrappedCheckBox, WrappedRadioButton])
def test_long_caption_takes_lines_and_is_pressed_in_each(
    qtbot: QtBot, kind: type[WrappedCheckBox | WrappedRadioButton]
) -> None:
    box = kind("Everybody who comes from this computer, under whatever name")
    qtbot.addWidget(box)
    whole = box.sizeHint()
    assert box.heightForWidth(whole.width()) == whole.height()
    assert box.minimumSizeHint().width() < whole.width() / 3
    lines = box.heightForWidth(whole.width() // 2)
    assert lines >= whole.height() + box.fontMetrics().height()
    box.resize(whole.width() // 2, lines)
    box.show()
    assert not box.grab().isNull()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(60, lines - 10))
    assert box.isChecked()
