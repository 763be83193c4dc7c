"""PreviewBox: the place of the preview of a link below a message.

The height is the same before, during and after the loading, so nothing moves when a preview arrives.
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QFontMetrics, QPixmap

from desktop_chat.client.entry import Entry
from desktop_chat.irc.text_blocks import BlockKind
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.styled_text import StyledText
from desktop_chat.value_class import value

GAP = 4
"""Pixels above and below a preview."""
PAD = 10
BAR = 3
"""The width of the bar at the side at which reading begins."""
TEXT_LINES = 2
_WIDEST = 440
_PICTURE_HEIGHT = 180
_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
_SCHEMES = ("https://", "http://")


@value
class PreviewBox:
    """`rect` counts from the top left of the body. `is_tall`: the address ends like a picture."""

    address: str
    rect: QRect
    is_tall: bool


@value
class PreviewLook:
    """The present look of a preview. The texts come from a stranger."""

    title: str = ""
    note: str = ""
    """A sentence in place of the words of the page."""
    description: str = ""
    site: str = ""
    pixmap: QPixmap | None = None
    is_picture: bool = False
    """The pixmap is the content of the link."""


class PreviewLooks(Protocol):
    """Knows the previews of the shown room."""

    def is_wanted(self, entry: Entry, address: str) -> bool:
        """Return whether a link of an entry has a preview, now or later. Fast: layout calls the method."""

    def look_of(self, address: str) -> PreviewLook:
        """Return the look of a preview, and begin the loading. Fast: painting calls the method."""

    def spoken_text(self, address: str) -> str:
        """Return the words of a screen reader for a preview, or ""."""


def preview_address(styled: StyledText) -> str:
    """Return the address of the first link outside of code and spoilers, whose preview an entry shows; or ""."""
    for start, end, url in styled.links:
        if url.startswith(_SCHEMES) and not _is_covered(styled, start, end):
            return url
    return ""


def _is_covered(styled: StyledText, start: int, end: int) -> bool:
    """Return whether a part of a text is code, or hidden by the author."""
    if any(one.kind is BlockKind.CODE and one.start < end and start < one.end for one in styled.blocks):
        return True
    across = (one for one in styled.stretches if one.start < end and start < one.end)
    return any(one.style.spoiler or one.style.monospace for one in across)


def lay_out_preview(address: str, geometry: Geometry, top: int) -> PreviewBox:
    """Return the place of a preview at `top` pixels below the upper edge of the body."""
    larger = max(1.0, geometry.zoom)
    width = min(geometry.text_width, round(_WIDEST * larger))
    is_tall = address.partition("?")[0].lower().endswith(_PICTURE_ENDINGS)
    lines = geometry.name_height + (1 + TEXT_LINES) * geometry.small_height
    height = round(_PICTURE_HEIGHT * larger) if is_tall else lines + 2 * PAD
    left = geometry.text_width - width if geometry.right_to_left else 0
    return PreviewBox(address, QRect(left, top, width, height), is_tall)


def elide_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """Return the first TEXT_LINES lines of a text; the last one ends in an ellipsis if there is more."""
    lines: list[str] = []
    rest = text.split(" ")
    while rest and len(lines) < TEXT_LINES:
        count = 1
        while count < len(rest) and metrics.horizontalAdvance(" ".join(rest[: count + 1])) <= width:
            count += 1
        lines.append(" ".join(rest[:count]))
        rest = rest[count:]
    if rest:
        lines[-1] = f"{lines[-1]} {rest[0]}…"
    return lines
