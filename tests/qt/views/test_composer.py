"""Writing: Enter, breaks, Tab, what was said last, many lines, long pastes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry, Kind, State
from desktop_chat.qt.views.composer import FLOOD_LINES, LONGEST, Composer


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    made = Composer()
    qtbot.addWidget(made)
    made.resize(500, 100)
    made.names = lambda: ["Ann", "anton", "Bob"]
    made.set_place("here", "Message #here", "")
    made.show()
    return made


def texts(composer: Composer) -> list[str]:
    heard: list[str] = []
    composer.submitted.connect(heard.append)
    return heard


def test_enter_sends_and_shift_enter_breaks(qtbot: QtBot, composer: Composer) -> None:
    heard = texts(composer)
    QTest.keyClicks(composer.edit, "one")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.edit, "two")
    assert composer.text() == "one\ntwo"
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert heard == ["one\ntwo"]
    assert composer.text() == ""


def test_nothing_is_not_sent(qtbot: QtBot, composer: Composer) -> None:
    heard = texts(composer)
    assert not composer.send.isEnabled()
    QTest.keyClicks(composer.edit, "   ")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert heard == []


def test_tab_walks_through_the_choices(qtbot: QtBot, composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "an")
    shown = []
    for _ in range(3):
        QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
        shown.append(composer.text())
    assert shown == ["Ann: ", "anton: ", "Ann: "]
    QTest.keyClicks(composer.edit, "bo")
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.text() == "Ann: Bob "


def test_tab_behind_emoji_counts_as_qt_does(qtbot: QtBot, composer: Composer) -> None:
    composer.edit.setPlainText("👋🏽 an")
    composer.edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.text() == "👋🏽 Ann "


def test_up_brings_back_what_was_said_last(qtbot: QtBot, composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "said here")
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    composer.set_place("there", "Message #there", "")
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == ""
    composer.set_place("here", "Message #here", "")
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "said here"


def test_many_lines_are_asked_about(qtbot: QtBot, composer: Composer) -> None:
    heard = texts(composer)
    text = "\n".join(f"line {i}" for i in range(FLOOD_LINES + 1))
    composer.edit.setPlainText(text)
    with qtbot.waitSignal(composer.flood_asked) as asked:
        composer.submit()
    assert asked.args == [text, FLOOD_LINES + 1]
    assert heard == []
    assert composer.text() == text
    composer.release(text)
    assert heard == [text]


def test_a_long_paste_is_cut_and_said(qtbot: QtBot, composer: Composer) -> None:
    pasted = QMimeData()
    pasted.setText("x" * (LONGEST + 5000))
    with qtbot.waitSignal(composer.told):
        composer.edit.insertFromMimeData(pasted)
    assert len(composer.text()) <= LONGEST


def test_it_grows_and_then_scrolls(composer: Composer) -> None:
    low = composer.edit.height()
    composer.edit.setPlainText("a\nb\nc")
    middle = composer.edit.height()
    composer.edit.setPlainText("\n".join("abcdefghijklmnop"))
    assert low < middle < composer.edit.height() < 20 * low


def test_a_draft_is_put_in_and_told(qtbot: QtBot, composer: Composer) -> None:
    with qtbot.assertNotEmitted(composer.edited):
        composer.set_place("there", "Message #there", "half a")
    assert composer.edit.accessibleName() == "Message #there"
    with qtbot.waitSignal(composer.edited):
        QTest.keyClicks(composer.edit, " word")
    assert composer.text() == "half a word"


def test_up_corrects_what_can_be_corrected(qtbot: QtBot, composer: Composer) -> None:
    said = Entry(7, Kind.MESSAGE, 1, "ann", "teh tea", "m1", own=True, state=State.SENT)

    def begin() -> bool:
        composer.begin_edit(said)
        return True

    composer.edit_last = begin
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "teh tea"
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)  # moves in the text, begins nothing anew
    left: list[str] = []

    def leave() -> bool:
        left.append(composer.text())
        return True

    composer.leave = leave
    QTest.keyClick(composer.edit, Qt.Key.Key_Escape)
    assert left == ["teh tea"]
    heard = texts(composer)
    composer.edit.setPlainText("the tea :fire:")
    with qtbot.waitSignal(composer.corrected) as corrected:
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert corrected.args == [said, "the tea 🔥"]
    assert heard == []
    composer.end_edit("half a")
    assert composer.text() == "half a"
    composer.end_edit("nothing to end")
    assert composer.text() == "half a"


def test_only_what_becomes_many_messages_is_asked_about(qtbot: QtBot, composer: Composer) -> None:
    heard = texts(composer)
    text = "\n".join(f"line {i}" for i in range(50))
    composer.count = lambda text: 1
    composer.edit.setPlainText(text)
    composer.submit()
    assert heard == [text]
