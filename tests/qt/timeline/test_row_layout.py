"""Places of characters in a laid-out entry."""

from __future__ import annotations

from dataclasses import replace

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.irc.capabilities import TAG_EDITED
from desktop_chat.qt.timeline.row_layout import head_line_of
from tests.qt.timeline.conftest import ShowEntries
from tests.qt.timeline.scenes import entry


def edited(number: int, text: str) -> Entry:
    return replace(entry(number, text, "ann"), tags={TAG_EDITED: "2026-05-01T12:00:07.000Z"})


def test_edited_mark_is_shown_and_not_copied(show: ShowEntries) -> None:
    view = show([edited(1, "the tea 😀 is ready"), entry(2, "good", "bob")])
    scene = view._scene
    row = scene.layout_of(0)
    line = row.chunks[0].layout.lineAt(0)
    assert row.chunks[0].layout.text().endswith("(edited)")
    assert row.char_at(line.naturalTextWidth() - 2, 2) == len("the tea 😀 is ready")
    view.select_all()
    assert view.selected_text() == "the tea 😀 is ready\ngood"


def test_edited_mark_alone_in_a_line_belongs_to_the_text_end(show: ShowEntries) -> None:
    view = show([edited(1, "wide " * 40), *(entry(number, "x", "bob") for number in range(2, 40))])
    for width in range(200, 420, 7):
        view.resize(width, 200)
        view.scroll_to_top()
        row = view._scene.layout_of(0)
        for y in range(row.body_height):
            char, _ = row.line_at(y)
            assert 0 <= char <= len(row.styled.text)


def test_name_is_read_beside_a_long_mark(show: ShowEntries) -> None:
    view = show([replace(entry(1, "The name is registered", "NickServ"), kind=EntryKind.NOTICE)])
    scene = view._scene
    whole = head_line_of(scene.layout_of(0), scene.geometry)
    assert (whole.name, whole.time.startswith("notice")) == ("NickServ", True)
    view.resize(220, 200)
    tight = head_line_of(scene.layout_of(0), scene.geometry)
    assert tight.name == "NickServ"
    assert tight.time != whole.time
    assert tight.time[-3:] == whole.time[-3:]
