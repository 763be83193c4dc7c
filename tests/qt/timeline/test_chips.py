"""Reactions below an entry: their places, their words, and a click on them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import EntryReacted
from desktop_chat.client.reactions import apply_reaction, reactions_of
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.chips import lay_out_chips, reaction_tip, spoken_reactions
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.strings import spoken_text
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import LEFT, PLAIN, model_of
from tests.qt.timeline.scenes import entry


def reacted(said: Entry, *reactions: tuple[str, str]) -> Entry:
    """Return the entry with reactions (text, nick); `me` is the person."""
    said = replace(said, msgid=f"m{said.id}")
    for at, (text, nick) in enumerate(reactions):
        said = (
            apply_reaction(
                said, EntryReacted("#tea", said.msgid, text, nick, nick, at=at, present=True, own=nick == "me")
            )
            or said
        )
    return said


MANY = reacted(entry(1), *((f"r{number}", "bob") for number in range(30)))


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("width", [320, 420, 1200])
@pytest.mark.parametrize("zoom", [1.0, 2.0])
def test_chips_stand_beside_each_other_inside_of_the_text(width: int, zoom: float, right_to_left: bool) -> None:
    geometry = make_geometry(width, zoom, right_to_left=right_to_left)
    chips, height = lay_out_chips(MANY, geometry, 50)
    area = QRect(0, 50, geometry.text_width, height)
    assert len(chips) == 30
    assert all(area.contains(chip.rect) for chip in chips)
    assert not any(one.rect.intersects(other.rect) for one in chips for other in chips if one is not other)


def test_long_reaction_is_elided() -> None:
    geometry = make_geometry(420, 1.0, right_to_left=False)
    (chip,), _ = lay_out_chips(
        reacted(entry(1), ("a reaction that is much too long for this place", "bob")), geometry, 0
    )
    assert chip.text.endswith("…")


def test_entry_without_reactions_is_as_high_as_before() -> None:
    assert lay_out_chips(entry(1), make_geometry(420, 1.0, right_to_left=False), 7) == ((), 0)


def test_tip_and_screen_reader_name_the_people() -> None:
    said = reacted(entry(1, "tea?", "ann"), ("👍", "bob"), ("👍", "me"), ("🎉", "cid"))
    thumbs, _ = reactions_of(said)
    assert reaction_tip(thumbs) == "you, bob reacted with 👍"
    assert spoken_reactions(said) == "Reactions: 👍 by you, bob; 🎉 by cid"
    assert spoken_text(said, "tea?").endswith("tea?. Reactions: 👍 by you, bob; 🎉 by cid")


def test_tip_of_many_people_is_short() -> None:
    crowd = reacted(entry(1), *(("👍", f"person{number}") for number in range(60)))
    tip = reaction_tip(reactions_of(crowd)[0])
    assert tip.count("person") == 20
    assert "40 more" in tip


def chip_point(view: Timeline, index: int, number: int) -> QPoint:
    placed = next(p for p in view._scene.current_arrangement().placed if p.index == index)
    chip = view._scene.layout_of(index).chips[number]
    return view._scene.body_rect(placed).topLeft() + chip.rect.center()


def test_click_on_a_chip_asks_for_the_reaction(show: ShowEntries, qtbot: QtBot) -> None:
    said = reacted(entry(1, "tea?", "bob"), ("👍", "cid"), ("🎉", "cid"))
    view = show([said])
    view.may_react = lambda entry: True
    with qtbot.waitSignal(view.reaction_requested) as asked:
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, chip_point(view, 0, 1))
    assert asked.args == [said, "🎉"]


def test_click_does_nothing_where_nobody_can_react(show: ShowEntries, qtbot: QtBot) -> None:
    view = show([reacted(entry(1, "tea?", "bob"), ("👍", "cid"))])
    with qtbot.assertNotEmitted(view.reaction_requested):
        QTest.mouseClick(view.viewport(), LEFT, PLAIN, chip_point(view, 0, 0))


def test_row_grows_with_its_first_reaction(show: ShowEntries) -> None:
    view = show([entry(1, "tea?", "bob"), entry(2, "coffee?", "bob")])
    before = view._scene.layout_of(0).extent.height
    model_of(view).replace_entry(0, reacted(entry(1, "tea?", "bob"), ("👍", "cid")))
    assert view._scene.layout_of(0).extent.height > before
    assert view._scene.layout_of(0).body_height == view._scene.layout_of(1).body_height
