"""The view: scrolling, new entries, themes, and work done for each frame."""

from __future__ import annotations

import random
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.clock import now_ms
from desktop_chat.qt.theme import DARK, LIGHT, Mode, appearance
from desktop_chat.qt.timeline import ListTimelineModel, strings
from desktop_chat.qt.timeline.scroll_anchor import ScrollAnchor
from tests.qt.gallery import picture
from tests.qt.pixels import colours
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import bodies, model_of
from tests.qt.timeline.scenes import conversation, entry, talk


def test_view_opens_at_the_end_and_follows_new_entries(show: ShowEntries) -> None:
    view = show(talk(200))
    assert view.at_end
    model_of(view).append_entries(entry(1000, "the newest"))
    assert view.at_end
    assert 1000 in bodies(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_inserted_entries_do_not_move_the_visible_ones(show: ShowEntries) -> None:
    view = show(talk(200))
    view.scroll_by(-3000)
    number, chance = 10_000, random.Random(7)
    for _ in range(40):
        top = view._scene.current_arrangement().placed[0]
        anchor = view._scene.entry_at(top.index).id
        before = bodies(view)[anchor]
        at = chance.choice([0, top.index // 2, top.index, view.model.count()])
        count = chance.randint(1, 30)
        model_of(view).insert_entries(at, talk(count, number))
        number += count
        assert bodies(view)[anchor] == before
        view.scroll_by(chance.randint(-400, 300))


def test_changed_heights_above_do_not_move_the_visible_entries(show: ShowEntries) -> None:
    view = show(talk(100))
    view.scroll_by(-1500)
    before = bodies(view)
    for index in range(view._scene.current_arrangement().placed[0].index):
        model_of(view).replace_entry(index, entry(index + 1, "much longer now " * 60))
    assert bodies(view) == before


def test_resizing_keeps_the_text_line_at_the_top(show: ShowEntries) -> None:
    long = " ".join(f"word{i}" for i in range(900))
    view = show([*talk(30), entry(500, long, "dora"), *talk(30, 600)])
    view._scene.go_to(ScrollAnchor(30, 800))
    char, _ = view._scene.layout_of(30).line_at(800)
    for width in (300, 900, 450):
        view.resize(width, 400)
        top = view._scene.current_arrangement().top
        assert top is not None
        assert top.index == 30
        now, _ = view._scene.layout_of(30).line_at(top.offset)
        following, _ = view._scene.layout_of(30).line_at(top.offset + view._scene.geometry.step)
        assert now <= char < max(following, now + 1)
        char = now


def test_resizing_at_the_end_stays_at_the_end(show: ShowEntries) -> None:
    view = show(talk(100))
    for size in ((300, 400), (900, 200), (600, 400)):
        view.resize(*size)
        assert view.at_end
        assert 100 in bodies(view)


def test_scroll_bar_reaches_both_ends(show: ShowEntries, qtbot: QtBot) -> None:
    view = show(talk(300))
    view.scroll_to_top()
    assert bodies(view)[1] >= 0
    assert view.verticalScrollBar().value() == 0
    view.scroll_to_end()
    assert view.at_end
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    assert not view.at_end
    assert 100 < view._scene.current_arrangement().placed[0].index < 200
    bar.setValue(bar.maximum())
    assert view.at_end


def test_leaving_and_reaching_the_end_is_signalled_once(show: ShowEntries) -> None:
    view = show(talk(100))
    told: list[bool] = []
    view.at_end_changed.connect(told.append)
    view.scroll_by(-100)
    view.scroll_by(-100)
    view.scroll_to_end()
    assert told == [False, True]


def test_older_entries_are_requested_once_for_each_length(show: ShowEntries, qtbot: QtBot) -> None:
    view = show(talk(200))
    asked: list[int] = []
    view.model.older_requested.connect(lambda: asked.append(view.model.count()))
    view.scroll_to_top()
    view.scroll_by(50)
    assert asked == [200]
    model_of(view).insert_entries(0, talk(10, 5000))
    view.scroll_to_top()
    assert asked == [200, 210]


def test_scroll_to_brings_an_entry_into_view(show: ShowEntries) -> None:
    view = show(talk(500))
    assert view.scroll_to(100)
    assert 100 in bodies(view)
    assert not view.scroll_to(99_999)


def test_unread_line_is_below_its_entry(show: ShowEntries) -> None:
    view = show(talk(20))
    view.set_unread_after(18)
    assert [view._scene.plan_of(i).unread for i in range(16, 20)] == [False, False, True, False]
    view.set_unread_after(None)
    assert not any(view._scene.plan_of(i).unread for i in range(20))


def test_empty_state_is_visible_without_entries_only(show: ShowEntries) -> None:
    view = show([])
    assert view._empty.isVisible()
    model_of(view).append_entries(entry(1))
    view.on_painted()
    assert not view._empty.isVisible()


def test_another_model_replaces_the_first(show: ShowEntries) -> None:
    view = show(talk(50))
    old = model_of(view)
    view.select_all()
    view.set_model(ListTimelineModel([entry(1, "other")], view))
    old.append_entries(entry(999))
    assert view.model.count() == 1
    assert bodies(view).keys() == {1}
    assert view.selected_text() == ""


def test_new_theme_repaints_the_view(show: ShowEntries, qapp: QApplication) -> None:
    view = show(conversation())
    for mode, theme in ((Mode.DARK, DARK), (Mode.LIGHT, LIGHT)):
        appearance().apply_mode(qapp, mode)
        image = picture(view, 1)
        shown = colours(image, QRect(60, 0, 520, 400))
        assert image.pixelColor(4, 4) == QColor(theme.surface)
        assert {theme.text, theme.link} & shown


def test_painting_releases_no_reference_to_none(show: ShowEntries) -> None:
    """PySide6 6.12.0 releases None once too often for each update; after some thousand updates the process aborts."""
    view, plain = show(talk(50)), QWidget()
    before = sys.getrefcount(None)
    for _ in range(1000):
        plain.update()
        view.viewport().update()
    for _ in range(50):
        view.viewport().repaint()
    assert abs(sys.getrefcount(None) - before) < 200


class Paints(QObject):
    """Counts the paint events of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_today_becomes_yesterday_after_midnight(
    qtbot: QtBot, show: ShowEntries, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = show([replace(entry(1, "late"), time=now_ms())])
    assert strings.day_name(view.model.entry_at(0).time) == "Today"
    assert view._calendar.isActive()
    paints = Paints(view.viewport())
    before = view.viewport().grab().toImage()
    paints.count = 0
    view._calendar.timeout.emit()
    qtbot.wait(0)
    assert paints.count == 0
    day = strings.today()
    monkeypatch.setattr(strings, "today", lambda: day + 1)
    view._calendar.timeout.emit()
    qtbot.waitUntil(lambda: paints.count > 0)
    assert strings.day_name(view.model.entry_at(0).time) == "Yesterday"
    assert view.viewport().grab().toImage() != before
    view.hide()
    assert not view._calendar.isActive()


def test_opened_room_lays_out_only_what_it_shows(show: ShowEntries) -> None:
    """The rows at the end would double the work before the first frame of a room that opens at an unread message."""
    view, other = show(talk(3)), ListTimelineModel(talk(1_000, 5_000))
    first = other.entry_at(300)
    with view.opened(other):
        view.set_unread_after(first.id - 1)
        view.show_first_unread(first, 700)
    view.viewport().repaint()
    assert first.id in bodies(view)
    laid_out = set(view._scene.layouts._layouts)
    assert max(laid_out) < other.entry_at(400).id
    bar = view.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert view.at_end
