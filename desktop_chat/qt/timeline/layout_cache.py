"""LayoutCache: lay entries out, and keep the RowLayouts that were used last."""

from __future__ import annotations

import math
from collections import OrderedDict

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QTextCharFormat, QTextLayout, QTextOption

from desktop_chat.client.entry import SPOKEN, DeliveryState, EntryKind
from desktop_chat.qt.theme import Theme, name_colour, qcolor
from desktop_chat.qt.theme.sizes import MONO_FAMILIES
from desktop_chat.qt.timeline.geometry import GROUP_GAP, LINE_GAP, NOTICE_GAP, Geometry
from desktop_chat.qt.timeline.palette import text_colours
from desktop_chat.qt.timeline.row_layout import CHUNK_SIZE, FooterLine, RowLayout, TextChunk
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import Extent
from desktop_chat.qt.timeline.strings import edited_mark, join_words, show_more, state_words
from desktop_chat.qt.timeline.styled_text import Stretch, Style, StyledText, style_entry
from desktop_chat.qt.timeline.utf16 import Utf16

_KEPT = 600
"""The number of cached RowLayouts, enough for more than three of the tallest screens."""

_FILLER = ("n", "\U0001d427")
"""A letter of one UTF-16 unit, and one of two."""

NAMED = frozenset({EntryKind.MESSAGE, EntryKind.NOTICE, EntryKind.DELETED})
CALM = frozenset(
    {EntryKind.JOIN, EntryKind.PART, EntryKind.QUIT, EntryKind.KICK, EntryKind.NICK, EntryKind.TOPIC, EntryKind.MODE}
)
"""Notices of the room, painted small and muted."""


class LayoutCache:
    """The RowLayouts of one view by entry id. A changed RowPlan replaces the RowLayout of its entry."""

    def __init__(self) -> None:
        self._layouts: OrderedDict[int, RowLayout] = OrderedDict()
        self._geometry: Geometry | None = None
        self._theme: Theme | None = None
        self._more: dict[int, int] = {}

    def set_measures(self, geometry: Geometry, theme: Theme) -> None:
        """Set width, zoom and theme. A change drops all layouts."""
        if geometry != self._geometry or theme is not self._theme:
            self._layouts.clear()
        self._geometry, self._theme = geometry, theme

    def drop_all(self) -> None:
        """Drop all layouts, before other entries are shown."""
        self._layouts.clear()
        self._more.clear()

    def drop_entry(self, entry_id: int) -> None:
        """Drop the layout of a changed entry."""
        self._layouts.pop(entry_id, None)

    def show_more_of(self, entry_id: int) -> None:
        """Show one more chunk of a long entry."""
        self._more[entry_id] = self._more.get(entry_id, 1) + 1
        self.drop_entry(entry_id)

    def layout_of(self, plan: RowPlan) -> RowLayout:
        """Return the RowLayout of a plan, from the cache if possible."""
        assert self._geometry is not None
        assert self._theme is not None
        key = plan.entry.id
        kept = self._layouts.get(key)
        if kept is not None and (kept.plan is plan or kept.plan == plan):
            self._layouts.move_to_end(key)
            return kept
        made = lay_out(plan, self._geometry, self._theme, self._more.get(key, 1))
        self._layouts[key] = made
        if len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return made


def lay_out(plan: RowPlan, geometry: Geometry, theme: Theme, chunks: int = 1) -> RowLayout:
    """Lay out one entry: at most `chunks` times `CHUNK_SIZE` characters."""
    if plan.hidden:
        return RowLayout(plan, style_entry(plan), 0, Extent(0, 0))
    said = style_entry(plan)
    visible = min(len(said.text), chunks * CHUNK_SIZE)
    row = RowLayout(plan, said, visible, Extent(0, 0))
    above = _stack_above(row, geometry)
    font = geometry.small if plan.entry.kind in CALM else geometry.body
    step = geometry.small_height + 2 if plan.entry.kind in CALM else geometry.step
    y = 0
    for start in range(0, max(1, visible), CHUNK_SIZE):
        text = _covered_text(said, start, min(visible, start + CHUNK_SIZE))
        units = Utf16(text)
        formats = _chunk_formats(row, start, len(text), units, theme)
        mark = _edited_mark(plan) if start + len(text) == len(said.text) else ""
        if mark:
            formats.append(_mark_format(units.unit_of_char(len(text)), len(mark), geometry, theme))
        layout, height = _text_layout(text + mark, formats, font, geometry, step)
        row.chunks.append(TextChunk(layout, start, len(text), y, units))
        y += height
    row.body_height = y
    row.footer_lines = _footer_lines(plan, more=visible < len(said.text))
    row.extent = Extent(above, above + y + geometry.footer_height * len(row.footer_lines) + 1)
    return row


def _covered_text(said: StyledText, start: int, end: int) -> str:
    """Return the characters from `start` to `end` with fillers for hidden ones, of the same length in UTF-16 units.

    A colour alone would not hide an emoji, which has colours of its own.
    """
    text = said.text[start:end]
    for low, high in said.hidden:
        first, last = max(low, start) - start, min(high, end) - start
        if first < last:
            cover = "".join(c if c.isspace() else _FILLER[c > "\uffff"] for c in text[first:last])
            text = text[:first] + cover + text[last:]
    return text


