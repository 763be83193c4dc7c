"""The README names what exists, in both languages alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.screenshots import README

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "README.ru.md"]


def named_files(page: Path) -> set[str]:
    text = page.read_text("utf-8")
    return set(re.findall(r"\]\(([^)#:]+)\)", text)) | set(re.findall(r'(?:src|srcset)="([^"]+)"', text))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    assert [name for name in sorted(named_files(page)) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_are_those_that_are_painted(page: Path) -> None:
    shown = {Path(name).stem for name in named_files(page) if name.endswith(".png")}
    assert shown == set(README)
    assert {path.stem for path in (ROOT / "docs" / "pictures").iterdir()} == set(README)


def test_both_languages_show_the_same_pictures_and_list_the_same_points() -> None:
    english, russian = (page.read_text("utf-8") for page in PAGES)
    assert english.count("\n* **") == russian.count("\n* **")
