"""Block: one entry laid out for a width: where each part of it is. Made of QTextLayout; measured, not painted."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextLayout

from desktop_chat.client.entry import Entry
from desktop_chat.qt.timeline.row_plan import RowPlan
from desktop_chat.qt.timeline.scroll_anchor import Extent
from desktop_chat.qt.timeline.styled_text import StyledText
from desktop_chat.qt.timeline.utf16 import Utf16
from desktop_chat.value_class import value

PIECE = 8_000
"""Characters laid out at once: Qt breaks lines in quadratic time. Of a longer entry a part is shown."""

Action = Literal["retry", "more", "join"]


@dataclass(slots=True)
class TextChunk:
    """A part of the text, at most `PIECE` code points, as Qt's layout; `y` from the top of the body. Behind the last
    one a mark may stand in the layout, which is no part of the text."""

    layout: QTextLayout
    start: int
    length: int
    y: int
    units: Utf16

    def char_at_unit(self, unit: int) -> int:
        """The code point at a unit of the layout; on the mark, the end of the text."""
        return min(self.units.char_of_unit(unit), self.length)


@value
class FooterLine:
    """A small line under the body: words, and words that can be pressed."""

    text: str
    pressed: str
    action: Action
    tone: str


@dataclass(slots=True)
class RowLayout:
    """`extent` in all; the y of its parts counts from its upper edge, -1 for a part that is not there."""

    plan: RowPlan
    shown: StyledText
    visible: int  # how many characters of the text are laid out
    extent: Extent
    day_y: int = -1
    unread_y: int = -1
    quote_y: int = -1
    name_y: int = -1
    body_height: int = 0
    pieces: list[TextChunk] = field(default_factory=list)
    feet: tuple[FooterLine, ...] = ()

    @property
    def entry(self) -> Entry:
        return self.plan.entry

    def char_at(self, x: float, y: float) -> int:
        """The caret nearest to a point of the body: between code points, never inside a combined character."""
        for piece in self.pieces:
            lines = piece.layout.lineCount()
            if y < piece.y + piece.layout.lineAt(lines - 1).y() + piece.layout.lineAt(lines - 1).height():
                break
        else:
            return self.visible
        line = piece.layout.lineAt(0)
        for i in range(1, lines):
            following = piece.layout.lineAt(i)
            if following.y() + piece.y > y:
                break
            line = following
        unit = line.xToCursor(x)
        while not piece.layout.isValidCursorPosition(unit) and unit > 0:
            unit -= 1
        return piece.start + piece.char_at_unit(unit)

    def over_text(self, x: float, y: float) -> bool:
        """Whether a point of the body is on a line's text, not beside it."""
        for piece in self.pieces:
            for i in range(piece.layout.lineCount()):
                line = piece.layout.lineAt(i)
                if line.y() <= y - piece.y < line.y() + line.height():
                    rect = line.naturalTextRect()
                    return rect.left() <= x <= rect.right()
        return False

    def link_at(self, x: float, y: float) -> str:
        """The address of the link at a point of the body, or ""."""
        if not self.shown.links or not self.over_text(x, y):
            return ""
        for start, end, url in self.shown.links:
            if any(rect.contains(int(x), int(y)) for rect in self.char_rects(start, end)):
                return url
        return ""

    def char_rects(self, start: int, end: int) -> list[QRect]:
        """Where characters are, one rectangle for each line, from the top left of the body."""
        found = []
        for piece in self.pieces:
            first, last = max(start, piece.start), min(end, piece.start + piece.length)
            if first >= last:
                continue
            low, high = piece.units.unit_of_char(first - piece.start), piece.units.unit_of_char(last - piece.start)
            for i in range(piece.layout.lineCount()):
                line = piece.layout.lineAt(i)
                one, other = max(low, line.textStart()), min(high, line.textStart() + line.textLength())
                if one < other:
                    ends = sorted((cursor_x(line.cursorToX(one)), cursor_x(line.cursorToX(other))))
                    top = piece.y + int(line.y())
                    found.append(QRect(int(ends[0]), top, math.ceil(ends[1] - ends[0]), math.ceil(line.height())))
        return found

    def line_at(self, y: int) -> tuple[int, int]:
        """(first character of the line at a row of the body, rows of that line above it)."""
        for piece in reversed(self.pieces):
            for i in range(piece.layout.lineCount() - 1, -1, -1):
                line = piece.layout.lineAt(i)
                if piece.y + line.y() <= y:
                    return piece.start + piece.char_at_unit(line.textStart()), y - piece.y - int(line.y())
        return 0, y

    def y_of(self, char: int) -> int:
        """The upper edge of the line that holds a character, from the top of the body."""
        for piece in self.pieces:
            if piece.start <= char < piece.start + piece.length:
                line = piece.layout.lineForTextPosition(piece.units.unit_of_char(char - piece.start))
                return piece.y + int(line.y())
        return 0


def cursor_x(answer: object) -> float:
    """QTextLine.cursorToX answers with a number or with (number, position), by the version of the binding."""
    value = answer[0] if isinstance(answer, tuple) else answer
    return float(value) if isinstance(value, int | float) else 0.0
