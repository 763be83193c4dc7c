"""A page with a list: menus at the chosen row, and a sentence where there is no row."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QStringListModel
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.qt.launcher.list_page import ListPage
from desktop_chat.qt.launcher.two_line_delegate import TwoLineDelegate
from desktop_chat.qt.widgets import RowList, ScrollBar


class _Page(ListPage):
    def __init__(self) -> None:
        self.model = QStringListModel()
        super().__init__(RowList(self.model, TwoLineDelegate(), ScrollBar(), "Words"), "Search words")
        self.action = self.make_action("Act", "edit")
        self.compose("Words", ())

    def make_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.action)
        return menu

    def show_words(self, words: list[str], *, running: bool, count: int) -> None:
        self.running = running
        self.model.setStringList(words)
        self.show_list(count=count, stopped="Later.", nothing=("info", "No words", "Say one."), not_found=("Gone", ""))


@pytest.fixture
def page(qtbot: QtBot) -> _Page:
    made = _Page()
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("running", "count", "said"), [(False, 0, "The chat is not running"), (True, 0, "No words"), (True, 3, "Gone")]
)
def test_a_sentence_stands_in_place_of_no_rows(page: _Page, running: bool, count: int, said: str) -> None:
    page.show_words([], running=running, count=count)
    assert page.empty.accessibleName() == said
    assert page.refresh_button.isEnabled() is running
    assert page.search_field.isEnabled() is bool(count)


def test_the_menu_needs_a_row(page: _Page) -> None:
    page.show_words([], running=True, count=0)
    page.on_menu_requested(QPoint())
    assert not page.findChildren(QMenu)
    page.show_words(["a", "b"], running=True, count=2)
    page.choose_row(-1)
    assert page.view.currentIndex().row() == 0
    page.on_menu_requested(QPoint())
    (menu,) = page.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Act"]
    menu.close()
