"""Lay out the body of an entry: text in chunks, with frames around code and bars beside quotes."""

from __future__ import annotations

import math
import unicodedata

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from desktop_chat.client import code_tokens
from desktop_chat.client.entry import DeliveryState, EntryKind
from desktop_chat.irc.text_blocks import BlockKind
from desktop_chat.qt.theme import Theme, icon_side, name_colour, qcolor
from desktop_chat.qt.theme.sizes import MONO_FAMILIES
from desktop_chat.qt.timeline.code_colours import code_colours, token_format
from desktop_chat.qt.timeline.geometry import Geometry
from desktop_chat.qt.timeline.palette import text_colours
from desktop_chat.qt.timeline.row_layout import CHUNK_SIZE, CodeBox, QuoteBar, RowLayout, TextChunk, cursor_x
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.strings import copy_code_words, edited_mark
from desktop_chat.qt.timeline.styled_text import Stretch, Style, StyledText, TextBlock
from desktop_chat.qt.timeline.utf16 import Utf16
from desktop_chat.value_class import value

CALM = frozenset(
    {EntryKind.JOIN, EntryKind.PART, EntryKind.QUIT, EntryKind.KICK, EntryKind.NICK, EntryKind.TOPIC, EntryKind.MODE}
)
"""Notices of the room, painted small and muted."""

_FILLER = ("n", "\U0001d427")
"""A letter of one UTF-16 unit, and one of two."""

_PAD, _GAP = 10, 4
"""Free pixels inside of the frame of code, and above and below it."""
_INDENT = 14
"""Pixels for each bar beside a quote."""
_BUTTON_ICON = 22
_TAB = 4
"""The width of a tab in code, in characters."""


@value
class _Column:
    """Where a chunk is laid out, and in which font. `step`: pixels from line to line; `calm`: a notice of the room."""

    x: int
    width: int
    font: QFont
    step: int
    code: bool = False
    calm: bool = False


def lay_out_body(row: RowLayout, geometry: Geometry, theme: Theme) -> None:
    """Lay out the visible characters of a row, and set `chunks`, `code_boxes`, `quote_bars` and `body_height`."""
    blocks = row.styled.blocks or (TextBlock(0, len(row.styled.text)),)
    y = 0
    for block in blocks:
        if block.start >= row.visible and y:
            break
        if block.kind is BlockKind.CODE:
            y = _lay_out_code(row, block, geometry, theme, y)
        else:
            y = _lay_out_text(row, block, geometry, theme, y)
    if blocks[-1].kind is BlockKind.CODE and _mark_of(row, blocks[-1].end):
        end = blocks[-1].end
        y = _add_chunk(row, end, end, _text_column(row, geometry, 0), geometry, theme, y)
    row.body_height = y


def _text_column(row: RowLayout, geometry: Geometry, indent: int) -> _Column:
    calm = row.entry.kind in CALM
    font, step = (geometry.small, geometry.small_height + 2) if calm else (geometry.body, geometry.step)
    return _Column(0 if geometry.right_to_left else indent, geometry.text_width - indent, font, step, calm=calm)


def _lay_out_text(row: RowLayout, block: TextBlock, geometry: Geometry, theme: Theme, y: int) -> int:
    """Lay out a paragraph or a quote at `y`. Return the y below."""
    top, column = y, _text_column(row, geometry, block.depth * _INDENT)
    last = min(block.end, row.visible)
    for start in range(block.start, max(block.start + 1, last), CHUNK_SIZE):
        y = _add_chunk(row, start, min(last, start + CHUNK_SIZE), column, geometry, theme, y)
    for depth in range(block.depth):
        x = geometry.text_width - depth * _INDENT - 3 if geometry.right_to_left else depth * _INDENT
        row.quote_bars.append(QuoteBar(x, top + 1, y - top - 2))
    return y


def _lay_out_code(row: RowLayout, block: TextBlock, geometry: Geometry, theme: Theme, y: int) -> int:
    """Lay out a code block at `y`, with language and button above. Return the y below."""
    top = y + _GAP
    width = geometry.text_width
    header = geometry.small_height + 12
    column = _Column(
        _PAD, max(20, width - 2 * _PAD), geometry.code, QFontMetrics(geometry.code).height() + 2, code=True
    )
    y = top + header
    last = min(block.end, row.visible)
    for start in range(block.start, max(block.start + 1, last), CHUNK_SIZE):
        y = _add_chunk(row, start, min(last, start + CHUNK_SIZE), column, geometry, theme, y, block)
    y += _PAD - 2
    pressed = min(
        width, icon_side(_BUTTON_ICON) + QFontMetrics(geometry.small).horizontalAdvance(copy_code_words()) + 2 * _PAD
    )
    button = QRect(0 if geometry.right_to_left else width - pressed, top, pressed, header)
    language = code_tokens.find_language(block.language)
    title = language.title if language is not None else block.language
    row.code_boxes.append(CodeBox(block.start, block.end, title, QRect(0, top, width, y - top), button))
    return y + _GAP


