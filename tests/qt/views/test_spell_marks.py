"""Misspelt words are underlined, and their menu offers others."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.spell_marks import SpellMarks
from tests.qt.views.test_spell_checker import checker

WAVE = QTextCharFormat.UnderlineStyle.SpellCheckUnderline


@pytest.fixture
def edit(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    made.resize(400, 80)
    made.show()
    return made


@pytest.fixture
def marks(edit: QPlainTextEdit) -> SpellMarks:
    made = SpellMarks(edit, checker("tea", "some", "ten"))
    made.is_wanted = lambda: True
    return made


def underlined(edit: QPlainTextEdit) -> list[str]:
    block = edit.document().firstBlock()
    units = block.text().encode("utf-16-le")
    marked = [part for part in block.layout().formats() if part.format.underlineStyle() == WAVE]
    return [units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le") for part in marked]


def test_wrong_words_are_underlined_once_the_caret_has_left_them(
    qtbot: QtBot, edit: QPlainTextEdit, marks: SpellMarks
) -> None:
    QTest.keyClicks(edit, "some teh")
    QTest.keyClicks(edit, " ")
    qtbot.waitUntil(lambda: underlined(edit) == ["teh"])
    QTest.keyClick(edit, Qt.Key.Key_Backspace)
    assert underlined(edit) == []
    QTest.keyClick(edit, Qt.Key.Key_Home)
    assert underlined(edit) == ["teh"]


def test_emoji_names_and_an_unwanted_check(qtbot: QtBot, edit: QPlainTextEdit, marks: SpellMarks) -> None:
    marks.is_name = lambda word: word == "Bbo"
    edit.setPlainText("👋🏽 Bbo teh some")
    qtbot.waitUntil(lambda: underlined(edit) == ["teh"])
    marks.is_wanted = lambda: False
    marks.rehighlight()
    assert underlined(edit) == []


def test_menu_offers_words_that_may_be_meant(qtbot: QtBot, edit: QPlainTextEdit, marks: SpellMarks) -> None:
    edit.setPlainText("some teh")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    qtbot.waitUntil(lambda: underlined(edit) == ["teh"])
    menu = QMenu(edit)
    menu.addAction("Paste")
    end = edit.textCursor()
    end.movePosition(end.MoveOperation.End)
    at = edit.cursorRect(end).center()
    marks.extend_menu(menu, at)
    qtbot.waitUntil(lambda: "tea" in [action.text() for action in menu.actions()])
    shown = [action.text() for action in menu.actions() if action.isVisible() and action.text()]
    assert shown == ["tea", "ten", "Add to the dictionary", "Paste"]
    next(action for action in menu.actions() if action.text() == "ten").trigger()
    assert edit.toPlainText() == "some ten"


def test_menu_of_a_right_word_stays(edit: QPlainTextEdit, marks: SpellMarks) -> None:
    edit.setPlainText("some")
    menu = QMenu(edit)
    menu.addAction("Paste")
    marks.extend_menu(menu, edit.cursorRect().center())
    assert [action.text() for action in menu.actions()] == ["Paste"]


def test_word_can_be_added_to_the_dictionary(qtbot: QtBot, edit: QPlainTextEdit, marks: SpellMarks) -> None:
    edit.setPlainText("teh some")
    qtbot.waitUntil(lambda: underlined(edit) == ["teh"])
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    menu = QMenu(edit)
    marks.extend_menu(menu, edit.cursorRect().center())
    next(action for action in menu.actions() if action.text().startswith("Add")).trigger()
    assert underlined(edit) == []
