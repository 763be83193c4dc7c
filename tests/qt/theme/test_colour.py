"""Contrast, and colours made from names."""

from __future__ import annotations

import pytest

from desktop_chat.qt.theme.colour import ENOUGH, avatar_colours, contrast_ratio, hue_of, name_colour
from desktop_chat.qt.theme.roles import THEMES, Theme

NAMES = ["ann", "bob", "cid", "Боб", "鈴木", "שרה", "", "x" * 300, *(f"nick{i}" for i in range(60))]


@pytest.fixture(params=THEMES, ids=lambda theme: theme.name)
def theme(request: pytest.FixtureRequest) -> Theme:
    value = request.param
    assert isinstance(value, Theme)
    return value


def test_contrast_is_computed_as_in_wcag() -> None:
    assert contrast_ratio("#000000", "#ffffff") == pytest.approx(21)
    assert contrast_ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast_ratio("#123456", "#123456") == 1


@pytest.mark.parametrize("name", NAMES)
def test_names_and_initials_are_readable(name: str, theme: Theme) -> None:
    for ground in (theme.surface, theme.window, theme.hover, theme.mention):
        assert contrast_ratio(name_colour(name, theme), ground) >= ENOUGH
    ground, letters = avatar_colours(name, theme)
    assert contrast_ratio(letters, ground) >= ENOUGH


def test_colour_of_a_name_ignores_case() -> None:
    assert hue_of("Ann") == hue_of("ANN")
    assert len({hue_of(name) for name in NAMES}) > 10
