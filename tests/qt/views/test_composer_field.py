"""The field shows a long paste before it takes it, and is as high as its text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.composer_field import LONG_PASTE, LONGEST, ROWS_MAX, ComposerField, is_long_paste


@pytest.fixture
def edit(qtbot: QtBot) -> ComposerField:
    made = ComposerField()
    qtbot.addWidget(made)
    made.resize(400, 40)
    made.show()
    return made


def paste(edit: ComposerField, text: str) -> None:
    pasted = QMimeData()
    pasted.setText(text)
    edit.insertFromMimeData(pasted)


def test_long_paste_is_shown_first(edit: ComposerField) -> None:
    shown: list[str] = []

    def preview(text: str) -> bool:
        shown.append(text)
        return True

    edit.preview = preview
    paste(edit, "short")
    paste(edit, "x\r\n" * ROWS_MAX)
    assert (edit.toPlainText(), shown) == ("short", ["x\n" * ROWS_MAX])
    edit.preview = lambda text: False
    paste(edit, "y\n" * ROWS_MAX)
    assert edit.toPlainText() == "short" + "y\n" * ROWS_MAX


@pytest.mark.parametrize(
    ("text", "is_long"),
    [("a\nb", False), ("x" * LONG_PASTE, False), ("x" * (LONG_PASTE + 1), True), ("a\n" * ROWS_MAX, True)],
)
def test_length_of_a_paste(text: str, is_long: bool) -> None:
    assert is_long_paste(text) is is_long


def test_text_over_the_limit_is_cut(qtbot: QtBot, edit: ComposerField) -> None:
    with qtbot.waitSignal(edit.cut_off):
        edit.insert_up_to_limit("x" * (LONGEST + 5))
    assert len(edit.toPlainText()) == LONGEST - 1  # Qt counts the end of the last paragraph


def test_height_follows_the_lines_up_to_a_limit(edit: ComposerField) -> None:
    low = edit.height()
    edit.setPlainText("a\nb")
    higher = edit.height()
    edit.setPlainText("a\n" * 30)
    assert low < higher < edit.height() < higher * ROWS_MAX


@pytest.mark.parametrize("text", ["a\nb", "a\u2028b\u2028c", "😀\nb\n😀", "\n"])
def test_text_of_few_lines_is_seen_as_a_whole(edit: ComposerField, text: str) -> None:
    """The field scrolled to its last line while it grew, if lines were a pixel higher than the font says."""
    edit.insertPlainText(text)
    assert (edit.verticalScrollBar().value(), edit.verticalScrollBar().maximum()) == (0, 0)
