"""The style sheet is complete, and its marks have the colours of the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop_chat.paths import resources
from desktop_chat.qt.theme.roles import THEMES, Theme
from desktop_chat.qt.theme.sheet import style_sheet


@pytest.fixture(params=THEMES, ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    value = request.param
    assert isinstance(value, Theme)
    return value


def test_marks_of_the_style_sheet_have_the_colours_of_the_theme(theme: Theme) -> None:
    folder = resources() / "icons" / "sheet" / theme.name
    for name, role in (("check", "accent_text"), ("minus", "accent_text"), ("tick", "text"), ("down", "muted")):
        assert f'stroke="{getattr(theme, role)}"' in (folder / f"{name}.svg").read_text("utf-8")


def test_style_sheet_is_complete(qapp: QApplication) -> None:
    for theme in THEMES:
        text = style_sheet(theme, qapp.font())
        assert "$" not in text
        assert text.count("{") == text.count("}")
        assert not re.findall(r"(?:color|background|solid)[: ]+[0-9]+[;}]", text)  # a size in place of a colour
        for mark in re.findall(r'url\("([^"]+)"\)', text):
            assert Path(mark).is_file()
