"""The font of emoji: one of the system, else the one in the bundle. Thread: GUI."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from desktop_chat.paths import resources

COLOUR_FAMILIES = (
    "Apple Color Emoji",
    "Segoe UI Emoji",
    "Noto Color Emoji",
    "Twemoji",
    "Twitter Color Emoji",
    "OpenMoji Color",
    "JoyPixels",
    "Blobmoji",
)
"""Fonts with coloured emoji, as systems have them."""

_JOINERS = frozenset("\u200d\ufe0e\ufe0f\u20e3🏻🏼🏽🏾🏿")
"""Signs in sequences that have no picture of their own."""


def bundled_font() -> Path:
    """Return where a bundle has the font. A checkout and an installed package have none."""
    return resources() / "fonts" / "NotoColorEmoji.ttf"


@cache
def load_emoji_font() -> str:
    """Have emoji drawn in colour. Return the family of the font, or "" if there is none.

    It takes some milliseconds, so the first window is painted before.
    """
    installed = set(QFontDatabase.families())
    family = next((one for one in COLOUR_FAMILIES if one in installed), "")
    if not family and bundled_font().is_file():
        added = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(bundled_font())))
        family = added[0] if added else ""
    prefer = getattr(QFontDatabase, "setApplicationEmojiFontFamilies", None)  # since Qt 6.9
    if family and prefer is not None:
        prefer([family])
    return family


@cache
def _raw_font(family: str) -> QRawFont:
    return QRawFont.fromFont(QFont(family))


def can_draw_emoji(emoji: str) -> bool:
    """Return False if the font is older than an emoji, which would be an empty box."""
    family = load_emoji_font()
    if not family:
        return True
    font = _raw_font(family)
    return all(char in _JOINERS or font.supportsCharacter(ord(char)) for char in emoji)
