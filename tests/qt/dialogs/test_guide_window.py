"""The guide opens its pages in the person's language, without a network."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, QUrl
from pytestqt.qtbot import QtBot

from desktop_chat.paths import documents
from desktop_chat.qt.dialogs.guide_window import PAGES, WIDE, GuideWindow, guide_folder, page_title

FOLDERS = ("en", "ru")


@pytest.fixture
def guide(qtbot: QtBot) -> Iterator[GuideWindow]:
    window = GuideWindow(None)
    window.show()
    yield window
    window.close()


def test_title_opens_its_page_and_page_chooses_its_title(guide: GuideWindow) -> None:
    guide.titles.setCurrentRow(PAGES.index("backup"))
    assert "desktop-chat restore" in guide.text.toPlainText()
    assert guide.box.currentIndex() == PAGES.index("backup")
    guide.text.backward()
    assert guide.titles.currentRow() == 0


def test_link_between_pages_is_followed(guide: GuideWindow) -> None:
    guide.open_page("class")
    guide.text.setSource(guide.text.source().resolved(QUrl("backup.md")))
    assert guide.titles.currentItem().text() == "Backups"
    assert "one zip file" in guide.text.toPlainText()


def test_titles_stand_above_in_a_narrow_window(guide: GuideWindow) -> None:
    guide.resize(WIDE - 1, 500)
    assert guide.box.isVisible()
    assert not guide.titles.isVisible()
    guide.box.setCurrentIndex(1)
    assert guide.text.toPlainText().startswith("When others cannot reach your chat")
    guide.resize(WIDE, 500)
    assert guide.titles.isVisible()


def test_guide_speaks_the_language_of_the_windows(qtbot: QtBot) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("ru_RU"))
    try:
        window = GuideWindow(None, "privacy")
        assert window.text.toPlainText().startswith("Конфиденциальность")
        window.close()
    finally:
        QLocale.setDefault(before)
    assert guide_folder("eo") == documents() / "guide" / "en"


@pytest.mark.parametrize("language", FOLDERS)
def test_pages_are_whole(language: str) -> None:
    folder = documents() / "guide" / language
    assert {path.stem for path in folder.glob("*.md")} == {*PAGES, "README"}
    contents = (folder / "README.md").read_text("utf-8")
    for name in PAGES:
        text = (folder / f"{name}.md").read_text("utf-8")
        assert f"[{page_title(folder / f'{name}.md')}]({name}.md)" in contents
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert target.startswith("https://") or (folder / target).is_file(), target


def test_pages_of_both_languages_have_the_same_sections() -> None:
    def shape(path: Path) -> list[str]:
        return [
            line.split(" ")[0] for line in path.read_text("utf-8").splitlines() if line.startswith(("#", "|", "```"))
        ]

    for name in PAGES:
        english, russian = (documents() / "guide" / language / f"{name}.md" for language in FOLDERS)
        assert shape(english) == shape(russian), name


def test_page_that_cannot_be_read_has_its_name(tmp_path: Path) -> None:
    assert page_title(tmp_path / "missing.md") == "missing"
