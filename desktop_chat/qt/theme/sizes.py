"""Sizes: an 8-pixel grid, and four sizes of text relative to the system's font."""

from __future__ import annotations

import math
from enum import IntEnum, StrEnum
from functools import lru_cache

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF
from PySide6.QtWidgets import QApplication

RADIUS = 8
"""The corner radius of buttons and fields in pixels; cards have one and a half times this radius."""


RING = 2
"""The width in pixels of the ring around what has the focus."""


class Space(IntEnum):
    """Distances in device-independent pixels."""

    HAIR = 2
    TINY = 4
    SMALL = 8
    MEDIUM = 16
    LARGE = 24
    HUGE = 32


class Text(StrEnum):
    """The kinds of text. A QLabel gets one through its dynamic property `type`."""

    BODY = "body"
    TITLE = "title"  # of a window, used once in each
    HEADING = "heading"  # of a card or a pane
    STRONG = "strong"
    MUTED = "muted"
    SMALL = "small"
    MONO = "mono"


SCALE = {Text.TITLE: 1.55, Text.HEADING: 1.15, Text.SMALL: 0.875}
"""Text sizes as a factor on the body text; kinds without a factor have the size of the body text."""

BODY_PIXELS = 14.0
"""The smallest body text at zoom 1. A larger system font stays as large."""

_ICON_GROWTH = 0.4
"""The part of the text's growth that icons take: narrow windows hold as many of them as before."""
_QUARTERS = 4
"""Icons grow when the text has grown by a quarter."""


def text_font(kind: Text = Text.BODY, *, strong: bool = False) -> QFont:
    """Return the application's font for a kind of text; `strong`: in bold letters."""
    return QFont(_font_of(font_number(), kind, strong))


def icon_side(side: int) -> int:
    """Return the pixels of an icon or avatar beside the application's text, given those beside text of `BODY_PIXELS`.

    Larger text makes it larger, in even steps and more slowly: letters twice as large stand beside 1.4 times the icon.
    Thread: GUI.
    """
    return _grown_side(side, font_number())


@lru_cache(maxsize=64)
def _grown_side(side: int, number: int) -> int:
    del number
    quarters = max(_QUARTERS, round(QFontInfo(QApplication.font()).pixelSize() / BODY_PIXELS * _QUARTERS))
    grown = 1 + _ICON_GROWTH * (quarters - _QUARTERS) / _QUARTERS
    return 2 * round(side * grown / 2) if grown > 1 else side


def label_edge() -> int:
    """Return the pixels between the edge of each label and its text, whatever the size of its letters.

    A first letter may reach over the edge of the text: without these pixels a label cuts it. Thread: GUI.
    """
    return _widest_overhang(font_number())


@lru_cache(maxsize=8)
def _widest_overhang(number: int) -> int:
    metrics = QFontMetricsF(_font_of(number, Text.TITLE, strong=True))
    return math.ceil(max(float(RING), *(-metrics.leftBearing(letter) for letter in "Jj")))


class _ApplicationFont:
    """The application's font when it was last asked for, with a number that each change makes higher."""

    def __init__(self) -> None:
        self._font: QFont | None = None
        self._number = 0

    def number_now(self) -> int:
        font = QApplication.font()
        if font != self._font:
            self._font, self._number = font, self._number + 1
        return self._number


_application_font = _ApplicationFont()


def font_number() -> int:
    """Return another number after each change of the application's font, for what is kept as long as the font stays.

    Thread: GUI.
    """
    return _application_font.number_now()


@lru_cache(maxsize=64)
def _font_of(number: int, kind: Text, strong: bool) -> QFont:
    """Return a font that nobody changes. `number`: of the application's font that it is made of."""
    del number
    font = QFont(QApplication.font())
    font.setPointSizeF(font.pointSizeF() * SCALE.get(kind, 1.0))
    if strong or kind in (Text.TITLE, Text.HEADING, Text.STRONG):
        font.setWeight(QFont.Weight.DemiBold)
    if kind is Text.MONO:
        font.setFamilies(MONO_FAMILIES)
        font.setStyleHint(QFont.StyleHint.Monospace)
    return font


MONO_FAMILIES = [
    "ui-monospace",
    "SF Mono",
    "Menlo",
    "Cascadia Mono",
    "Consolas",
    "Noto Sans Mono",
    "DejaVu Sans Mono",
    "monospace",
]
"""Fixed-width families in order of preference; Qt takes the first installed one."""
