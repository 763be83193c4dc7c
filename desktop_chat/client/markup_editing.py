"""Edits of a text by keys and buttons for markup: put signs around a selection, or take signs away. Pure.

Positions are code points.
"""

from __future__ import annotations

import re

from desktop_chat.irc.text_blocks import FENCE
from desktop_chat.value_class import value

BOLD, ITALIC, STRIKE, CODE, SPOILER = "**", "_", "~~", "`", "||"
_LINE_START = re.compile(r"(?:> )*\s*")
_MARK = "> "


@value
class TextChange:
    """Characters `start` to `end` become `text`; then `selection` (start, end) of the new text is selected."""

    start: int
    end: int
    text: str
    selection: tuple[int, int]


def toggle_sign(text: str, start: int, end: int, sign: str) -> TextChange:
    """Return the change from selected lines to lines within signs, or back. Without a selection the caret
    comes to stand between two signs."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if sign == ITALIC and start < end and (text[start - 1 : start].isalnum() or text[end : end + 1].isalnum()):
        sign = "*"  # `_` counts at the edges of words only
    length = len(sign)
    if _is_enclosed(text, start, end, sign):
        return TextChange(start - length, end + length, text[start:end], (start - length, end - length))
    selected = text[start:end]
    lines = selected.split("\n")
    if any(map(str.strip, lines)) and all(_has_signs(line, sign) for line in lines if line.strip()):
        bare = "\n".join(_without_signs(line, sign) for line in lines)
        return TextChange(start, end, bare, (start, start + len(bare)))
    if len(lines) == 1:
        return TextChange(start, end, sign + selected + sign, (start + length, end + length))
    made = "\n".join(_with_signs(line, sign) for line in lines)
    return TextChange(start, end, made, (start, start + len(made)))


def _is_enclosed(text: str, start: int, end: int, sign: str) -> bool:
    """Return whether exactly the given sign stands directly before and behind a part of a text."""
    length, char = len(sign), sign[0]
    before, after = text[max(0, start - length - 1) : start], text[end : end + length + 1]
    return (
        start >= length
        and before.endswith(sign)
        and after.startswith(sign)
        and (len(before) == length or before[0] != char)
        and (len(after) == length or after[-1] != char)
    )


def _has_signs(line: str, sign: str) -> bool:
    bare = line[_start_of(line) :].rstrip()
    return len(bare) > 2 * len(sign) and _is_enclosed(bare, len(sign), len(bare) - len(sign), sign)


def _without_signs(line: str, sign: str) -> str:
    at = _start_of(line)
    return line[:at] + line[at:].rstrip()[len(sign) : -len(sign)] if line.strip() else line


def _with_signs(line: str, sign: str) -> str:
    at = _start_of(line)
    bare = line[at:].rstrip()
    return line[:at] + sign + bare + sign if bare else line


def _start_of(line: str) -> int:
    """Return the position behind the marks of quotes and the spaces at the beginning of a line."""
    found = _LINE_START.match(line)
    return found.end() if found is not None else 0


def toggle_quote(text: str, start: int, end: int) -> TextChange:
    """Return the change from the selected lines to a quote, or from a quote to ordinary lines."""
    start, end = _whole_lines(text, start, end)
    lines = text[start:end].split("\n")
    if all(line.startswith(_MARK) for line in lines):
        made = "\n".join(line.removeprefix(_MARK) for line in lines)
    else:
        made = "\n".join(_MARK + line for line in lines)
    return TextChange(start, end, made, (start + len(made), start + len(made)))


def toggle_code_block(text: str, start: int, end: int) -> TextChange:
    """Return the change from the selected lines to a code block, or from a code block to ordinary lines."""
    start, end = _whole_lines(text, start, end)
    lines = text[start:end].split("\n")
    if len(lines) > 2 and lines[0].startswith(FENCE) and lines[-1].rstrip() == FENCE:
        made = "\n".join(lines[1:-1])
        return TextChange(start, end, made, (start, start + len(made)))
    made = "\n".join([FENCE, *lines, FENCE])
    first = start + len(FENCE) + 1
    caret = (first, first) if lines == [""] else (start, start + len(made))
    return TextChange(start, end, made, caret)


def _whole_lines(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and end of the lines of a selection."""
    stop = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, stop if stop >= 0 else len(text)
