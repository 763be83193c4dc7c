"""Filters are suggested while a person types one, and chosen by keys or from a menu."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.filter_completer import FilterCompleter


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def completer(field: QLineEdit) -> FilterCompleter:
    return FilterCompleter(field, lambda: ([("Bob", "Bob"), ("bea", "Bea Ray")], ["#tea"]))


def shown(completer: FilterCompleter) -> list[str]:
    """Return the texts of the list, if the list is visible."""
    popup, model = completer.popup(), completer.model()
    visible = popup is not None and popup.isVisible()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())] if visible else []


def test_list_follows_the_typed_filter(field: QLineEdit, completer: FilterCompleter) -> None:
    QTest.keyClicks(field, "lamp fr")
    assert shown(completer) == ["from:  messages of a person"]
    popup = completer.popup()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "lamp from:"
    assert shown(completer) == ["from:Bob", 'from:"Bea Ray"']
    QTest.keyClick(popup, Qt.Key.Key_B)
    QTest.keyClick(popup, Qt.Key.Key_E)
    assert shown(completer) == ['from:"Bea Ray"']
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == 'lamp from:"Bea Ray" '
    assert shown(completer) == []


def test_plain_words_have_no_list(field: QLineEdit, completer: FilterCompleter) -> None:
    QTest.keyClicks(field, "lamp shades")
    assert shown(completer) == []


def test_menu_offers_all_filters(qtbot: QtBot, field: QLineEdit, completer: FilterCompleter) -> None:
    field.setText("lamp")
    parent = QWidget()
    qtbot.addWidget(parent)
    menu = completer.make_menu(parent)
    assert [action.text() for action in menu.actions()][-1] == "has:file  with a file"
    with qtbot.waitSignal(completer.completed):
        menu.actions()[-1].trigger()
    assert field.text() == "lamp has:file "
    menu.actions()[1].trigger()
    assert field.text() == "lamp has:file in:"
    assert shown(completer) == ["in:#tea"]
