"""Writing: Enter, breaks, Tab, what was said last, many lines, long pastes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.qt.views.composer import FLOOD_LINES, Composer, is_command
from desktop_chat.qt.views.composer_field import LONGEST

NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def composer(qtbot: QtBot) -> Composer:
    made = Composer()
    made.complete_parts()
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
    assert not composer.send_button.isEnabled()
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


def test_tab_leaves_a_text_that_cannot_be_completed(qtbot: QtBot, composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "xyzzy")
    assert composer.edit.hasFocus()
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    assert composer.attach_button.hasFocus()
    assert composer.text() == "xyzzy"


def test_up_brings_back_the_last_message(qtbot: QtBot, composer: Composer) -> None:
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
    with qtbot.waitSignal(composer.flood_confirmation_requested) as asked:
        composer.submit_text()
    assert asked.args == [text, FLOOD_LINES + 1]
    assert heard == []
    assert composer.text() == text
    composer.send_text(text)
    assert heard == [text]


def test_a_long_paste_is_cut_and_said(qtbot: QtBot, composer: Composer) -> None:
    pasted = QMimeData()
    pasted.setText("x" * (LONGEST + 5000))
    with qtbot.waitSignal(composer.toast_requested):
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


def test_up_edits_an_editable_message(qtbot: QtBot, composer: Composer) -> None:
    said = Entry(7, EntryKind.MESSAGE, 1, "ann", "teh tea", "m1", own=True, state=DeliveryState.SENT)

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


def test_only_many_messages_need_a_confirmation(qtbot: QtBot, composer: Composer) -> None:
    heard = texts(composer)
    text = "\n".join(f"line {i}" for i in range(50))
    composer.count = lambda text: 1
    composer.edit.setPlainText(text)
    composer.submit_text()
    assert heard == [text]


def press_tab(composer: Composer) -> str:
    QTest.keyClick(composer.edit, Qt.Key.Key_Tab)
    return composer.text()


def put(composer: Composer, text: str, caret: int) -> None:
    composer.edit.setPlainText(text)
    cursor = composer.edit.textCursor()
    cursor.setPosition(caret)
    composer.edit.setTextCursor(cursor)


def test_tab_after_the_caret_was_moved_overwrites_nothing(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "an")
    assert press_tab(composer) == "Ann: "
    QTest.keyClicks(composer.edit, "one bo")
    assert press_tab(composer) == "Ann: one Bob "
    QTest.keyClick(composer.edit, Qt.Key.Key_Home)
    assert press_tab(composer) == "Ann: one Bob "  # no word is there
    QTest.keyClick(composer.edit, Qt.Key.Key_End)
    assert press_tab(composer) == "Ann: one Bob "
    put(composer, "an", 2)
    assert press_tab(composer) == "Ann: "
    QTest.keyClick(composer.edit, Qt.Key.Key_Home)
    assert press_tab(composer) == "Ann: "
    put(composer, "an and more words", 2)
    assert press_tab(composer) == "Ann: and more words"
    QTest.keyClick(composer.edit, Qt.Key.Key_End)
    assert press_tab(composer) == "Ann: and more words"
    put(composer, "bo and more", 2)
    assert press_tab(composer) == "Bob: and more"
    QTest.keyClick(composer.edit, Qt.Key.Key_End)
    assert press_tab(composer) == "Bob: and more"
    for _ in range(3):
        QTest.keyClick(composer.edit, Qt.Key.Key_Left)
    QTest.keyClick(composer.edit, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert press_tab(composer) == "Bob: and more"


def test_tab_continues_only_an_unchanged_completion(composer: Composer) -> None:
    put(composer, "an, an", 6)
    assert press_tab(composer) == "an, Ann "
    put(composer, "an, Ann ", 2)
    assert press_tab(composer) == "Ann, Ann "
    assert press_tab(composer) == "anton, Ann "


@pytest.mark.parametrize(
    ("text", "caret", "shown", "next_letter"),
    [
        ("an and more", 2, "Ann: xand more", "x"),
        ("an and more", 2, "Ann: and more", " "),
        ("hello an", 8, "hello Ann x", "x"),
        ("hello an", 8, "hello Ann ", " "),
        ("(an)", 3, "(Annx)", "x"),
        ("tea, an, bo", 7, "tea, Annx, bo", "x"),
        ("an\nmore", 2, "Ann: x\nmore", "x"),
    ],
)
def test_no_space_is_doubled(composer: Composer, text: str, caret: int, shown: str, next_letter: str) -> None:
    put(composer, text, caret)
    press_tab(composer)
    QTest.keyClicks(composer.edit, next_letter)
    assert composer.text() == shown


def test_a_second_space_is_one(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "hello an")
    press_tab(composer)
    QTest.keyClicks(composer.edit, "  x")
    assert composer.text() == "hello Ann  x"


def test_a_no_break_space_stays_one(composer: Composer) -> None:
    heard = texts(composer)
    composer.edit.setPlainText("20\u00a0km\u202fh\n–\u00a0so")
    assert composer.text() == "20\u00a0km\u202fh\n–\u00a0so"
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert heard == ["20\u00a0km\u202fh\n–\u00a0so"]
    composer.edit.setPlainText("20\u00a0km")
    composer.edit.selectAll()
    composer.edit.copy()
    composer.edit.clear()
    composer.edit.paste()
    assert composer.text() == "20\u00a0km"


class Painted(QObject):
    """Counts when a line of text is painted, which is wider than a caret that blinks."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += isinstance(event, QPaintEvent) and event.rect().width() > 50
        return False


