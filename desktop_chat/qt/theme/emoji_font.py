"""EmojiFont: the font of emoji, one of the system or the one in the bundle. Thread: GUI."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QRawFont

from desktop_chat.paths import resources

NOTO = "Noto Color Emoji"
COLOUR_FAMILIES = (
    "Apple Color Emoji",
    "Segoe UI Emoji",
    NOTO,
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


class EmojiFont:
    """The font in use. It takes some milliseconds to load, so the first window is painted before."""

    def __init__(self) -> None:
        self._family: str | None = None
        self._bundled: str | None = None
        """The family of the bundled font once it is loaded, "" if it is missing."""

    @property
    def family(self) -> str:
        """The family, "" if no font is there."""
        return self._family if self._family is not None else self.use_style("system")

    def use_style(self, style: str) -> str:
        """Have emoji drawn in colour by Noto (`noto`), or by the system's font. Return the family.

        The other font is used where the wanted one is missing.
        """
        first, second = (self.noto, self.system) if style == "noto" else (self.system, self.noto)
        self._family = first() or second()
        prefer = getattr(QFontDatabase, "setApplicationEmojiFontFamilies", None)  # since Qt 6.9
        if self._family and prefer is not None:
            prefer([self._family])
        return self._family

    def system(self) -> str:
        """Return the system's font, or ""."""
        installed = set(QFontDatabase.families())
        return next((one for one in COLOUR_FAMILIES if one in installed and one != self._bundled), "")

    def noto(self) -> str:
        """Return Noto, of the system or of the bundle, or ""."""
        return NOTO if NOTO in QFontDatabase.families() else self._load_bundled()

    def has_noto(self) -> bool:
        """Return True if Noto is there; loads nothing."""
        return NOTO in QFontDatabase.families() or bundled_font().is_file()

    def _load_bundled(self) -> str:
        if self._bundled is None:
            path = bundled_font()
            number = QFontDatabase.addApplicationFont(str(path)) if path.is_file() else -1
            self._bundled = next(iter(QFontDatabase.applicationFontFamilies(number)), "") if number >= 0 else ""
        return self._bundled

    def can_draw(self, emoji: str) -> bool:
        """Return False if the font is older than an emoji, which would be an empty box."""
        if not self.family:
            return True
        font = _raw_font(self.family)
        return all(char in _JOINERS or font.supportsCharacter(ord(char)) for char in emoji)


@cache
def emoji_font() -> EmojiFont:
    """Return the application's EmojiFont."""
    return EmojiFont()


@cache
def _raw_font(family: str) -> QRawFont:
    return QRawFont.fromFont(QFont(family))
