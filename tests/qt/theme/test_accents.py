"""Each accent is readable in each theme, and changes nothing where it must not."""

from __future__ import annotations

import pytest

from desktop_chat.qt.theme.accents import ACCENTS, accented_theme
from desktop_chat.qt.theme.colour import ENOUGH, contrast_ratio
from desktop_chat.qt.theme.roles import DARK, HIGH_CONTRAST, LIGHT, READABLE, Theme


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("accent", ACCENTS)
def test_texts_stay_readable(theme: Theme, accent: str) -> None:
    made = accented_theme(theme, accent)
    assert made.accent != theme.accent
    assert (made.name, made.dark, made.window, made.text) == (theme.name, theme.dark, theme.window, theme.text)
    for text, ground in READABLE:
        ratio = contrast_ratio(str(getattr(made, text)), str(getattr(made, ground)))
        assert ratio >= ENOUGH, f"{text} on {ground}: {ratio:.2f}"


def test_high_contrast_and_unknown_accents_change_nothing() -> None:
    assert accented_theme(HIGH_CONTRAST, "red") is HIGH_CONTRAST
    assert accented_theme(LIGHT, "") is LIGHT
    assert accented_theme(LIGHT, "giraffe") is LIGHT
    assert accented_theme(DARK, "red") is accented_theme(DARK, "red")
