"""A page scrolls vertically, and its content has the width of the view."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.page_scroll import PageScroll


def test_high_content_scrolls_and_wide_content_does_not(qtbot: QtBot) -> None:
    page = PageScroll()
    qtbot.addWidget(page)
    content = QWidget()
    content.setMinimumHeight(2_000)
    QVBoxLayout(page.inside).addWidget(content)
    page.resize(400, 300)
    with qtbot.waitExposed(page):
        page.show()
    assert page.verticalScrollBar().maximum() > 1_000
    assert page.inside.width() == page.viewport().width()
    assert page.horizontalScrollBar().maximum() == 0