def test_another_placeholder_is_painted_while_the_focus_stays(qtbot: QtBot, composer: Composer) -> None:
    composer.activateWindow()
    composer.edit.setFocus()
    qtbot.waitUntil(composer.edit.hasFocus)
    qtbot.wait(0)
    image = composer.edit.viewport().grab().toImage()
    painted = Painted(composer.edit.viewport())
    composer.set_place("there", "Message #there", "")
    qtbot.waitUntil(lambda: painted.count > 0)
    assert composer.edit.viewport().grab().toImage() != image


@pytest.mark.parametrize(
    ("typed", "command"),
    [("/part", True), ("/", True), ("/part\n", True), ("//part", False), ("/a\nb", False), ("\n/a", False)],
)
def test_one_line_with_a_slash_is_a_command(typed: str, command: bool) -> None:
    assert is_command(typed) is command


def test_commands_go_their_own_way_and_come_back_by_a_key(qtbot: QtBot, composer: Composer) -> None:
    heard = texts(composer)
    with qtbot.waitSignal(composer.command_given) as given:
        QTest.keyClicks(composer.edit, "/whois bob")
        QTest.keyClick(composer.edit, Qt.Key.Key_Return)
    assert (given.args, heard, composer.text()) == (["/whois bob"], [], "")
    composer.edit_last = lambda: True
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "/whois bob"


def test_failed_text_does_not_replace_other_text(composer: Composer) -> None:
    QTest.keyClicks(composer.edit, "other")
    assert not composer.give_back("/kick bob")
    assert composer.text() == "other"
    composer.edit.clear()
    QTest.keyClick(composer.edit, Qt.Key.Key_Up)
    assert composer.text() == "/kick bob"


def test_composer_becomes_lower_when_it_becomes_wider(composer: Composer) -> None:
    height = composer.edit.height()
    composer.resize(160, 100)
    QTest.keyClicks(composer.edit, "several words for several lines")
    assert composer.edit.height() > height
    composer.resize(500, 100)
    assert composer.edit.height() == height


def send(composer: Composer, text: str) -> None:
    QTest.keyClicks(composer.edit, text)
    QTest.keyClick(composer.edit, Qt.Key.Key_Return)


def walk(composer: Composer, key: Qt.Key) -> str:
    QTest.keyClick(composer.edit, key, Qt.KeyboardModifier.ControlModifier)
    return composer.text()


def test_control_with_up_and_down_walks_through_sent_texts(composer: Composer) -> None:
    drafts: list[str] = []
    composer.edited.connect(drafts.append)
    send(composer, "one")
    send(composer, "/two")
    QTest.keyClicks(composer.edit, "half a")
    assert [walk(composer, Qt.Key.Key_Up) for _ in range(3)] == ["/two", "one", "one"]
    assert drafts[-1] == "one", "what is shown is the draft"
    assert [walk(composer, Qt.Key.Key_Down) for _ in range(3)] == ["/two", "half a", "half a"]
    composer.set_place("there", "Message #there", "")
    assert walk(composer, Qt.Key.Key_Up) == ""


def test_edit_keeps_its_text(composer: Composer) -> None:
    send(composer, "one")
    composer.begin_edit(Entry(1, EntryKind.MESSAGE, 0, "Ann", "sent words", own=True))
    assert walk(composer, Qt.Key.Key_Up) == "sent words"


def test_key_of_another_part_is_typed_here(composer: Composer) -> None:
    def typed(text: str, key: Qt.Key = Qt.Key.Key_A, modifiers: Qt.KeyboardModifier = NONE) -> bool:
        return composer.take_key(QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))

    assert [typed("a"), typed("Я"), typed("@", modifiers=CONTROL | Qt.KeyboardModifier.AltModifier)] == [True] * 3
    assert [typed(""), typed(" "), typed("\r"), typed("a", modifiers=CONTROL)] == [False] * 4
    assert composer.text() == "aЯ@"
    QGuiApplication.clipboard().setText("!")
    assert typed("\x16", Qt.Key.Key_V, CONTROL)
    assert composer.text() == "aЯ@!"
    composer.set_place("here", "", "", enabled=False)
    assert not typed("b")
