"""Fonts of the kinds of text are relative to the application's font."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.theme import Text, text_font
from desktop_chat.qt.theme.sizes import SCALE


@pytest.mark.parametrize("kind", list(Text))
def test_text_size_is_relative_to_the_application_font(qapp: QApplication, kind: Text) -> None:
    assert text_font(kind).pointSizeF() == pytest.approx(qapp.font().pointSizeF() * SCALE.get(kind, 1.0))


def test_titles_and_strong_text_are_bold(qapp: QApplication) -> None:
    bold = {kind for kind in Text if text_font(kind).weight() >= QFont.Weight.DemiBold}
    assert bold == {Text.TITLE, Text.HEADING, Text.STRONG}


def test_fixed_width_text_asks_for_a_fixed_width_font(qapp: QApplication) -> None:
    font = text_font(Text.MONO)
    assert font.styleHint() is QFont.StyleHint.Monospace
    assert "monospace" in font.families()
    assert QFontInfo(text_font()).family() == QFontInfo(qapp.font()).family()


def test_changed_font_stays_with_who_asked(qapp: QApplication) -> None:
    """Fonts are kept between two questions, as copies."""
    mine = text_font(Text.SMALL)
    mine.setWeight(QFont.Weight.Black)
    mine.setPointSizeF(40)
    assert text_font(Text.SMALL).weight() == text_font().weight()
    assert text_font(Text.SMALL, strong=True).weight() == QFont.Weight.DemiBold
    before = qapp.font()
    larger = QFont(before)
    larger.setPointSizeF(before.pointSizeF() * 2)
    qapp.setFont(larger)
    try:
        assert text_font().pointSizeF() == pytest.approx(larger.pointSizeF())
    finally:
        qapp.setFont(before)
