"""Sizes have the unit and the sign of the person's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from desktop_chat.qt.i18n.sizes import size_text


@pytest.mark.parametrize(
    ("language", "texts"),
    [
        (QLocale.Language.English, ["0 bytes", "999 bytes", "80.2 kB", "3.4 MB"]),
        (
            QLocale.Language.Russian,
            [
                "0 \u0431\u0430\u0439\u0442\u044b",
                "999 \u0431\u0430\u0439\u0442\u044b",
                "80,2 \u043a\u0411",
                "3,4 \u041c\u0411",
            ],
        ),
    ],
)
def test_size_in_the_language_of_the_person(qtbot: QtBot, language: QLocale.Language, texts: list[str]) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        assert [size_text(count) for count in (0, 999, 80_220, 3_400_000)] == texts
    finally:
        QLocale.setDefault(before)
