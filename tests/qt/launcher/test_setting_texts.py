"""Every setting of our server is called something in every language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_chat.net.control import SettingRow
from desktop_chat.qt.app.app import install_translation
from desktop_chat.qt.launcher.setting_texts import ADDRESSES, PORT, choice_text, help_of, title_of
from desktop_chat.qt.launcher.settings_page import SettingsPage
from desktop_chat.server.settings_file import ROWS


@pytest.mark.parametrize("key", [row.key for row in ROWS])
def test_each_has_a_title(key: str) -> None:
    """A new setting of the server gets its words in setting_words.py, and those their translations."""
    assert title_of(SettingRow(key, "text", "", "", "")) != key


@pytest.mark.parametrize("choice", sorted({choice for row in ROWS for choice in row.choices}))
def test_each_choice_has_words(choice: str) -> None:
    assert choice_text(choice) != choice


def test_each_section_has_a_heading(qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Russian, where none can be the section's own name by chance."""
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "ru")
    before = QLocale()
    installed = install_translation(qapp, "")
    page = SettingsPage()
    qtbot.addWidget(page)
    sections = {row.key.split(".")[0] for row in ROWS}
    unknown = [section for section in sections if page._section_title(section).isascii()]
    for one in installed:
        qapp.removeTranslator(one)
    QLocale.setDefault(before)
    assert unknown == []


def test_what_is_not_known_speaks_for_itself() -> None:
    row = SettingRow("some.thing", "text", "", "", "What it does.")
    assert (title_of(row), help_of(row), choice_text("odd")) == ("some.thing", "What it does.", "odd")
    assert title_of(SettingRow(PORT, "number", 0, 0, "")) != PORT
    assert title_of(SettingRow(ADDRESSES, "list", (), (), "")) != ADDRESSES
