"""A box keeps values, shows texts, and leaves the wheel to the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets.choice_box import ChoiceBox, ElidedComboBox


def wheel() -> QWheelEvent:
    return QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )


def test_text_that_does_not_fit_is_cut_by_an_ellipsis(qtbot: QtBot) -> None:
    pictures = []
    for kind in (QComboBox, ElidedComboBox):
        box = kind()
        qtbot.addWidget(box)
        box.addItem("M" * 40)
        box.resize(120, 40)
        pictures.append(box.grab().toImage())
        box.clear()
        box.addItem("Most people first")
        box.resize(box.sizeHint())
        pictures.append(box.grab().toImage())
    cut, whole, elided, whole_too = pictures
    assert elided != cut
    assert whole == whole_too


@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_short_list_is_seen_in_whole(qtbot: QtBot, qapp: QApplication, zoom: float) -> None:
    appearance().apply_mode(qapp, "light", zoom=zoom)
    try:
        box = ChoiceBox((("a", "One"), ("b", "Two"), ("c", "Three")), "a")
        qtbot.addWidget(box)
        with qtbot.waitExposed(box):
            box.show()
        box.showPopup()
        rows = box.view()
        last = rows.visualRect(rows.model().index(2, 0))
        assert rows.viewport().rect().contains(last)
        assert last.height() >= box.fontMetrics().height() + 4
        box.hidePopup()
    finally:
        appearance().apply_mode(qapp, "light", zoom=1.0)


def test_values_have_texts(qtbot: QtBot) -> None:
    box = ChoiceBox((("a", "One"), ("b", "Two")), "c")
    qtbot.addWidget(box)
    assert [box.itemText(index) for index in range(box.count())] == ["One", "Two", "c"]
    assert box.value == "c"
    box.choose_value("b")
    assert (box.value, box.currentText()) == ("b", "Two")
    box.choose_value("giraffe")
    assert box.value == "b"


def test_the_wheel_scrolls_the_page(qtbot: QtBot) -> None:
    box = ChoiceBox((("a", "One"), ("b", "Two")), "a")
    qtbot.addWidget(box)
    event = wheel()
    QApplication.sendEvent(box, event)
    assert not event.isAccepted()
    assert box.value == "a"
    with qtbot.waitActive(box):
        box.show()
        box.activateWindow()
    box.setFocus()
    QApplication.sendEvent(box, wheel())
    assert box.value == "b"
