"""Labels."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from desktop_chat.qt.theme import appearance
from desktop_chat.qt.widgets import (
    ElidedLabel,
    make_label,
)
from desktop_chat.qt.widgets.labels import LabelType, breakable_text


def test_long_label_is_cut_and_keeps_the_full_text(qtbot: QtBot) -> None:
    made = ElidedLabel("a long\ntopic " * 20)
    qtbot.addWidget(made)
    made.resize(120, 30)
    made.show()
    assert made.text() == " ".join(["a long topic"] * 20)
    assert made.toolTip() == made.text()
    made.resize(5000, 30)
    assert made.toolTip() == ""


def test_labels_read_no_markup(qtbot: QtBot) -> None:
    for made in (make_label("<b>x</b>"), ElidedLabel("<b>x</b>")):
        qtbot.addWidget(made)
        assert made.textFormat() == Qt.TextFormat.PlainText
        assert made.text() == "<b>x</b>"


def test_long_words_may_be_broken_and_short_ones_not() -> None:
    assert breakable_text("Nothing here yet") == "Nothing here yet"
    pieces = breakable_text("At chat.example.invalid:6697").split("\u200b")
    assert pieces == ["At chat.", "example.", "invalid:", "6697", ""]
    assert max(map(len, breakable_text("x" * 60).split("\u200b"))) <= 12


@pytest.mark.parametrize("zoom", [1.0, 2.0])
@pytest.mark.parametrize("kind", ["body", "title", "heading", "strong", "small"])
def test_letter_that_reaches_to_the_left_is_whole(
    qapp: QApplication, qtbot: QtBot, kind: LabelType, zoom: float
) -> None:
    appearance().apply_mode(qapp, "light", zoom=zoom)
    try:
        for label in (make_label("Jj", kind), ElidedLabel("Jj", kind)):
            qtbot.addWidget(label)
            label.ensurePolished()
            label.resize(200, 80)
            assert label.indent() == 0
            narrow = inked_columns(label)
            label.setIndent(20)
            assert narrow == inked_columns(label)
    finally:
        appearance().apply_mode(qapp, "light")


def inked_columns(label: QLabel) -> int:
    """Return the width of the text as painted."""
    picture = label.grab().toImage()
    rows = range(picture.height())
    return sum(len({picture.pixel(x, y) for y in rows}) > 1 for x in range(picture.width()))
