from __future__ import annotations

import random
import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.clock import now_ms
from desktop_chat.irc.capabilities import TAG_REPLY
from desktop_chat.qt.theme import DARK, LIGHT, Mode, Theme, appearance
from desktop_chat.qt.timeline import ListTimelineModel, Timeline, layout_cache, strings
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.row_layout import RowLayout
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import ScrollAnchor
from tests.qt.gallery import picture
from tests.qt.timeline.conftest import Shower
from tests.qt.timeline.scenes import conversation, entry

NICKS = ("ann", "bob", "cid")


def talk(count: int, first: int = 1) -> list[Entry]:
    """Entries of different heights from three authors."""
    return [
        entry(i, "one two three four five six " * (1 + i % 9), NICKS[i // 3 % 3], minute=i / 2)
        for i in range(first, first + count)
    ]


def model_of(view: Timeline) -> ListTimelineModel:
    model = view.model
    assert isinstance(model, ListTimelineModel)
    return model


def bodies(view: Timeline) -> dict[int, int]:
    """Entry id -> y of its body, for what is seen."""
    scene = view._scene
    return {scene.entry_at(p.index).id: p.y + p.extent.above for p in scene.current_arrangement().placed}


def test_it_opens_at_the_end_and_follows_it(show: Shower) -> None:
    view = show(talk(200))
    assert view.at_end
    model_of(view).append_entries(entry(1000, "the newest"))
    assert view.at_end
    assert 1000 in bodies(view)
    bar = view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_entries_above_and_below_move_nothing(show: Shower) -> None:
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


def test_entries_above_that_change_their_height_move_nothing(show: Shower) -> None:
    view = show(talk(100))
    view.scroll_by(-1500)
    before = bodies(view)
    for index in range(view._scene.current_arrangement().placed[0].index):
        model_of(view).replace_entry(index, entry(index + 1, "much longer now " * 60))
    assert bodies(view) == before


def test_resizing_keeps_the_line_at_the_top(show: Shower) -> None:
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


def test_resizing_at_the_end_stays_there(show: Shower) -> None:
    view = show(talk(100))
    for size in ((300, 400), (900, 200), (600, 400)):
        view.resize(*size)
        assert view.at_end
        assert 100 in bodies(view)


def test_the_keyboard_and_the_bar_reach_both_ends(show: Shower, qtbot: QtBot) -> None:
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


def test_where_it_stands_is_told_once(show: Shower) -> None:
    view = show(talk(100))
    told: list[bool] = []
    view.at_end_changed.connect(told.append)
    view.scroll_by(-100)
    view.scroll_by(-100)
    view.scroll_to_end()
    assert told == [False, True]


def test_the_pill_counts_what_others_said_and_leads_to_the_end(show: Shower) -> None:
    view = show(talk(100))
    assert not view._pill.isVisible()
    view.scroll_by(-500)
    assert view._pill.isVisible()
    model_of(view).append_entries(
        entry(900), entry(901, kind=EntryKind.JOIN), entry(902, state=DeliveryState.PENDING), entry(903)
    )
    assert view._pill.count == 2
    assert view._pill.text() == "2 new"
    view._pill.click()
    assert view.at_end
    assert view._pill.count == 0
    assert not view._pill.isVisible()


def test_older_entries_are_asked_for_once_for_every_length(show: Shower, qtbot: QtBot) -> None:
    view = show(talk(200))
    asked: list[int] = []
    view.model.older_requested.connect(lambda: asked.append(view.model.count()))
    view.scroll_to_top()
    view.scroll_by(50)
    assert asked == [200]
    model_of(view).insert_entries(0, talk(10, 5000))
    view.scroll_to_top()
    assert asked == [200, 210]


def test_a_found_entry_is_brought_into_view(show: Shower) -> None:
    view = show(talk(500))
    assert view.scroll_to(100)
    assert 100 in bodies(view)
    assert not view.scroll_to(99_999)


def test_the_unread_line_stands_below_its_entry(show: Shower) -> None:
    view = show(talk(20))
    view.set_unread_after(18)
    assert [view._scene.plan_of(i).unread for i in range(16, 20)] == [False, False, True, False]
    view.set_unread_after(None)
    assert not any(view._scene.plan_of(i).unread for i in range(20))


def test_nothing_says_so(show: Shower) -> None:
    view = show([])
    assert view._empty.isVisible()
    model_of(view).append_entries(entry(1))
    view.on_painted()
    assert not view._empty.isVisible()


def test_another_model_takes_the_place_of_the_first(show: Shower) -> None:
    view = show(talk(50))
    old = model_of(view)
    view.select_all()
    view.set_model(ListTimelineModel([entry(1, "other")], view))
    old.append_entries(entry(999))
    assert view.model.count() == 1
    assert bodies(view).keys() == {1}
    assert view.selected_text() == ""


def test_a_theme_repaints_everything(show: Shower, qapp: QApplication) -> None:
    view = show(conversation())
    for mode, theme in ((Mode.DARK, DARK), (Mode.LIGHT, LIGHT)):
        appearance().apply_mode(qapp, mode)
        image = picture(view, 1)
        colours = {image.pixelColor(x, y).name() for x in range(60, 580, 1) for y in range(0, 400, 2)}
        assert image.pixelColor(4, 4) == QColor(theme.surface)
        assert {theme.text, theme.link} & colours


@pytest.mark.parametrize("width", [160, 360, 2000])
def test_any_width_and_zoom_can_be_painted(show: Shower, width: int) -> None:
    view = show(conversation())
    view.set_unread_after(13)
    for zoom in (0.1, 1.0, 9.0):
        view.set_zoom(zoom)
        view.resize(width, 500)
        assert not picture(view, 1).isNull()
    assert view.zoom == 2.5


def test_a_text_without_spaces_is_laid_out_in_parts(show: Shower) -> None:
    view = show([entry(1, "x" * 1_000_000)])
    row = view._scene.layout_of(0)
    assert row.visible == 8_000
    assert [footer.action for footer in row.footer_lines] == ["more"]
    view._scene.layouts.show_more_of(1)
    assert view._scene.layout_of(0).visible == 16_000
    assert len(view._scene.layout_of(0).chunks) == 2


def test_hostile_times_are_painted(show: Shower) -> None:
    for time in (-(10**18), 0, 10**18):
        view = show([Entry(1, EntryKind.MESSAGE, time, "ann", "when?")])
        assert not picture(view, 1).isNull()


def test_painting_does_not_use_up_none(show: Shower) -> None:
    """One binding released None once too often for each update; a few thousand of them ended the process."""
    view, plain = show(talk(50)), QWidget()
    before = sys.getrefcount(None)
    for _ in range(1000):
        plain.update()
        view.viewport().update()
    for _ in range(50):
        view.viewport().repaint()
    assert abs(sys.getrefcount(None) - before) < 200


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("width", [160, 420, 900])
def test_replies_are_painted_whatever_they_answer(show: Shower, width: int, direction: Qt.LayoutDirection) -> None:
    long = replace(entry(1, "word " * 300, "a" * 200), msgid="m1")
    gone = replace(entry(2, "", "bob", kind=EntryKind.DELETED), msgid="m2")
    replies = [
        replace(entry(n, "x", tags), tags={TAG_REPLY: f"m{n - 2}"}) for n, tags in ((3, "a"), (4, "b"), (9, "c"))
    ]
    waves = replace(entry(10, "waves", "ann", kind=EntryKind.ACTION), tags={TAG_REPLY: "m1"})
    view = show([long, gone, *replies, waves])
    view.setLayoutDirection(direction)
    view.resize(width, 300)
    view.scroll_to_end()
    assert not view.grab().isNull()
    assert [view._scene.layout_of(index).quote_y >= 0 for index in range(6)] == [False, False, True, True, True, True]


class Paints(QObject):
    """Counts what a widget paints."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_today_is_yesterday_after_midnight(qtbot: QtBot, show: Shower, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_marks_in_heaps_paint_over_no_neighbour(show: Shower) -> None:
    heap = "z" + "\u0301" * 30 + "\u0323\u0331" * 20
    above, below = entry(1, "above", "bob"), entry(3, "below", "cid", minute=20)
    calm = show([above, entry(2, "z", "ann", minute=10), below])
    wild = show([above, entry(2, heap, "ann", minute=10), below])
    pictures = []
    for view in (calm, wild):
        placed = view._scene.current_arrangement().placed
        image = view.viewport().grab().toImage()
        ratio = image.devicePixelRatio()
        rows = [(placed[i].y, placed[i].bottom) for i in (0, 2)]
        pictures.append(
            [image.copy(0, round(y * ratio), image.width(), round((bottom - y) * ratio)) for y, bottom in rows]
        )
    assert [row.extent.height for row in map(calm._scene.layout_of, range(3))] == [
        row.extent.height for row in map(wild._scene.layout_of, range(3))
    ]
    assert pictures[0] == pictures[1]


@pytest.mark.parametrize("nick", ["r\u043e\u043et", "ro\u202eot"])
def test_a_name_that_could_deceive_is_marked_where_it_stands_above_words(show: Shower, nick: str) -> None:
    """What stands behind the name begins further right: the name is longer by what makes it known."""
    ends = []
    for one in ("root", nick):
        view = show([entry(1, "x", one)])
        image = view.viewport().grab().toImage()
        first = round(
            (view._scene.current_arrangement().placed[0].y + view._scene.layout_of(0).name_y) * image.devicePixelRatio()
        )
        ground = image.pixel(image.width() - 1, first)
        top = range(first, first + 16)
        ends.append(max(x for x in range(image.width()) for y in top if image.pixel(x, y) != ground))
    assert ends[1] >= ends[0] + 8


def test_entries_condensed_into_another_take_no_place_among_the_layouts(
    show: Shower, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screen of condensed joins stands for thousands of entries; each paint would lay the visible ones out again."""
    joins = [entry(i, "", f"n{i}", kind=EntryKind.JOIN) for i in range(1, 4_000)]
    view = show([*talk(3, 5_000), *joins])
    view.viewport().repaint()
    laid_out: list[int] = []
    lay_out = layout_cache.lay_out

    def count_layout(plan: RowPlan, geometry: Geometry, theme: Theme, chunks: int) -> RowLayout:
        laid_out.append(plan.entry.id)
        return lay_out(plan, geometry, theme, chunks)

    monkeypatch.setattr(layout_cache, "lay_out", count_layout)
    view._scene.invalidate_arrangement()
    view.viewport().repaint()
    assert laid_out == []
