"""The text of a QPlainTextEdit in code points, as Python counts; Qt counts in UTF-16 units. Thread: GUI."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

BREAKS = {ord(break_): "\n" for break_ in "\u2028\u2029\ufdd0\ufdd1"}
"""Qt's characters for the ends of lines and paragraphs."""


def exact_text(edit: QPlainTextEdit) -> str:
    """Return the exact text. `toPlainText` would replace no-break spaces by spaces."""
    return edit.document().toRawText().translate(BREAKS)


def caret_position(edit: QPlainTextEdit) -> int:
    """Return the caret's position."""
    units = exact_text(edit).encode("utf-16-le", "surrogatepass")[: 2 * edit.textCursor().position()]
    return len(units.decode("utf-16-le", "ignore"))


def place_in_field(edit: QPlainTextEdit, position: int) -> QRect:
    """Return where a caret before the character at `position` would stand, in the viewport's coordinates."""
    cursor = edit.textCursor()
    cursor.setPosition(utf16_length(exact_text(edit)[:position]))
    return edit.cursorRect(cursor)


def replace_range(edit: QPlainTextEdit, start: int, end: int, word: str, skipped: int = 0) -> None:
    """Replace the characters from `start` to `end`, and put the caret `skipped` characters behind the word."""
    text, cursor = exact_text(edit), edit.textCursor()
    first = utf16_length(text[:start])
    cursor.setPosition(first)
    cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(word)
    cursor.setPosition(first + utf16_length(word + text[end : end + skipped]))
    edit.setTextCursor(cursor)


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
