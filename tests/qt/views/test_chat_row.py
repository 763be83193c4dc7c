"""A row of a chat: its texts, and how it shows that Enter or a click chooses it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.views.chat_row import HEIGHT, ChatRow


@pytest.fixture
def row(qtbot: QtBot) -> ChatRow:
    made = ChatRow("key", "Workshop", "192.168.1.20")
    qtbot.addWidget(made)
    made.resize(320, made.height())
    made.show()
    return made


def ground_of(row: ChatRow) -> str:
    """The colour near the right end, where neither text nor avatar stands."""
    image = QImage(row.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    row.render(image)
    return image.pixelColor(row.width() - 20, HEIGHT // 2).name()


def test_texts_can_change(row: ChatRow) -> None:
    row.set_texts("<b>Garden</b>", "192.168.1.21")
    assert (row.title_label.text(), row.line_label.text()) == ("<b>Garden</b>", "192.168.1.21")


def test_a_preselected_row_has_the_accent(row: ChatRow, qapp: QApplication) -> None:
    appearance().apply_mode(qapp, "light")
    qapp.sendEvent(row, QEvent(QEvent.Type.Leave))  # the mouse may be anywhere
    plain = ground_of(row)
    row.set_preselected(True)
    assert ground_of(row) == QColor(appearance().current.accent_soft).name() != plain
    row.set_preselected(False)
    assert ground_of(row) == plain


def test_space_and_click_choose(qtbot: QtBot, row: ChatRow) -> None:
    with qtbot.waitSignal(row.clicked):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(row.clicked):
        QTest.keyClick(row, Qt.Key.Key_Space)
