"""Entries are laid out once, and long entries in chunks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop_chat.client.entry import EntryKind
from desktop_chat.qt.theme import Theme
from desktop_chat.qt.timeline import layout_cache
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.preview_box import PreviewLooks
from desktop_chat.qt.timeline.row_layout import RowLayout
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.selection import Spot
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry, talk


def test_long_text_without_spaces_is_laid_out_in_chunks(show: ShowEntries) -> None:
    view = show([entry(1, "x" * 1_000_000)])
    row = view._scene.layout_of(0)
    assert row.visible == 8_000
    assert [footer.action for footer in row.footer_lines] == ["more"]
    view._scene.layouts.show_more_of(1)
    assert view._scene.layout_of(0).visible == 16_000
    assert len(view._scene.layout_of(0).chunks) == 2


def test_invitation_and_knock_offer_an_answer_until_they_are_settled(show: ShowEntries) -> None:
    view = show([entry(1, "#tea", "bob", kind=EntryKind.INVITE), entry(2, "", "cid", kind=EntryKind.KNOCK)])
    for index, action in enumerate(("join", "let-in")):
        plan = view._scene.plan_of(index)
        assert [footer.action for footer in view._scene.layouts.layout_of(plan).footer_lines] == [action]
        assert view._scene.layouts.layout_of(replace(plan, settled=True)).footer_lines == ()
    asked: list[str] = []
    view.invite_requested.connect(asked.append)
    view._do_action("let-in", Spot(1, 0), view.model.entry_at(1))
    assert asked == ["cid"]


def test_condensed_entries_do_not_displace_visible_layouts(show: ShowEntries, monkeypatch: pytest.MonkeyPatch) -> None:
    """One screen may condense thousands of joins. In the cache they would force a new layout at each paint."""
    joins = [entry(i, "", f"n{i}", kind=EntryKind.JOIN) for i in range(1, 4_000)]
    view = show([*talk(3, 5_000), *joins])
    view.viewport().repaint()
    laid_out: list[int] = []
    lay_out = layout_cache.lay_out

    def count_layout(
        plan: RowPlan, geometry: Geometry, theme: Theme, chunks: int, previews: PreviewLooks | None
    ) -> RowLayout:
        laid_out.append(plan.entry.id)
        return lay_out(plan, geometry, theme, chunks, previews)

    monkeypatch.setattr(layout_cache, "lay_out", count_layout)
    view._scene.invalidate_arrangement()
    view.viewport().repaint()
    assert laid_out == []


def test_layout_of_a_hidden_spoiler_holds_none_of_its_letters(show: ShowEntries) -> None:
    view = show([entry(1, "so \x0301,01d😀 es\x03 on")])
    [chunk] = view._scene.layout_of(0).chunks
    assert chunk.layout.text() == "so n\U0001d427 nn on"
    view._scene.revealed.add(1)
    [chunk] = view._scene.layout_of(0).chunks
    assert chunk.layout.text() == "so d😀 es on"
