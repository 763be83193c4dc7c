from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED, TAG_REPLY
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline import copied_text as copying_module
from desktop_chat.qt.timeline.pointer import word_at
from desktop_chat.qt.timeline.selection import Selection, Spot
from tests.qt.timeline.conftest import Shower
from tests.qt.timeline.scenes import entry
from tests.qt.timeline.test_view import model_of, talk

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def rect_of(view: Timeline, index: int, start: int, end: int) -> QRect:
    """Where characters of an entry are in the viewport."""
    scene = view._scene
    placed = next(p for p in scene.current_arrangement().placed if p.index == index)
    return scene.layout_of(index).char_rects(start, end)[0].translated(scene.body_rect(placed).topLeft())


def before(view: Timeline, index: int, char: int) -> QPoint:
    """A point just right of the left edge of a character."""
    rect = rect_of(view, index, char, char + 1)
    return QPoint(rect.left() + 1, rect.center().y())


def drag(view: Timeline, start: QPoint, end: QPoint) -> None:
    port = view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, start)
    QTest.mouseMove(port, QPoint((start.x() + end.x()) // 2, (start.y() + end.y()) // 2))
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, PLAIN, end)


TEXTS = [
    "plain words here",
    "two 😀 emoji 👨‍👩‍👧 and more",
    "cafe\u0301 and e\u0302te\u0301",
    "Привет, как дела?",
    "last line",
]


@pytest.fixture
def view(show: Shower) -> Timeline:
    return show([entry(i + 1, text, "ann") for i, text in enumerate(TEXTS)])


def test_a_drag_takes_exactly_the_characters(view: Timeline) -> None:
    drag(view, before(view, 0, 6), before(view, 0, 11))
    assert view.selected_text() == "words"
    drag(view, before(view, 0, 11), before(view, 0, 6))
    assert view.selected_text() == "words"


def test_emoji_count_as_one(view: Timeline) -> None:
    drag(view, before(view, 1, 4), before(view, 1, 11))
    assert view.selected_text() == "😀 emoji"


def test_a_combined_character_is_never_cut(view: Timeline) -> None:
    body = rect_of(view, 2, 0, 1)
    for x in range(body.left(), body.left() + 200):
        hit = view._scene.hit_test(x, body.center().y())
        assert hit is not None
        assert TEXTS[2][hit.spot.char : hit.spot.char + 1] not in ("\u0301", "\u0302")


def test_a_drag_over_entries_takes_what_lies_between(view: Timeline) -> None:
    drag(view, before(view, 0, 6), before(view, 3, 7))
    assert view.selected_text() == "\n".join([TEXTS[0][6:], TEXTS[1], TEXTS[2], "Привет,"])


def test_two_clicks_take_the_word_and_three_the_entry(view: Timeline) -> None:
    port, at = view.viewport(), before(view, 0, 8)
    QTest.mouseClick(port, LEFT, PLAIN, at)
    assert view.selected_text() == ""
    QTest.mouseDClick(port, LEFT, PLAIN, at)
    assert view.selected_text() == "words"
    QTest.mouseClick(port, LEFT, PLAIN, at)
    assert view.selected_text() == TEXTS[0]


def test_shift_click_extends(view: Timeline) -> None:
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, before(view, 0, 6))
    QTest.mouseClick(view.viewport(), LEFT, SHIFT, before(view, 4, 4))
    assert view.selected_text().startswith("words here\n")
    assert view.selected_text().endswith("\nlast")


@pytest.mark.parametrize(
    ("text", "char", "word"),
    [
        ("one two", 0, "one"),
        ("one two", 3, " "),
        ("one two", 6, "two"),
        ("one two", 7, "two"),
        ("a😀b", 1, "😀"),
        ("", 0, ""),
    ],
)
def test_words_have_bounds(text: str, char: int, word: str) -> None:
    low, high = word_at(text, char)
    assert text[low:high] == word


def test_a_selection_stays_with_its_characters(view: Timeline) -> None:
    drag(view, before(view, 1, 4), before(view, 4, 4))
    selected = view.selected_text()
    model_of(view).append_entries(*talk(50, 100))
    model_of(view).insert_entries(0, talk(30, 1000))
    view.scroll_to_top()
    view.scroll_to_end()
    assert view.selected_text() == selected


def test_a_drag_held_outside_scrolls_on(show: Shower, qtbot: QtBot) -> None:
    view = show(talk(200))
    port = view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, QPoint(200, 300))
    QTest.mouseMove(port, QPoint(200, 100))
    QTest.mouseMove(port, QPoint(200, -60))
    qtbot.waitUntil(lambda: not view.at_end and view._scene.current_arrangement().placed[0].index < 170)
    QTest.mouseRelease(port, LEFT, PLAIN, QPoint(200, -60))
    assert len(view.selected_text().splitlines()) > 20


