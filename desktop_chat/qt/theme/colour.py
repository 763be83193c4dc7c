"""Colour arithmetic: contrast as in WCAG 2.2 section 1.4.3, and colours made from names."""

from __future__ import annotations

import math
import zlib
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter

from desktop_chat.qt.theme.roles import Theme

ENOUGH = 4.5
"""The lowest contrast between a text and its ground."""
STRONG = 7.0
"""The lowest contrast in the theme of high contrast, where a ground allows it: level AAA of WCAG."""

_HUES = 18
"""More hues would look alike."""


@lru_cache(maxsize=512)
def qcolor(value: str, alpha: float = 1.0) -> QColor:
    """Return the QColor of `#rrggbb`. The object is shared, so callers must not change it."""
    colour = QColor(value)
    colour.setAlphaF(alpha)
    return colour


def fill_area(painter: QPainter, area: QRect | QRectF, colour: QColor) -> None:
    """Fill an area. For `fillRect`, PySide6 would make the types of all gradients: a millisecond of each start."""
    painter.setBackground(colour)
    painter.eraseRect(area)


def luminance(value: str) -> float:
    """Return the relative luminance of a colour, 0 to 1."""
    return _relative_luminance(*(int(value[i : i + 2], 16) / 255 for i in (1, 3, 5)))


def _relative_luminance(red: float, green: float, blue: float) -> float:
    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4)

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast_ratio(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 (equal) to 21 (black on white)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def oklch_to_hex(lightness: float, chroma: float, hue: float) -> str:
    """Return an OKLCH colour as `#rrggbb`, clipped into sRGB. Colours of equal lightness look equally light.

    `hue` is in degrees.
    """
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    linear = (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )
    return "#" + "".join(f"{round(_encode_channel(c) * 255):02x}" for c in linear)


def _encode_channel(linear: float) -> float:
    clipped = min(1.0, max(0.0, linear))
    return 12.92 * clipped if clipped <= 0.0031308 else 1.055 * math.pow(clipped, 1 / 2.4) - 0.055


def least_contrast(theme: Theme) -> float:
    """Return the contrast that letters of any colour have at least in a theme."""
    return STRONG if theme.name == "contrast" else ENOUGH


def is_readable(value: str, grounds: tuple[str, ...]) -> bool:
    """Return whether text of the colour is readable on every ground."""
    return all(contrast_ratio(value, ground) >= ENOUGH for ground in grounds)


@lru_cache(maxsize=4096)
def hue_of(name: str) -> float:
    """Return the hue of a name in degrees: the same on every computer and in every run."""
    return zlib.crc32(name.casefold().encode()) % _HUES * (360 / _HUES) + 12


@lru_cache(maxsize=4096)
def name_colour(name: str, theme: Theme) -> str:
    """Return the text colour of a name, readable on every ground of the timeline."""
    hue = hue_of(name)
    if theme.name == "contrast":
        return oklch_to_hex(0.88, 0.09, hue)
    grounds = (theme.surface, theme.window, theme.hover, theme.mention)
    return _readable_shade(hue, 0.14 if not theme.dark else 0.11, grounds, dark=theme.dark)


def _readable_shade(hue: float, chroma: float, grounds: tuple[str, ...], *, dark: bool) -> str:
    """Return the most colourful shade of a hue that is readable on all grounds."""
    steps = [0.72 + i * 0.01 for i in range(28)] if dark else [0.56 - i * 0.01 for i in range(40)]
    for lightness in steps:
        value = oklch_to_hex(lightness, chroma, hue)
        if is_readable(value, grounds):
            return value
    return "#ffffff" if dark else "#000000"


@lru_cache(maxsize=4096)
def avatar_colours(name: str, theme: Theme) -> tuple[str, str]:
    """Return (ground, letters) of a name's avatar, with readable letters."""
    hue = hue_of(name)
    if theme.name == "contrast":
        return "#000000", oklch_to_hex(0.88, 0.09, hue)
    if theme.dark:
        ground = oklch_to_hex(0.40, 0.085, hue)
        return ground, oklch_to_hex(0.93, 0.04, hue)
    ground = oklch_to_hex(0.90, 0.055, hue)
    return ground, oklch_to_hex(0.38, 0.11, hue)
