"""Labels."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_chat.qt.widgets import (
    ElidedLabel,
    make_label,
)
from desktop_chat.qt.widgets.labels import breakable_text


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