def _add_chunk(
    row: RowLayout,
    start: int,
    end: int,
    column: _Column,
    geometry: Geometry,
    theme: Theme,
    y: int,
    block: TextBlock | None = None,
) -> int:
    """Lay out characters `start` to `end` at `y`. Return the y below. `block`: the code block around them."""
    text = _covered_text(row.styled, start, end)
    units = Utf16(text)
    formats = _chunk_formats(row, start, len(text), units, theme)
    if block is not None:
        formats += _token_formats(row, block, start, len(text), units, theme)
    mark = "" if block is not None else _mark_of(row, end)
    if mark:
        formats.append(_mark_format(units.unit_of_char(len(text)), len(mark), geometry, theme))
    layout, height = _text_layout(text, mark, units, formats, column, geometry)
    row.chunks.append(TextChunk(layout, start, len(text), y, units, column.x))
    return y + height


def _mark_of(row: RowLayout, end: int) -> str:
    """Return the mark of an edited entry if `end` is the end of the text."""
    return _edited_mark(row.plan) if end == len(row.styled.text) else ""


def _token_formats(
    row: RowLayout, block: TextBlock, start: int, length: int, units: Utf16, theme: Theme
) -> list[QTextLayout.FormatRange]:
    """Return the colours of the tokens in a chunk of code; () while the tokens are unknown."""
    made: list[QTextLayout.FormatRange] = []
    offset = start - block.start
    for token in code_colours().tokens_of(block.language, row.styled.text[block.start : block.end]):
        first, last = max(token.start - offset, 0), min(token.end - offset, length)
        if first < last:
            part = QTextLayout.FormatRange()
            part.start = units.unit_of_char(first)
            part.length = units.unit_of_char(last) - part.start
            part.format = token_format(token.kind, theme)
            made.append(part)
    return made


def _covered_text(said: StyledText, start: int, end: int) -> str:
    """Return the characters from `start` to `end` with fillers for hidden ones, of the same length in UTF-16 units.

    A colour alone would not hide an emoji, which has colours of its own.
    """
    pieces: list[str] = []
    at = start
    for low, high in said.hidden:
        first, last = max(low, at), min(high, end)
        if first < last:
            pieces.append(said.text[at:first])
            pieces += (c if c.isspace() else _FILLER[c > "\uffff"] for c in said.text[first:last])
            at = last
    return "".join(pieces) + said.text[at:end]


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


def _text_layout(
    text: str,
    mark: str,
    units: Utf16,
    formats: list[QTextLayout.FormatRange],
    column: _Column,
    geometry: Geometry,
) -> tuple[QTextLayout, int]:
    layout = QTextLayout((text + mark).replace("\n", "\u2028"), column.font)
    has_address = "://" in text
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    if column.code:
        option.setTextDirection(Qt.LayoutDirection.LeftToRight)
        option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        option.setTabStopDistance(_TAB * QFontMetrics(column.font).horizontalAdvance(" "))
    else:
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = geometry.right_to_left if column.calm else _runs_left(text, otherwise=geometry.right_to_left)
        edge = Qt.AlignmentFlag.AlignRight if side else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(edge | Qt.AlignmentFlag.AlignAbsolute)
    layout.setTextOption(option)
    layout.setFormats(formats)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(column.width)
        if has_address:
            _keep_scheme(text, units, layout, line, option)
        room = max(column.step, math.ceil(line.height()))
        line.setPosition(QPointF(0, y + (room - line.height()) // 2))
        y += room
    layout.endLayout()
    return layout, max(y, column.step)


def _runs_left(text: str, *, otherwise: bool) -> bool:
    """Return whether the first letter of a text is written from right to left; `otherwise` for a text of no letters."""
    if text.isascii() and not otherwise:
        return False
    kinds = map(unicodedata.bidirectional, text)
    return next((kind != "L" for kind in kinds if kind in ("L", "R", "AL")), otherwise)


def _keep_scheme(text: str, units: Utf16, layout: QTextLayout, line: QTextLine, option: QTextOption) -> None:
    """Begin an address on the next line if the line would end behind its `https://`. An address that begins the line
    is broken anywhere."""
    start, end = (units.char_of_unit(line.textStart() + part) for part in (0, line.textLength()))
    if text[max(start, end - 3) : end] != "://" or text[end : end + 1].strip() == "":
        return
    space = text.rfind(" ", start, end)
    if space > start and line.naturalTextRect().left() < 1:
        line.setLineWidth(math.ceil(cursor_x(line.cursorToX(units.unit_of_char(space + 1)))))
        return
    anywhere = QTextOption(option)
    anywhere.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
    layout.setTextOption(anywhere)
    line.setLineWidth(line.width())
    layout.setTextOption(option)


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
            if row.entry.kind is EntryKind.NEWS and stretch.style.monospace:
                part.format.clearBackground()  # a line of a picture made of letters is no piece of code
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
        made.setBackground(qcolor(theme.code))
    if style.foreground is not None or style.background is not None or style.reverse:
        under = theme.code if style.monospace else theme.surface
        text, ground = text_colours(style.foreground, style.background, theme, reverse=style.reverse, under=under)
        made.setForeground(qcolor(text))
        if ground is not None:
            made.setBackground(qcolor(ground))
    if style.author:
        made.setForeground(qcolor(name_colour(style.author, theme)))
    if style.link:
        made.setForeground(qcolor(theme.link))
    return made
