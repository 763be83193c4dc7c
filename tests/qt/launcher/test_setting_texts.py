"""Every setting of our server has its texts in every language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_chat.net.control_values import SettingRow
from desktop_chat.qt.i18n.installed_language import install_translation
from desktop_chat.qt.launcher.setting_texts import (
    PORT,
    choice_title,
    port_row,
    section_title,
    setting_help,
    setting_title,
)
from tests.qt.launcher.example_rows import settings


@pytest.fixture
def _in_russian(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DESKTOP_CHAT_LANGUAGE", "ru")
    before = QLocale()
    installed = install_translation(qapp, "")
    yield
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(before)


def _is_russian(text: str) -> bool:
    return any("а" <= letter <= "я" for letter in text.lower())


@pytest.mark.usefixtures("_in_russian")
@pytest.mark.parametrize("row", settings(), ids=lambda row: str(row.key))
def test_every_text_of_a_setting_is_translated(row: SettingRow) -> None:
    """If this fails: `make translations`, and fill in what is unfinished."""
    titles = [setting_title(row), section_title(row), *(choice_title(row, choice) for choice in row.choices)]
    assert [title for title in titles if not _is_russian(title)] == []
    assert _is_russian(setting_help(row)) or not row.help
    if row.unit:
        assert _is_russian(setting_title(row).rpartition(" (")[2])


def test_a_title_has_its_unit() -> None:
    row = SettingRow("a.b", "number", 5, 5, "", title="Timeout", unit="s")
    assert setting_title(row) == "Timeout (s)"


def test_unknown_texts_stay_as_they_are() -> None:
    row = SettingRow("some.thing", "choice", "odd", "", "What it does.", ("odd",))
    assert (setting_title(row), setting_help(row)) == ("some.thing", "What it does.")
    assert (section_title(row), choice_title(row, "odd"), choice_title(row, "other")) == ("Some", "odd", "other")


@pytest.mark.usefixtures("_in_russian")
def test_the_port_is_a_row_beside_the_addresses() -> None:
    addresses = next(row for row in settings() if row.key == "listen.addresses")
    row = port_row(addresses, 7000)
    assert (row.key, row.value, row.restart, section_title(row)) == (PORT, 7000, True, section_title(addresses))
    assert _is_russian(setting_title(row))
    assert _is_russian(setting_help(row))