def test_copying(view: Timeline) -> None:
    clipboard = QGuiApplication.clipboard()
    QTest.keyClick(view, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "\n".join(TEXTS)
    QTest.keyClick(view, Qt.Key.Key_C, CONTROL | SHIFT)
    lines = clipboard.text().splitlines()
    assert lines[0].endswith("] <ann> plain words here")
    assert len(lines[0].split("]")[0]) == len("[12:34")
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.selected_text() == ""


def test_copying_over_days_has_dates_and_notices_have_none_of_the_brackets(show: Shower) -> None:
    view = show(
        [entry(1, minute=-3 * 24 * 60), entry(2, "waves", kind=EntryKind.ACTION), entry(3, kind=EntryKind.JOIN)]
    )
    view.select_all()
    first, second, third = view.selected_text(with_names=True).splitlines()
    assert first.startswith("[20")
    assert second.endswith("] * ann waves")
    assert third.endswith("] * ann joined")


def test_what_is_cut_is_told(show: Shower, qtbot: QtBot) -> None:
    view = show(talk(30))
    selection = Selection(Spot(0, 0), Spot(29, 5))
    text, whole = copying_module.copied_text(
        selection, view.model.entry_at, view._scene.shown_text, with_names=False, limit=10
    )
    assert (len(text.splitlines()), whole) == (10, False)
    big = show(talk(copying_module.ENTRIES_MAX + 1))
    big.select_all()
    with qtbot.waitSignal(big.toast_requested) as told:
        big.copy_selection()
    assert told.args is not None
    limit = QLocale().toString(copying_module.ENTRIES_MAX)
    assert told.args == [f"Only the first {limit} messages were copied."]


def test_links_names_and_retries_can_be_pressed(show: Shower, qtbot: QtBot) -> None:
    failed = entry(2, "lost", "ann", state=DeliveryState.FAILED)
    view = show([entry(1, "see https://example.org/a now", "bob"), failed])
    port = view.viewport()
    with qtbot.waitSignal(view.link_activated) as link:
        QTest.mouseClick(port, LEFT, PLAIN, before(view, 0, 8))
    assert link.args == ["https://example.org/a"]
    placed = next(p for p in view._scene.current_arrangement().placed if p.index == 1)
    footer = view._scene.layout_of(1).footer_lines[0]
    with qtbot.waitSignal(view.retry_requested) as retry:
        QTest.mouseClick(port, LEFT, PLAIN, view._scene.pressed_rect(placed, footer, 0).center())
    assert retry.args == [failed]
    with qtbot.waitSignal(view.nick_activated) as nick:
        QTest.mouseClick(port, LEFT, PLAIN, view._scene.name_rect(placed).topLeft() + QPoint(60, 4))
    assert nick.args == ["ann"]


def test_a_link_is_not_opened_by_selecting_it(show: Shower) -> None:
    view = show([entry(1, "see https://example.org/a now", "bob")])
    opened: list[str] = []
    view.link_activated.connect(opened.append)
    drag(view, before(view, 0, 6), before(view, 0, 14))
    assert view.selected_text() == "tps://ex"
    assert opened == []


def test_hovering_shows_the_hand_and_the_line(show: Shower) -> None:
    view = show([entry(1, "see https://example.org/a now", "bob")])
    QTest.mouseMove(view.viewport(), before(view, 0, 8))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert view._row_highlight(0).url == "https://example.org/a"
    QTest.mouseMove(view.viewport(), before(view, 0, 1))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    assert view._row_highlight(0).url == ""


def test_show_more_shows_more(show: Shower) -> None:
    view = show([entry(1, "word " * 3_000)])
    placed = view._scene.current_arrangement().placed[-1]
    footer = view._scene.layout_of(0).footer_lines[0]
    at = view._scene.pressed_rect(placed, footer, 0).center()
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, at)
    assert view._scene.layout_of(0).visible == 15_000
    assert view._scene.layout_of(0).footer_lines == ()


def test_the_menu_offers_what_can_be_done(show: Shower) -> None:
    failed = entry(1, "https://example.org", state=DeliveryState.FAILED)
    view = show([failed])
    hit = view._scene.hit_test(*before(view, 0, 4).toTuple())
    assert hit is not None
    choices = view.menu_choices(hit)
    assert choices.url == "https://example.org"
    asked: list[Entry] = []
    view.retry_requested.connect(asked.append)
    assert choices.retry is not None
    choices.retry()
    assert asked == [failed]
    assert choices.copy is not None
    choices.copy()
    assert QGuiApplication.clipboard().text() == "https://example.org"


