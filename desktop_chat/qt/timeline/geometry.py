"""Geometry: the measures of a timeline for a width, a zoom and a reading direction, in whole pixels."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QFontMetrics

from desktop_chat.qt.theme import Text, appearance, font_number, icon_side, text_font
from desktop_chat.qt.theme.choices import Spacing
from desktop_chat.value_class import value

NARROW = 480
"""The width below which margins and avatars are smaller."""

READABLE = 100
"""The longest line of text, in average characters; the eye loses its place in longer ones."""

BOTTOM_MARGIN = 12
"""Free pixels below the last entry."""

DIVIDER = " · "


@value
class Geometry:
    """Fonts and columns (avatar | text | delivery state), counted from the side at which reading begins."""

    width: int
    zoom: float
    right_to_left: bool
    body: QFont
    name: QFont
    small: QFont
    code: QFont
    step: int  # from one line of text to the next
    name_height: int
    small_height: int
    edge: int
    avatar: int
    text_x: int
    text_width: int
    spacing: Spacing
    each_time: bool  # each entry shows its time
    font: int  # the number of the application's font

    @property
    def mark_x(self) -> int:
        return self.text_x + self.text_width + 8

    @property
    def day_height(self) -> int:
        return self.small_height + 24

    @property
    def unread_height(self) -> int:
        return self.small_height + 10

    @property
    def quote_height(self) -> int:
        return self.small_height + 4

    @property
    def footer_height(self) -> int:
        return self.small_height + 4

    def avatar_rect(self, y: int) -> QRect:
        """Return the square of the avatar beside a name at `y`."""
        return self.mirror_rect(QRect(self.edge, y + 2, self.avatar, self.avatar))

    def mirror_rect(self, rect: QRect) -> QRect:
        """Return the rectangle mirrored for right-to-left windows, otherwise unchanged."""
        if not self.right_to_left:
            return rect
        return QRect(self.width - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())

    def footer_widths(self, text: str, pressed: str) -> tuple[int, int]:
        """Return (pixels before the pressed text, width of the pressed text) of a footer line."""
        return (self.small_advance(text + DIVIDER) if text else 0), self.small_advance(pressed)

    def name_advance(self, name: str) -> int:
        """Return the width of an author's name in pixels."""
        return _kept_advance(name, Text.STRONG, self.zoom, self.font)

    def small_advance(self, text: str) -> int:
        """Return the width of a time or of another small text in pixels."""
        return _kept_advance(text, Text.SMALL, self.zoom, self.font)

    @property
    def body_x(self) -> int:
        """The left edge of the text as painted."""
        return self.mirror_rect(QRect(self.text_x, 0, self.text_width, 1)).x()


def make_geometry(width: int, zoom: float, *, right_to_left: bool) -> Geometry:
    """Return the measures for a viewport, with fonts derived from the application's font."""
    choices = appearance().choices
    spacing = choices.spacing
    body, name, small, code = (_zoomed_font(kind, zoom) for kind in (Text.BODY, Text.STRONG, Text.SMALL, Text.MONO))
    metrics = QFontMetrics(body)
    narrow = width < NARROW
    edge = 10 if narrow else 16
    avatar = round(icon_side(28 if narrow or choices.density == "compact" else 36) * min(1.5, max(0.85, zoom)))
    text_x = edge + avatar + (8 if narrow else 12)
    return Geometry(
        width=width,
        zoom=zoom,
        right_to_left=right_to_left,
        body=body,
        name=name,
        small=small,
        code=code,
        step=max(metrics.height(), round(metrics.ascent() * spacing.line_height)),
        name_height=QFontMetrics(name).height() + 1,
        small_height=QFontMetrics(small).height(),
        edge=edge,
        avatar=avatar,
        text_x=text_x,
        text_width=max(40, min(width - text_x - edge - 22, READABLE * metrics.averageCharWidth())),
        spacing=spacing,
        each_time=choices.times == "all",
        font=font_number(),
    )


@lru_cache(maxsize=2048)
def _kept_advance(text: str, kind: Text, zoom: float, font: int) -> int:
    """Return the width of a text that many rows repeat. `font`: the number of the application's font."""
    del font
    return QFontMetrics(_zoomed_font(kind, zoom)).horizontalAdvance(text)


def _zoomed_font(kind: Text, zoom: float) -> QFont:
    font = text_font(kind)
    font.setPointSizeF(font.pointSizeF() * zoom)
    return font
