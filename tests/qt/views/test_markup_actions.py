"""Keys and menu of a text field change the markup of the selected text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.composer import Composer

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Keys = tuple[Qt.Key, Qt.KeyboardModifier]


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    made = Composer()
    made.complete_parts()
    qtbot.addWidget(made)
    made.resize(500, 100)
    made.set_place("here", "Message #here", "")
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def select(composer: Composer, start: int, end: int) -> None:
    """Select UTF-16 units `start` to `end`."""
    cursor = composer.edit.textCursor()
    cursor.setPosition(start)
    cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
    composer.edit.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ((Qt.Key.Key_B, CONTROL), "😀 **one** two"),
        ((Qt.Key.Key_I, CONTROL), "😀 _one_ two"),
        ((Qt.Key.Key_X, CONTROL | SHIFT), "😀 ~~one~~ two"),
        ((Qt.Key.Key_E, CONTROL), "😀 `one` two"),
        ((Qt.Key.Key_S, CONTROL | SHIFT), "😀 ||one|| two"),
        ((Qt.Key.Key_B, CONTROL | SHIFT), "> 😀 one two"),
        ((Qt.Key.Key_E, CONTROL | SHIFT), "```\n😀 one two\n```"),
    ],
)
def test_keys_put_signs_around_the_selection(composer: Composer, keys: Keys, expected: str) -> None:
    QTest.keyClicks(composer.edit, "x one two")
    select(composer, 0, 1)
    composer.edit.insertPlainText("😀")
    select(composer, 3, 6)
    QTest.keyClick(composer.edit, *keys)
    assert composer.text() == expected
    composer.edit.undo()
    assert composer.text() == "😀 one two"


def test_same_keys_take_the_signs_away(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "one")
    select(composer, 0, 3)
    for expected in ("**one**", "one"):
        QTest.keyClick(composer.edit, Qt.Key.Key_B, CONTROL)
        assert composer.text() == expected
        assert composer.edit.textCursor().selectedText() == "one"


def test_keys_without_a_selection_let_one_write_between_the_signs(composer: Composer) -> None:
    QTest.keyClick(composer.edit, Qt.Key.Key_B, CONTROL)
    QTest.keyClicks(composer.edit, "loud")
    assert composer.text() == "**loud**"


def test_menu_has_the_actions_with_their_keys(composer: Composer) -> None:
    at = composer.edit.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, composer.edit.mapToGlobal(at))
    QApplication.sendEvent(composer.edit, event)
    menu = next(child for child in composer.edit.findChildren(QMenu) if composer.markup.actions[0] in child.actions())
    names = [action.text() for action in menu.actions()][-7:]
    assert names == ["Bold", "Italic", "Strikethrough", "Code", "Code block", "Quote", "Spoiler"]
    assert all(not action.shortcut().isEmpty() for action in composer.markup.actions)
    menu.close()


def test_nothing_happens_where_one_cannot_write(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "one")
    composer.edit.setEnabled(False)
    composer.markup.actions[0].trigger()
    assert composer.text() == "one"


def test_menu_by_key_is_about_the_place_of_the_caret(composer: Composer) -> None:
    asked: list[QPoint] = []
    composer.edit.setPlainText("some words")
    select(composer, 6, 6)
    composer.markup.extend_menu = lambda menu, at: asked.append(at)
    for reason in (QContextMenuEvent.Reason.Keyboard, QContextMenuEvent.Reason.Mouse):
        composer.markup.open_menu(QContextMenuEvent(reason, QPoint(3, 4), composer.edit.mapToGlobal(QPoint(3, 4))))
        for menu in composer.edit.findChildren(QMenu):
            menu.close()
    assert asked == [composer.edit.cursorRect().center(), QPoint(3, 4)]
