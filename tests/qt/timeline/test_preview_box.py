"""The place of a preview, and the link that has one."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetrics
from pytestqt.qtbot import QtBot

from desktop_chat.client.entry import DeliveryState, Entry, EntryKind
from desktop_chat.client.markup import encode_markup
from desktop_chat.qt.timeline.geometry import make_geometry
from desktop_chat.qt.timeline.preview_box import TEXT_LINES, elide_lines, lay_out_preview, preview_address
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.styled_text import style_entry

LINK = "https://a.example/page"


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (f"see {LINK} and https://b.example", LINK), (f"||see {LINK} now|| https://b.example", "https://b.example"),
        (f"`{LINK}`", ""), (f"```\n{LINK}\n```", ""), ("no link", ""), ("ircs://a.example/tea", ""),
    ],
    ids=["first link", "spoiler", "code", "block of code", "none", "chat"],
)  # fmt: skip
def test_first_open_link_has_a_preview(typed: str, address: str) -> None:
    text = encode_markup(typed)
    entry = Entry(id=1, time=0, kind=EntryKind.MESSAGE, nick="ann", text=text, state=DeliveryState.RECEIVED)
    assert preview_address(style_entry(RowPlan(entry))) == address
    assert preview_address(style_entry(RowPlan(entry, revealed=True))) == address


def test_height_depends_on_the_address_alone(qtbot: QtBot) -> None:
    geometry = make_geometry(420, 1.0, right_to_left=False)
    card, picture = lay_out_preview(LINK, geometry, 8), lay_out_preview("https://a.example/b.PNG?x=1", geometry, 8)
    assert (card.rect.top(), card.rect.width()) == (8, geometry.text_width)
    assert picture.rect.height() > card.rect.height()


def test_long_text_ends_in_an_ellipsis(qtbot: QtBot) -> None:
    metrics = QFontMetrics(QFont())
    assert elide_lines("one two", metrics, 10_000) == ["one two"]
    lines = elide_lines("word " * 100, metrics, 120)
    assert len(lines) == TEXT_LINES
    assert lines[-1].endswith("…")
