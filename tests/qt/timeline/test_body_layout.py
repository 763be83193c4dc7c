"""Quotes are indented beside bars, and code is in a frame with a button."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontInfo
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.irc.text_blocks import BLOCKS_MAX
from desktop_chat.qt.theme import appearance
from desktop_chat.qt.theme.sizes import MONO_FAMILIES
from desktop_chat.qt.timeline.body_layout import lay_out_body
from desktop_chat.qt.timeline.code_colours import code_colours
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.row_layout import RowLayout
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import Extent
from desktop_chat.qt.timeline.styled_text import style_entry
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry

MIXED = "see\n> a\n> > b\n```py\n\x11x = 1\x11\n\x11\ty\x11\n```\nend"


def body_of(text: str, *, right_to_left: bool = False, width: int = 600) -> RowLayout:
    plan = RowPlan(entry(1, text))
    styled = style_entry(plan)
    row = RowLayout(plan, styled, min(8_000, len(styled.text)), Extent(0, 0))
    lay_out_body(row, make_geometry(width, 1.0, right_to_left=right_to_left), appearance().current)
    return row


@pytest.mark.parametrize("right_to_left", [False, True])
def test_each_block_has_a_place_of_its_own(show: ShowEntries, right_to_left: bool) -> None:
    row = body_of(MIXED, right_to_left=right_to_left)
    texts = [chunk.layout.text().replace("\u2028", "\n") for chunk in row.chunks]
    assert texts == ["see", "a", "b", "x = 1\n\ty", "end"]
    assert "".join(row.styled.text.split()) == "seeabx=1yend"
    assert [chunk.y for chunk in row.chunks] == sorted({chunk.y for chunk in row.chunks})
    [box] = row.code_boxes
    assert (box.title, row.styled.text[box.start : box.end]) == ("Python", "x = 1\n\ty")
    assert box.frame.contains(box.button)
    code = row.chunks[3]
    lines = [code.layout.lineAt(i).naturalTextRect().translated(code.x, code.y) for i in range(2)]
    assert all(box.frame.contains(line.toAlignedRect()) for line in lines)
    assert box.button.bottom() < lines[0].top()
    assert len(row.quote_bars) == 3
    assert row.body_height >= box.frame.bottom()


@pytest.mark.parametrize("text", ["\U0001f600 see https://www.example.org/one/page now", "https://" + "w" * 40 + "/x"])
@pytest.mark.parametrize("right_to_left", [False, True])
def test_no_line_ends_behind_the_scheme_of_an_address(show: ShowEntries, text: str, right_to_left: bool) -> None:
    for width in range(150, 400, 25):
        row = body_of(text, right_to_left=right_to_left, width=width)
        lines = [row.chunks[0].layout.lineAt(i) for i in range(row.chunks[0].layout.lineCount())]
        units = row.chunks[0].layout.text().encode("utf-16-le")
        pieces = [
            units[2 * line.textStart() : 2 * (line.textStart() + line.textLength())].decode("utf-16-le")
            for line in lines
        ]
        assert "".join(pieces) == text
        assert not [piece for piece in pieces if piece.endswith("://")], width


def test_quote_is_indented_and_its_bar_as_high(show: ShowEntries) -> None:
    row = body_of("> " + "words " * 60)
    [bar], [chunk] = row.quote_bars, row.chunks
    assert chunk.x > bar.x + 3
    assert chunk.layout.lineCount() > 1
    assert bar.height > row.body_height - 8


def test_characters_are_found_where_they_are_shown(show: ShowEntries) -> None:
    row = body_of(MIXED)
    for char, shown in enumerate(row.styled.text):
        if shown.isspace():
            continue
        [rect] = row.char_rects(char, char + 1)
        assert row.char_at(rect.left() + 1, rect.center().y()) == char
        assert row.over_text(rect.center().x(), rect.center().y())
        assert rect.top() - 4 <= row.y_of(char) <= rect.top() + 1


def test_code_is_in_monospace(show: ShowEntries) -> None:
    row = body_of("```\niiii\nmmmm\n```")
    [chunk] = row.chunks
    assert QFontInfo(chunk.layout.font()).fixedPitch()
    widths = {round(chunk.layout.lineAt(i).naturalTextWidth()) for i in range(2)}
    assert len(widths) == 1


def test_mark_of_an_edited_entry_is_below_code(show: ShowEntries) -> None:
    edited = replace(entry(1, "```\nx\n```"), tags={TAG_EDITED: "2026-01-01T00:00:00.000Z"})
    row = show([edited])._scene.layout_of(0)
    assert [chunk.layout.text() for chunk in row.chunks] == ["x", "  (edited)"]
    assert row.chunks[1].y > row.code_boxes[0].frame.bottom()


def test_code_gets_its_colours_when_they_are_known(qtbot: QtBot, show: ShowEntries) -> None:
    with qtbot.waitSignal(code_colours().coloured):
        view = show([entry(1, "```py\nimport this_is_new_here\n```")])
        view.viewport().repaint()
    [chunk] = view._scene.layout_of(0).chunks
    assert any(part.length == len("import") for part in chunk.layout.formats())


def test_foreign_text_has_a_limit_of_blocks(show: ShowEntries) -> None:
    row = body_of("> a\nb\n" * 1_000)
    assert len(row.chunks) <= BLOCKS_MAX + 2
    assert row.styled.text.endswith("> a\nb\n")


def test_narrow_frames_keep_their_button_inside(show: ShowEntries) -> None:
    row = body_of("```a-language-with-a-very-long-nam\nx\n```", width=160)
    [box] = row.code_boxes
    assert QRect(0, 0, box.frame.width(), 10_000).contains(box.button)


@pytest.mark.parametrize("right_to_left", [False, True])
def test_message_stands_at_the_side_where_its_first_letter_is_read(show: ShowEntries, right_to_left: bool) -> None:
    places = {"left": "see שלום", "right": "שלום see", "also right": "12: مرحبا", "as the window": "12 👍"}
    for expected, text in places.items():
        row = body_of(text, right_to_left=right_to_left)
        line = row.chunks[0].layout.lineAt(0).naturalTextRect()
        at_right = right_to_left if expected == "as the window" else "right" in expected
        assert (line.left() > 100, line.right() > 450) == (at_right, at_right), text
        char = row.char_rects(0, 1)[0]
        assert (char.center().x() > 300) == at_right, text


def test_notice_of_the_room_stays_at_the_side_of_the_window(show: ShowEntries) -> None:
    plan = RowPlan(entry(1, "", "שלום", kind=EntryKind.JOIN))
    styled = style_entry(plan)
    row = RowLayout(plan, styled, len(styled.text), Extent(0, 0))
    lay_out_body(row, make_geometry(600, 1.0, right_to_left=False), appearance().current)
    assert row.chunks[0].layout.lineAt(0).naturalTextRect().left() < 1


@pytest.mark.parametrize(("kind", "filled"), [(EntryKind.NEWS, False), (EntryKind.MESSAGE, True)])
def test_letters_of_one_width_are_code_in_messages_alone(show: ShowEntries, kind: EntryKind, filled: bool) -> None:
    plan = RowPlan(entry(1, "\x11( o.o )", "bob", kind=kind))
    styled = style_entry(plan)
    row = RowLayout(plan, styled, len(styled.text), Extent(0, 0))
    lay_out_body(row, make_geometry(600, 1.0, right_to_left=False), appearance().current)
    formats = row.chunks[0].layout.formats()
    letters = formats[1].format
    assert letters.fontFamilies()[0] in MONO_FAMILIES
    assert (letters.background().style() != Qt.BrushStyle.NoBrush) == filled
