"""Sizes have the unit and the sign of the person's language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.i18n.installed_language import InstalledLanguage
from desktop_chat.qt.i18n.sizes import size_text


@pytest.fixture
def language(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[InstalledLanguage]:
    monkeypatch.delenv("DESKTOP_CHAT_LANGUAGE", raising=False)
    before, installed = QLocale(), InstalledLanguage(qapp, "en")
    yield installed
    installed.change("en")
    installed.close()
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("en", ["0 bytes", "1 byte", "2 bytes", "999 bytes", "80.2 kB", "3.4 MB"]),
        ("ru", ["0 байт", "1 байт", "2 байта", "999 байт", "80,2 кБ", "3,4 МБ"]),
    ],
)
def test_size_in_the_language_of_the_person(language: InstalledLanguage, code: str, texts: list[str]) -> None:
    language.change(code)
    QLocale.setDefault(QLocale(code))
    assert [size_text(count) for count in (0, 1, 2, 999, 80_220, 3_400_000)] == texts
