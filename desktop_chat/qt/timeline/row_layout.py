"""RowLayout: one entry laid out for a width, with the place of each part. Measures with QTextLayout, paints nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import field
from typing import Literal

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFontMetrics, QTextLayout

from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.qt.timeline import file_box, preview_box
from desktop_chat.qt.timeline.chips import Chip
from desktop_chat.qt.timeline.geometry import DIVIDER, Geometry
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import Extent
from desktop_chat.qt.timeline.strings import clock_text, notice_mark, only_for
from desktop_chat.qt.timeline.styled_text import StyledText
from desktop_chat.qt.timeline.utf16 import Utf16
from desktop_chat.value_class import record, value

CHUNK_SIZE = 8_000
"""Characters in one QTextLayout, which breaks lines in quadratic time. Longer entries are cut, with "Show more"."""

_BEFORE_TIME = 8
"""Pixels between name and time."""

Action = Literal[
    "retry",
    "remove",
    "more",
    "join",
    "let-in",
    "reveal",
    "copy-code",
    "file-open",
    "file-show",
    "file-save",
    "file-copy",
    "file-retry",
    "file-cancel",
]


@record
class TextChunk:
    """A part of the text, at most `CHUNK_SIZE` code points. The last layout may end with "(edited)" after the text."""

    layout: QTextLayout
    start: int
    length: int
    y: int  # from the top of the body
    units: Utf16
    x: int = 0  # from the left of the body

    def char_at_unit(self, unit: int) -> int:
        """Return the code point at a unit of the layout; for a unit of "(edited)", the end of the text."""
        return min(self.units.char_of_unit(unit), self.length)


@value
class FooterLine:
    """A small line below the body: a text, and one or two texts that can be pressed."""

    text: str
    pressed: str
    action: Action
    tone: str
    also: tuple[str, Action] | None = None
    """The second text that can be pressed."""

    def presses(self) -> Iterator[tuple[str, str, Action]]:
        """Yield what stands before each text that can be pressed, the text, and the action."""
        yield self.text, self.pressed, self.action
        if self.also is not None:
            yield f"{self.text}{DIVIDER}{self.pressed}", *self.also


@value
class CodeBox:
    """The frame of a code block: characters `start` to `end` of the text. The places count from the top left of the
    body."""

    start: int
    end: int
    title: str  # the language for people, or ""
    frame: QRect
    button: QRect  # copies the code


@value
class QuoteBar:
    """The bar beside a quote, from the top left of the body."""

    x: int
    y: int
    height: int


@value
class HeadLine:
    """The line above the body. The places are the left edges as painted."""

    name: str
    name_x: int
    name_width: int
    time: str
    time_x: int
    time_width: int


@record
class RowLayout:
    """The layout of a row. Each `..._y` is the distance from the upper edge of the row, -1 for a missing part."""

    plan: RowPlan
    styled: StyledText
    visible: int  # characters of the text that are laid out
    extent: Extent
    day_y: int = -1
    unread_y: int = -1
    quote_y: int = -1
    name_y: int = -1
    body_height: int = 0
    chunks: list[TextChunk] = field(default_factory=list)
    footer_lines: tuple[FooterLine, ...] = ()
    code_boxes: list[CodeBox] = field(default_factory=list)
    quote_bars: list[QuoteBar] = field(default_factory=list)
    chips: tuple[Chip, ...] = ()
    file: file_box.FileBox | None = None
    preview: preview_box.PreviewBox | None = None

    @property
    def entry(self) -> Entry:
        return self.plan.entry

    def char_at(self, x: float, y: float) -> int:
        """Return the caret position nearest to a point of the body, never inside a combined character."""
        for chunk in self.chunks:
            lines = chunk.layout.lineCount()
            if y < chunk.y + chunk.layout.lineAt(lines - 1).y() + chunk.layout.lineAt(lines - 1).height():
                break
        else:
            return self.visible
        line = chunk.layout.lineAt(0)
        for i in range(1, lines):
            following = chunk.layout.lineAt(i)
            if following.y() + chunk.y > y:
                break
            line = following
        unit = line.xToCursor(x - chunk.x)
        while not chunk.layout.isValidCursorPosition(unit) and unit > 0:
            unit -= 1
        return chunk.start + chunk.char_at_unit(unit)

    def over_text(self, x: float, y: float) -> bool:
        """Return whether a point of the body is on text, not beside a line."""
        for chunk in self.chunks:
            for i in range(chunk.layout.lineCount()):
                line = chunk.layout.lineAt(i)
                if line.y() <= y - chunk.y < line.y() + line.height():
                    rect = line.naturalTextRect()
                    return rect.left() <= x - chunk.x <= rect.right()
        return False

    def link_at(self, x: float, y: float) -> str:
        """Return the URL of the link at a point of the body, or ""."""
        if not self.styled.links or not self.over_text(x, y):
            return ""
        for start, end, url in self.styled.links:
            if any(rect.contains(int(x), int(y)) for rect in self.char_rects(start, end)):
                return url
        return ""

    def code_box_at(self, x: float, y: float) -> CodeBox | None:
        """Return the code block whose button is at a point of the body."""
        return next((box for box in self.code_boxes if box.button.contains(int(x), int(y))), None)

    def is_mark_at(self, x: float, y: float) -> bool:
        """Return whether a point of the body is on "(edited)"."""
        chunk = self.chunks[-1] if self.chunks else None
        if chunk is None or not self.over_text(x, y):
            return False
        end = chunk.units.unit_of_char(chunk.length)
        for i in range(chunk.layout.lineCount()):
            line = chunk.layout.lineAt(i)
            if line.y() <= y - chunk.y < line.y() + line.height():
                return line.xToCursor(x - chunk.x) > end and len(chunk.layout.text()) > end
        return False

    def chip_at(self, x: float, y: float) -> Chip | None:
        """Return the chip at a point of the body."""
        return next((chip for chip in self.chips if chip.rect.contains(int(x), int(y))), None)

    def code_box_of(self, char: int) -> CodeBox | None:
        """Return the code block with a character."""
        return next((box for box in self.code_boxes if box.start <= char <= box.end), None)

    def is_hidden_at(self, x: float, y: float) -> bool:
        """Return whether a point of the body is on a hidden spoiler."""
        at = int(x), int(y)
        return any(rect.contains(*at) for start, end in self.styled.hidden for rect in self.char_rects(start, end))

    def char_rects(self, start: int, end: int) -> list[QRect]:
        """Return the rectangles of characters, one for each line, relative to the top left of the body."""
        found = []
        for chunk in self.chunks:
            first, last = max(start, chunk.start), min(end, chunk.start + chunk.length)
            if first >= last:
                continue
            low, high = chunk.units.unit_of_char(first - chunk.start), chunk.units.unit_of_char(last - chunk.start)
            for i in range(chunk.layout.lineCount()):
                line = chunk.layout.lineAt(i)
                one, other = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
                if one < other:
                    ends = sorted(chunk.x + cursor_x(line.cursorToX(unit)) for unit in (one, other))
                    top = chunk.y + int(line.y())
                    found.append(QRect(int(ends[0]), top, math.ceil(ends[1] - ends[0]), math.ceil(line.height())))
        return found

    def line_at(self, y: int) -> tuple[int, int]:
        """Return (first character of the line at `y`, pixels of the line above `y`). `y` counts within the body."""
        for chunk in reversed(self.chunks):
            for i in range(chunk.layout.lineCount() - 1, -1, -1):
                line = chunk.layout.lineAt(i)
                if chunk.y + line.y() <= y:
                    return chunk.start + chunk.char_at_unit(line.textStart()), y - chunk.y - int(line.y())
        return 0, y

    def y_of(self, char: int) -> int:
        """Return the upper edge of the line with a character, from the top of the body."""
        for chunk in self.chunks:
            if chunk.start <= char <= chunk.start + chunk.length:
                line = chunk.layout.lineForTextPosition(chunk.units.unit_of_char(char - chunk.start))
                return chunk.y + int(line.y())
        return 0


def cursor_x(answer: object) -> float:
    """Return the number in the answer of QTextLine.cursorToX: a number or (number, position), by PySide6's version."""
    value = answer[0] if isinstance(answer, tuple) else answer
    return float(value) if isinstance(value, int | float) else 0.0


