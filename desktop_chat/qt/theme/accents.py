"""Accents: the themes in another colour of links, buttons and chosen rows. High contrast has one accent only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from desktop_chat.qt.theme.colour import contrast_ratio, oklch_to_hex
from desktop_chat.qt.theme.roles import Theme

ACCENTS = {"blue": 255.0, "teal": 195.0, "green": 150.0, "orange": 55.0, "red": 25.0, "pink": 350.0, "purple": 310.0}
"""The hue of each accent in degrees. "" is the theme's own."""

_ENOUGH = 4.6
"""A little more than the contrast that is needed, because colours are rounded."""


@cache
def accented_theme(theme: Theme, accent: str) -> Theme:
    """Return the theme with this accent; the theme itself for "", an unknown accent and high contrast."""
    hue = ACCENTS.get(accent)
    if hue is None or theme.name == "contrast":
        return theme
    return _dark_theme(theme, hue) if theme.dark else _light_theme(theme, hue)


def _light_theme(theme: Theme, hue: float) -> Theme:
    soft, chosen = oklch_to_hex(0.955, 0.025, hue), oklch_to_hex(0.925, 0.04, hue)
    fill = _shade(0.15, hue, [theme.accent_text], range(60, 20, -1))
    grounds = [theme.window, theme.surface, theme.raised, theme.sunken, theme.hover, theme.mention, theme.code, soft]
    return replace(
        theme,
        accent=oklch_to_hex(fill, 0.15, hue),
        accent_hover=oklch_to_hex(fill - 0.05, 0.14, hue),
        accent_pressed=oklch_to_hex(fill - 0.1, 0.13, hue),
        accent_soft=soft,
        selected=chosen,
        selected_text=oklch_to_hex(_shade(0.11, hue, [chosen], range(42, 15, -1)), 0.11, hue),
        link=oklch_to_hex(_shade(0.15, hue, grounds, range(56, 20, -1)), 0.15, hue),
        focus=oklch_to_hex(0.64, 0.15, hue),
        selection=oklch_to_hex(0.86, 0.07, hue),
    )


def _dark_theme(theme: Theme, hue: float) -> Theme:
    soft, chosen = oklch_to_hex(0.30, 0.045, hue), oklch_to_hex(0.33, 0.065, hue)
    dark = oklch_to_hex(0.20, 0.04, hue)
    fill = _shade(0.13, hue, [dark], range(70, 95))
    grounds = [theme.window, theme.surface, theme.raised, theme.sunken, theme.hover, theme.mention, theme.code, soft]
    return replace(
        theme,
        accent=oklch_to_hex(fill, 0.13, hue),
        accent_hover=oklch_to_hex(fill + 0.06, 0.11, hue),
        accent_pressed=oklch_to_hex(_shade(0.13, hue, [dark], range(63, 95)), 0.13, hue),
        accent_text=dark,
        accent_soft=soft,
        selected=chosen,
        selected_text=oklch_to_hex(0.95, 0.02, hue),
        link=oklch_to_hex(_shade(0.10, hue, grounds, range(76, 97)), 0.10, hue),
        focus=oklch_to_hex(0.70, 0.13, hue),
        selection=oklch_to_hex(0.42, 0.09, hue),
    )


def _shade(chroma: float, hue: float, grounds: Sequence[str], percents: range) -> float:
    """Return the first lightness with enough contrast to all grounds, else the last."""
    for percent in percents:
        colour = oklch_to_hex(percent / 100, chroma, hue)
        if all(contrast_ratio(colour, ground) >= _ENOUGH for ground in grounds):
            return percent / 100
    return percents[-1] / 100
