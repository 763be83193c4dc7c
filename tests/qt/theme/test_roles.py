from __future__ import annotations

import re
from dataclasses import fields

import pytest

from desktop_chat.paths import resources
from desktop_chat.qt.theme.colour import ENOUGH, avatar_colours, contrast_ratio, hue_of, name_colour
from desktop_chat.qt.theme.roles import READABLE, THEMES, Theme

NAMES = ["ann", "bob", "cid", "Боб", "鈴木", "שרה", "", "x" * 300, *(f"nick{i}" for i in range(60))]


@pytest.fixture(params=THEMES, ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    value = request.param
    assert isinstance(value, Theme)
    return value


def test_every_colour_is_six_digits(theme: Theme) -> None:
    for role in (one.name for one in fields(Theme)):
        if role not in ("name", "dark"):
            assert re.fullmatch(r"#[0-9a-f]{6}", getattr(theme, role)), role


def test_text_can_be_read_on_every_ground(theme: Theme) -> None:
    poor = {
        (text, ground): round(contrast_ratio(getattr(theme, text), getattr(theme, ground)), 2)
        for text, ground in READABLE
        if contrast_ratio(getattr(theme, text), getattr(theme, ground)) < ENOUGH
    }
    assert poor == {}


def test_focus_ring_stands_out(theme: Theme) -> None:
    for ground in (theme.window, theme.surface, theme.raised, theme.sunken):
        assert contrast_ratio(theme.focus, ground) >= 3


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast_ratio("#123456", "#123456") == 1


@pytest.mark.parametrize("name", NAMES)
def test_names_and_initials_can_be_read(name: str, theme: Theme) -> None:
    for ground in (theme.surface, theme.window, theme.hover, theme.mention):
        assert contrast_ratio(name_colour(name, theme), ground) >= ENOUGH
    ground, letters = avatar_colours(name, theme)
    assert contrast_ratio(letters, ground) >= ENOUGH


def test_a_name_keeps_its_colour_whatever_its_case() -> None:
    assert hue_of("Ann") == hue_of("ANN")
    assert len({hue_of(name) for name in NAMES}) > 10


def test_marks_of_the_style_sheet_have_the_colours_of_the_theme(theme: Theme) -> None:
    folder = resources() / "icons" / "sheet" / theme.name
    for name, role in (("check", "accent_text"), ("minus", "accent_text"), ("tick", "text"), ("down", "muted")):
        assert f'stroke="{getattr(theme, role)}"' in (folder / f"{name}.svg").read_text("utf-8")
