"""A language is installed, replaced and removed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from desktop_chat.qt.i18n.installed_language import InstalledLanguage


@pytest.fixture
def language(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[InstalledLanguage]:
    monkeypatch.delenv("DESKTOP_CHAT_LANGUAGE", raising=False)
    installed = InstalledLanguage(qapp, "ru")
    yield installed
    installed.change("en")
    installed.close()


def done() -> str:
    return QCoreApplication.translate("SettingsWindow", "Done")


def test_texts_follow_the_language(language: InstalledLanguage) -> None:
    assert done() == "Готово"
    language.change("en")
    assert done() == "Done"
    language.change("ru")
    assert done() == "Готово"
    language.close()
    assert done() == "Done"


def test_the_environment_comes_first(language: InstalledLanguage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "en")
    language.change("ru")
    assert done() == "Done"
