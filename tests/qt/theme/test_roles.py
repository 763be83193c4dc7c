"""Colours of the themes are readable."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from desktop_chat.qt.theme.colour import ENOUGH, contrast_ratio
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


def test_text_is_readable_on_every_ground(theme: Theme) -> None:
    poor = {
        (text, ground): round(contrast_ratio(getattr(theme, text), getattr(theme, ground)), 2)
        for text, ground in READABLE
        if contrast_ratio(getattr(theme, text), getattr(theme, ground)) < ENOUGH
    }
    assert poor == {}


def test_focus_ring_stands_out(theme: Theme) -> None:
    for ground in (theme.window, theme.surface, theme.raised, theme.sunken):
        assert contrast_ratio(theme.focus, ground) >= 3


def test_code_in_a_line_stands_out_on_every_ground_of_an_entry(theme: Theme) -> None:
    for ground in (theme.surface, theme.window, theme.mention):
        assert contrast_ratio(theme.code, ground) >= 1.08