def test_keys_move_and_zoom(show: Shower) -> None:
    view = show(talk(200))
    for key, at_end in ((Qt.Key.Key_PageUp, False), (Qt.Key.Key_PageDown, True), (Qt.Key.Key_Up, False)):
        QTest.keyClick(view, key)
        assert view.at_end is at_end
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view._scene.current_arrangement().placed[0].index == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert view.at_end
    QTest.keyClick(view, Qt.Key.Key_Plus, CONTROL)
    assert view.zoom == pytest.approx(1.1)
    QTest.keyClick(view, Qt.Key.Key_0, CONTROL)
    assert view.zoom == 1


def test_right_to_left_windows_are_mirrored(show: Shower) -> None:
    view = show([entry(1, "שלום https://example.org סוף", "bob")])
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    rect = rect_of(view, 0, 5, 24)
    assert rect.center().x() > 300
    hit = view._scene.hit_test(rect.center().x(), rect.center().y())
    assert hit is not None
    assert hit.url == "https://example.org"


def test_the_keyboard_walks_entries_and_acts_on_them(show: Shower, qtbot: QtBot) -> None:
    failed = entry(400, "lost", state=DeliveryState.FAILED)
    quiet = [entry(384 + i, nick=f"n{i}", kind=EntryKind.JOIN) for i in range(3)]
    view = show([*talk(100), *quiet, entry(399, "see https://example.org/a", "bob"), failed])
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    with qtbot.waitSignal(view.retry_requested) as retry:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert retry.args == [failed]
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    with qtbot.waitSignal(view.link_activated) as link:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert link.args == ["https://example.org/a"]
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    assert view._current == 100
    for _ in range(30):
        QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
        placed = next(p for p in view._scene.current_arrangement().placed if p.index == view._current)
        assert placed.y >= 0 or placed.extent.height > 400
    assert view._current == 70


def edited(number: int, text: str) -> Entry:
    return replace(entry(number, text, "ann"), tags={TAG_EDITED: "2026-05-01T12:00:07.000Z"})


def test_a_mark_of_correction_is_seen_and_not_copied(show: Shower) -> None:
    view = show([edited(1, "the tea 😀 is ready"), entry(2, "good", "bob")])
    scene = view._scene
    row = scene.layout_of(0)
    line = row.chunks[0].layout.lineAt(0)
    assert row.chunks[0].layout.text().endswith("(edited)")
    assert row.char_at(line.naturalTextWidth() - 2, 2) == len("the tea 😀 is ready")
    view.select_all()
    assert view.selected_text() == "the tea 😀 is ready\ngood"


def test_a_mark_that_stands_alone_in_its_line_does_not_move_the_text(show: Shower) -> None:
    view = show([edited(1, "wide " * 40), *(entry(number, "x", "bob") for number in range(2, 40))])
    for width in range(200, 420, 7):
        view.resize(width, 200)
        view.scroll_to_top()
        row = view._scene.layout_of(0)
        for y in range(row.body_height):
            char, _ = row.line_at(y)
            assert 0 <= char <= len(row.styled.text)


def reply(number: int, text: str, answers: str) -> Entry:
    return replace(entry(number, text, "bob"), tags={TAG_REPLY: answers})


def quote_of(view: Timeline, index: int) -> QPoint:
    scene = view._scene
    return scene.quote_rect(next(p for p in scene.current_arrangement().placed if p.index == index)).center()


def test_a_reply_shows_what_it_answers_and_leads_there(qtbot: QtBot, show: Shower) -> None:
    said = [replace(entry(number, f"line {number}", "ann"), msgid=f"m{number}") for number in range(1, 60)]
    view = show([*said, reply(60, "yes", "m3"), entry(61, "so", "bob"), reply(62, "well", "m60")])
    scene = view._scene
    first, plain, second = (scene.layout_of(index) for index in (59, 60, 61))
    assert first.plan.answered == said[2]
    assert (first.plan.named, plain.plan.named, second.plan.named) == (True, False, True)
    assert min(first.quote_y, second.quote_y) >= 0 > plain.quote_y
    assert first.extent.above > plain.extent.above
    QTest.mouseClick(view.viewport(), LEFT, PLAIN, quote_of(view, 59))
    assert [p.index for p in scene.current_arrangement().placed].count(2) == 1
    assert view._flashed == 3


def test_what_is_not_here_cannot_be_shown(qtbot: QtBot, show: Shower) -> None:
    view = show([entry(1, "hello", "ann"), reply(2, "yes", "never heard")])
    assert view._scene.layout_of(1).plan.answered is None
    with qtbot.waitSignal(view.toast_requested):
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, quote_of(view, 1))


def test_enter_leads_to_what_is_answered(show: Shower) -> None:
    said = replace(entry(1, "tea?", "ann"), msgid="m1")
    view = show([said, reply(2, "yes", "m1")])
    QTest.keyClick(view, Qt.Key.Key_Up, CONTROL)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view._flashed == 1
