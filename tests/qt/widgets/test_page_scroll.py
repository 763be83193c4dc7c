"""A page scrolls vertically, its content has the width of the view if that is enough, and the focus is in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets.page_scroll import PageScroll


def test_high_content_scrolls_and_wide_content_too_where_it_must(qtbot: QtBot) -> None:
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
    assert not page.horizontalScrollBar().isVisible()
    content.setMinimumWidth(600)  # large letters in a narrow window
    qtbot.waitUntil(page.horizontalScrollBar().isVisible)
    assert page.horizontalScrollBar().maximum() > 200


def test_focus_from_outside_comes_into_sight(qtbot: QtBot) -> None:
    window, page = QWidget(), PageScroll()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    column.addWidget(page)
    outside = QPushButton("outside")
    column.addWidget(outside)
    inside = QVBoxLayout(page.inside)
    inside.addSpacing(2_000)
    low = QPushButton("low")
    inside.addWidget(low)
    window.resize(400, 300)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    outside.setFocus()
    assert low.visibleRegion().isEmpty()
    low.setFocus()
    assert not low.visibleRegion().isEmpty()