def head_line_of(row: RowLayout, geometry: Geometry) -> HeadLine:
    """Return name and time of the author's line, with their places."""
    entry = row.entry
    line = geometry.mirror_rect(QRect(geometry.text_x, 0, geometry.text_width, geometry.name_height))
    when = clock_text(entry.time)
    if entry.kind is EntryKind.NOTICE:
        when = f"{notice_mark()}{DIVIDER}{when}"
    if entry.target:
        when = f"{only_for(entry.target)}{DIVIDER}{when}"
    name = row.plan.names(entry.nick)
    taken, width = geometry.name_advance(name), geometry.small_advance(when)
    if taken + _BEFORE_TIME + width > line.width():
        longest = line.width() - _BEFORE_TIME - min(taken, line.width() // 2)
        # keeps the time of day, which is at the end
        when = QFontMetrics(geometry.small).elidedText(when, Qt.TextElideMode.ElideMiddle, longest)
        width = geometry.small_advance(when)
        rest = max(40, line.width() - width - _BEFORE_TIME)
        name = QFontMetrics(geometry.name).elidedText(name, Qt.TextElideMode.ElideRight, rest)
        taken = geometry.name_advance(name)
    if geometry.right_to_left:
        left = line.right() + 1 - taken
        return HeadLine(name, left, taken, when, left - width - _BEFORE_TIME, width)
    return HeadLine(name, line.x(), taken, when, line.x() + taken + _BEFORE_TIME, width)
