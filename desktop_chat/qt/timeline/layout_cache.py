"""Layouts: turns entries into Blocks and keeps the ones used last. Whatever is asked for again costs nothing."""

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
from desktop_chat.qt.timeline.row_layout import PIECE, FooterLine, RowLayout, TextChunk
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import Extent
from desktop_chat.qt.timeline.strings import edited_mark, join_words, show_more, state_words
from desktop_chat.qt.timeline.styled_text import Stretch, Style, style_entry
from desktop_chat.qt.timeline.utf16 import Utf16

_KEPT = 600
"""Blocks: more than three of the tallest screens."""

NAMED = frozenset({EntryKind.MESSAGE, EntryKind.NOTICE, EntryKind.DELETED})
CALM = frozenset(
    {EntryKind.JOIN, EntryKind.PART, EntryKind.QUIT, EntryKind.KICK, EntryKind.NICK, EntryKind.TOPIC, EntryKind.MODE}
)
"""Notices of the room: small and muted."""


class LayoutCache:
    """The Blocks of one view. A Block is kept for its entry's id and made anew when its Plan differs."""

    def __init__(self) -> None:
        self._blocks: OrderedDict[int, RowLayout] = OrderedDict()
        self._geometry: Geometry | None = None
        self._theme: Theme | None = None
        self._more: dict[int, int] = {}

    def set_measures(self, geometry: Geometry, theme: Theme) -> None:
        """For another width, zoom or theme everything is laid out anew."""
        if geometry != self._geometry or theme is not self._theme:
            self._blocks.clear()
        self._geometry, self._theme = geometry, theme

    def drop_all(self) -> None:
        """Other entries come: nothing of the last ones is needed."""
        self._blocks.clear()
        self._more.clear()

    def drop_entry(self, entry_id: int) -> None:
        """The entry is different now."""
        self._blocks.pop(entry_id, None)

    def show_more_of(self, entry_id: int) -> None:
        """Show one more piece of a long entry."""
        self._more[entry_id] = self._more.get(entry_id, 1) + 1
        self.drop_entry(entry_id)

    def layout_of(self, plan: RowPlan) -> RowLayout:
        """The Block of a Plan; laid out if it has to be."""
        assert self._geometry is not None
        assert self._theme is not None
        key = plan.entry.id
        kept = self._blocks.get(key)
        if kept is not None and (kept.plan is plan or kept.plan == plan):
            self._blocks.move_to_end(key)
            return kept
        made = lay_out(plan, self._geometry, self._theme, self._more.get(key, 1))
        self._blocks[key] = made
        if len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        return made


def lay_out(plan: RowPlan, geometry: Geometry, theme: Theme, pieces: int = 1) -> RowLayout:
    """Lay one entry out, `pieces` times `PIECE` characters of it."""
    if plan.hidden:
        return RowLayout(plan, style_entry(plan), 0, Extent(0, 0))
    said = style_entry(plan)
    visible = min(len(said.text), pieces * PIECE)
    block = RowLayout(plan, said, visible, Extent(0, 0))
    above = _stack_above(block, geometry)
    font = geometry.small if plan.entry.kind in CALM else geometry.body
    step = geometry.small_height + 2 if plan.entry.kind in CALM else geometry.step
    y = 0
    for start in range(0, max(1, visible), PIECE):
        text = said.text[start : min(visible, start + PIECE)]
        units = Utf16(text)
        formats = _chunk_formats(block, start, len(text), units, theme)
        mark = _edited_mark(plan) if start + len(text) == len(said.text) else ""
        if mark:
            formats.append(_mark_format(units.unit_of_char(len(text)), len(mark), geometry, theme))
        layout, height = _text_layout(text + mark, formats, font, geometry, step)
        block.pieces.append(TextChunk(layout, start, len(text), y, units))
        y += height
    block.body_height = y
    block.feet = _footer_lines(plan, more=visible < len(said.text))
    block.extent = Extent(above, above + y + geometry.foot_height * len(block.feet) + 1)
    return block


def _edited_mark(plan: RowPlan) -> str:
    """What stands behind the text: that it was corrected."""
    return f"  {edited_mark()}" if plan.entry.edited_at else ""


def _mark_format(start: int, length: int, geometry: Geometry, theme: Theme) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = start, length
    made.format = QTextCharFormat()
    made.format.setFont(geometry.small)
    made.format.setForeground(qcolor(theme.muted))
    return made


def _stack_above(block: RowLayout, geometry: Geometry) -> int:
    """Place what is above the body; its height."""
    plan, y = block.plan, 0
    if plan.new_day:
        block.day_y = y
        y += geometry.day_height
    if plan.unread:
        block.unread_y = y
        y += geometry.unread_height
    if plan.entry.kind not in NAMED:
        return _stack_quote(block, geometry, y + NOTICE_GAP)
    if not plan.named:
        return y + LINE_GAP
    y += GROUP_GAP if block.day_y < 0 else 4
    block.name_y = y = _stack_quote(block, geometry, y)
    return y + geometry.name_height


def _stack_quote(block: RowLayout, geometry: Geometry, y: int) -> int:
    """Place what says what is answered; where that ends."""
    if not block.entry.reply_to_msgid or block.entry.kind not in SPOKEN:
        return y
    block.quote_y = y
    return y + geometry.quote_height


def _footer_lines(plan: RowPlan, *, more: bool) -> tuple[FooterLine, ...]:
    feet: tuple[FooterLine, ...] = (FooterLine("", show_more(), "more", "muted"),) if more else ()
    if plan.entry.kind is EntryKind.INVITE:
        feet += (FooterLine("", join_words(), "join", "muted"),)
    what, remedy = state_words(plan.entry.state)
    if what:
        feet += (
            FooterLine(what, remedy, "retry", "danger" if plan.entry.state is DeliveryState.FAILED else "warning"),
        )
    return feet


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
    block: RowLayout, start: int, length: int, units: Utf16, theme: Theme
) -> list[QTextLayout.FormatRange]:
    """The formats of a piece that begins at character `start`."""
    base = _base_format(block, theme)
    whole = QTextLayout.FormatRange()
    whole.start, whole.length = 0, units.unit_of_char(length)
    whole.format = base
    made = [whole]
    for stretch in block.shown.stretches:
        first, last = max(stretch.start, start), min(stretch.end, start + length)
        if first < last:
            part = QTextLayout.FormatRange()
            part.start = units.unit_of_char(first - start)
            part.length = units.unit_of_char(last - start) - part.start
            part.format = _stretch_format(stretch, base, theme)
            made.append(part)
    return made


def _base_format(block: RowLayout, theme: Theme) -> QTextCharFormat:
    entry = block.entry
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


def _stretch_format(stretch: Stretch, base: QTextCharFormat, theme: Theme) -> QTextCharFormat:
    style: Style = stretch.style
    made = QTextCharFormat(base)
    if style.bold:
        made.setFontWeight(QFont.Weight.Bold)
    made.setFontItalic(style.italic)
    made.setFontUnderline(style.underline or (style.link and theme.name == "contrast"))
    made.setFontStrikeOut(style.strike)
    if style.monospace:
        made.setFontFamilies(MONO_FAMILIES)
        made.setBackground(qcolor(theme.sunken))
    if style.foreground is not None or style.background is not None:
        text, ground = text_colours(style.foreground, style.background, theme)
        made.setForeground(qcolor(text))
        if ground is not None:
            made.setBackground(qcolor(ground))
    if style.author:
        made.setForeground(qcolor(name_colour(style.author, theme)))
    if style.link:
        made.setForeground(qcolor(theme.link))
    return made
