"""Positions in a text field in code points, with emoji of two UTF-16 units."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from desktop_chat.qt.views.edit_text import caret_position, exact_text, replace_range, utf16_length


@pytest.fixture
def edit(qtbot: QtBot) -> QPlainTextEdit:
    made = QPlainTextEdit()
    qtbot.addWidget(made)
    return made


def test_exact_text_keeps_no_break_spaces_and_lines(edit: QPlainTextEdit) -> None:
    edit.setPlainText("10\u00a0km\nfar")
    assert exact_text(edit) == "10\u00a0km\nfar"


def test_replaced_range_between_emoji(edit: QPlainTextEdit) -> None:
    edit.setPlainText("🚀🚀 :tad, and")
    replace_range(edit, 3, 7, "🎉")
    assert exact_text(edit) == "🚀🚀 🎉, and"
    assert caret_position(edit) == 4


def test_caret_skips_what_follows(edit: QPlainTextEdit) -> None:
    edit.setPlainText("an 🚀")
    replace_range(edit, 0, 2, "Ann:", 1)
    assert (exact_text(edit), caret_position(edit)) == ("Ann: 🚀", 5)


def test_units() -> None:
    assert utf16_length("a🚀") == 3
