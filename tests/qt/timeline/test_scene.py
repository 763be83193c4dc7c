"""A scene knows which part of which row is at a point, and scrolls no further than needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.irc.capabilities import TAG_REPLY
from desktop_chat.qt.timeline import Timeline
from desktop_chat.qt.timeline.scene import Scene
from desktop_chat.qt.timeline.scroll_anchor import PlacedRow
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.gestures import before
from tests.qt.timeline.scenes import entry, talk


def placed(scene: Scene, index: int) -> PlacedRow:
    return next(row for row in scene.current_arrangement().placed if row.index == index)


@pytest.fixture
def talking(show: ShowEntries) -> Timeline:
    asked = replace(entry(1, "see https://example.org", "bob"), msgid="m1")
    reply = replace(entry(2, "yes", "cid", minute=1), tags={TAG_REPLY: "m1"})
    return show([asked, reply, entry(3, "lost", "ann", minute=2, state=DeliveryState.FAILED)])


def part_at(view: Timeline, x: int, y: int) -> str:
    hit = view._scene.hit_test(x, y)
    assert hit is not None
    return hit.part


def test_each_part_of_a_row_is_found_at_its_place(talking: Timeline) -> None:
    scene = talking._scene
    name = scene.name_rect(placed(scene, 0))
    assert part_at(talking, name.x() + 60, name.y() + 4) == "name"
    assert part_at(talking, name.right() + 4, name.y() + 4) != "name", "only the name itself leads to the person"
    assert name.right() < scene.geometry.text_x + scene.geometry.text_width // 2
    avatar = scene.geometry.avatar_rect(name.y())
    assert part_at(talking, avatar.center().x(), avatar.bottom() - 2) == "name"
    assert part_at(talking, avatar.right() + 4, avatar.bottom() - 2) != "name"
    quote = scene.quote_rect(placed(scene, 1)).center()
    assert part_at(talking, quote.x(), quote.y()) == "quote"
    (line,) = scene.layout_of(2).footer_lines
    footer = next(scene.pressed_rects(placed(scene, 2), line, 0))[0].center()
    assert part_at(talking, footer.x(), footer.y()) == "footer"
    text = before(talking, 0, 0)
    assert part_at(talking, text.x(), text.y()) == "text"
    assert part_at(talking, scene.body_rect(placed(scene, 0)).right() - 1, text.y()) == "none"


def test_hit_has_the_link_and_the_action(talking: Timeline) -> None:
    scene, at = talking._scene, before(talking, 0, 6)
    hit = scene.hit_test(at.x(), at.y())
    assert hit is not None
    assert (hit.spot.entry, hit.url) == (0, "https://example.org")
    (line,) = scene.layout_of(2).footer_lines
    footer = next(scene.pressed_rects(placed(scene, 2), line, 0))[0].center()
    hit = scene.hit_test(footer.x(), footer.y())
    assert hit is not None
    assert hit.action == "retry"


def test_points_outside_the_rows_belong_to_the_nearest_one(talking: Timeline, show: ShowEntries) -> None:
    scene = talking._scene
    below = scene.hit_test(300, 10_000)
    assert below is not None
    assert (below.spot.entry, below.spot.char, below.part) == (2, len("lost"), "none")
    above = scene.hit_test(300, -10)
    assert above is not None
    assert above.spot.entry == 0
    assert show([])._scene.hit_test(5, 5) is None


def test_steps_pass_over_hidden_entries(show: ShowEntries) -> None:
    joins = [entry(10 + i, "", f"n{i}", kind=EntryKind.JOIN) for i in range(4)]
    scene = show([entry(1), *joins, entry(20, minute=1)])._scene
    assert scene.step_from(None, -1) == 5
    assert scene.step_from(5, -1) == 1
    assert scene.step_from(1, -1) == 0
    assert scene.step_from(0, -1) is None
    assert scene.step_from(1, 1) == 5
    assert scene.step_from(5, 1) is None


def test_bring_in_scrolls_no_further_than_needed(show: ShowEntries) -> None:
    scene = show(talk(200))._scene
    visible = scene.current_arrangement()
    scene.bring_in(visible.placed[-1].index)
    assert scene.current_arrangement() == visible
    scene.bring_in(150)
    assert any(row.index == 150 and row.y >= 0 for row in scene.current_arrangement().placed)
    first = scene.current_arrangement().placed[0].index
    scene.bring_in(first)
    assert placed(scene, first).y == 0


def test_whole_selection_covers_all_entries(talking: Timeline, show: ShowEntries) -> None:
    selection = talking._scene.whole_selection()
    assert selection is not None
    assert (selection.start.entry, selection.start.char) == (0, 0)
    assert (selection.end.entry, selection.end.char) == (2, len("lost"))
    assert show([])._scene.whole_selection() is None
