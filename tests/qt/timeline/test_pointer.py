"""Drags and clicks select text; hovering changes the cursor."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.pointer import word_at
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import LEFT, PLAIN, SHIFT, before, drag, model_of, rect_of
from tests.qt.timeline.scenes import TEXTS, entry, talk


def test_drag_selects_exactly_its_characters(view: Timeline) -> None:
    drag(view, before(view, 0, 6), before(view, 0, 11))
    assert view.selected_text() == "words"
    drag(view, before(view, 0, 11), before(view, 0, 6))
    assert view.selected_text() == "words"


def test_emoji_is_one_character(view: Timeline) -> None:
    drag(view, before(view, 1, 4), before(view, 1, 11))
    assert view.selected_text() == "😀 emoji"


def test_combined_character_is_never_cut(view: Timeline) -> None:
    body = rect_of(view, 2, 0, 1)
    for x in range(body.left(), body.left() + 200):
        hit = view._scene.hit_test(x, body.center().y())
        assert hit is not None
        assert TEXTS[2][hit.spot.char : hit.spot.char + 1] not in ("\u0301", "\u0302")


def test_drag_over_entries_selects_all_between(view: Timeline) -> None:
    drag(view, before(view, 0, 6), before(view, 3, 7))
    assert view.selected_text() == "\n".join([TEXTS[0][6:], TEXTS[1], TEXTS[2], "Привет,"])


def test_two_clicks_select_a_word_and_three_an_entry(view: Timeline) -> None:
    port, at = view.viewport(), before(view, 0, 8)
    QTest.mouseClick(port, LEFT, PLAIN, at)
    assert view.selected_text() == ""
    QTest.mouseDClick(port, LEFT, PLAIN, at)
    assert view.selected_text() == "words"
    QTest.mouseClick(port, LEFT, PLAIN, at)
    assert view.selected_text() == TEXTS[0]


def test_shift_click_extends_the_selection(view: Timeline) -> None:
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
def test_word_at_finds_the_edges_of_a_word(text: str, char: int, word: str) -> None:
    low, high = word_at(text, char)
    assert text[low:high] == word


def test_selection_stays_with_its_characters(view: Timeline) -> None:
    drag(view, before(view, 1, 4), before(view, 4, 4))
    selected = view.selected_text()
    model_of(view).append_entries(*talk(50, 100))
    model_of(view).insert_entries(0, talk(30, 1000))
    view.scroll_to_top()
    view.scroll_to_end()
    assert view.selected_text() == selected


def test_drag_outside_the_view_scrolls(show: ShowEntries, qtbot: QtBot) -> None:
    view = show(talk(200))
    port = view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, QPoint(200, 300))
    QTest.mouseMove(port, QPoint(200, 100))
    QTest.mouseMove(port, QPoint(200, -60))
    qtbot.waitUntil(lambda: not view.at_end and view._scene.current_arrangement().placed[0].index < 170)
    QTest.mouseRelease(port, LEFT, PLAIN, QPoint(200, -60))
    assert len(view.selected_text().splitlines()) > 20


def test_selecting_a_link_does_not_open_it(show: ShowEntries) -> None:
    view = show([entry(1, "see https://example.org/a now", "bob")])
    opened: list[str] = []
    view.link_activated.connect(opened.append)
    drag(view, before(view, 0, 6), before(view, 0, 14))
    assert view.selected_text() == "tps://ex"
    assert opened == []


def test_hovered_link_shows_the_hand_and_is_underlined(show: ShowEntries) -> None:
    view = show([entry(1, "see https://example.org/a now", "bob")])
    QTest.mouseMove(view.viewport(), before(view, 0, 8))
    assert view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert view._row_highlight(0, view._scene.layout_of(0)).url == "https://example.org/a"
    QTest.mouseMove(view.viewport(), before(view, 0, 1))
    assert view.viewport().cursor().shape() == Qt.CursorShape.IBeamCursor
    assert view._row_highlight(0, view._scene.layout_of(0)).url == ""