def _edited_mark(plan: RowPlan) -> str:
    """Return the mark after the text of an edited entry."""
    return f"  {edited_mark()}" if plan.entry.edited_at else ""


def _mark_format(start: int, length: int, geometry: Geometry, theme: Theme) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    made.format = QTextCharFormat()
    made.format.setFont(geometry.small)
    made.format.setForeground(qcolor(theme.muted))
    return made


def _stack_above(row: RowLayout, geometry: Geometry) -> int:
    """Place the parts above the body. Return their height."""
    plan, y = row.plan, 0
    if plan.new_day:
        row.day_y = y
        y += geometry.day_height
    if plan.unread:
        row.unread_y = y
        y += geometry.unread_height
    if plan.entry.kind not in NAMED:
        return _stack_quote(row, geometry, y + NOTICE_GAP)
    if not plan.named:
        return y + LINE_GAP
    y += GROUP_GAP if row.day_y < 0 else 4
    row.name_y = y = _stack_quote(row, geometry, y)
    return y + geometry.name_height


def _stack_quote(row: RowLayout, geometry: Geometry, y: int) -> int:
    """Place the quote of a reply at `y`. Return the y below the quote."""
    if not row.entry.reply_to_msgid or row.entry.kind not in SPOKEN:
        return y
    row.quote_y = y
    return y + geometry.quote_height


def _footer_lines(plan: RowPlan, *, more: bool) -> tuple[FooterLine, ...]:
    footer_lines: tuple[FooterLine, ...] = (FooterLine("", show_more(), "more", "muted"),) if more else ()
    if plan.entry.kind is EntryKind.INVITE:
        footer_lines += (FooterLine("", join_words(), "join", "muted"),)
    what, remedy = state_words(plan.entry.state)
    if what:
        footer_lines += (
            FooterLine(what, remedy, "retry", "danger" if plan.entry.state is DeliveryState.FAILED else "warning"),
        )
    return footer_lines


def _text_layout(
    text: str, formats: list[QTextLayout.FormatRange], font: QFont, geometry: Geometry, step: int
) -> tuple[QTextLayout, int]:
    layout = QTextLayout(text.replace("\n", "\u2028"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    if geometry.right_to_left:
        option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(geometry.text_width)
        room = max(step, math.ceil(line.height()))
        line.setPosition(QPointF(0, y + (room - line.height()) // 2))
        y += room
    layout.endLayout()
    return layout, max(y, step)


def _chunk_formats(
    row: RowLayout, start: int, length: int, units: Utf16, theme: Theme
) -> list[QTextLayout.FormatRange]:
    """Return the formats of the chunk that begins at character `start`."""
    base = _base_format(row, theme)
    whole = QTextLayout.FormatRange()
    whole.start, whole.length = 0, units.unit_of_char(length)
    whole.format = base
    made = [whole]
    for stretch in row.styled.stretches:
        first, last = max(stretch.start, start), min(stretch.end, start + length)
        if first < last:
            part = QTextLayout.FormatRange()
            part.start = units.unit_of_char(first - start)
            part.length = units.unit_of_char(last - start) - part.start
            part.format = _stretch_format(stretch, base, theme, revealed=row.plan.revealed)
            made.append(part)
    return made


def _base_format(row: RowLayout, theme: Theme) -> QTextCharFormat:
    entry = row.entry
    made = QTextCharFormat()
    if entry.kind is EntryKind.ERROR:
        role = theme.danger
    elif (
        entry.kind in CALM or entry.kind in (EntryKind.NEWS, EntryKind.DELETED) or entry.state is DeliveryState.PENDING
    ):
        role = theme.faint if entry.state is DeliveryState.PENDING else theme.muted
    else:
        role = theme.text
    made.setForeground(qcolor(role))
    return made


def _stretch_format(stretch: Stretch, base: QTextCharFormat, theme: Theme, *, revealed: bool) -> QTextCharFormat:
    style: Style = stretch.style
    made = QTextCharFormat(base)
    if style.spoiler:
        made.setBackground(qcolor(theme.pressed if revealed else theme.faint))
        if not revealed:
            made.setForeground(qcolor(theme.faint))
            return made
    if style.bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(style.italic)
    made.setFontUnderline(style.underline or (style.link and theme.name == "contrast"))
    made.setFontStrikeOut(style.strike)
    if style.monospace:
        made.setFontFamilies(MONO_FAMILIES)
        made.setBackground(qcolor(theme.sunken))
    if style.foreground is not None or style.background is not None or style.reverse:
        text, ground = text_colours(style.foreground, style.background, theme, reverse=style.reverse)
        made.setForeground(qcolor(text))
        if ground is not None:
            made.setBackground(qcolor(ground))
    if style.author:
        made.setForeground(qcolor(name_colour(style.author, theme)))
    if style.link:
        made.setForeground(qcolor(theme.link))
    return made
