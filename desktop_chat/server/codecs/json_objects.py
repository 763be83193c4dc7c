"""JSON objects out of a stream of characters. Each character is looked at once, however the stream was cut."""

from __future__ import annotations

import json
import re
from enum import Enum, auto

DEEPEST = 32
"""Objects and lists inside each other, at most."""
_BLANKS = re.compile(r"[ \t\r\n]*")
_LETTERS = re.compile(r'[^"\\\x00-\x1f]*')
_SCALAR = re.compile(r"[-+.0-9A-Za-z]*")


class _Expected(Enum):
    """The next token allowed inside an object."""

    KEY_OR_END = auto()
    KEY = auto()
    COLON = auto()
    VALUE = auto()
    VALUE_OR_END = auto()
    NEXT = auto()
    """A comma or the end."""
    STRING = auto()
    ESCAPED = auto()
    SCALAR = auto()
    """More of a number or of true, false, null."""


class JsonObjectStream:
    """Finds JSON objects in a stream of characters. Other characters are dropped.

    A fault drops the object so far, and the search for the next object begins after the fault: no character is read
    twice.
    """

    def __init__(self, longest: int) -> None:
        """`longest`: the most characters of one object."""
        self._longest = longest
        self._parts: list[str] = []
        """The parts of the object from earlier calls."""
        self._size = 0
        self._open: list[str] = []
        """The brackets that are still open."""
        self._expected = _Expected.KEY_OR_END
        self._after_string = _Expected.COLON

    @property
    def pending_chars(self) -> int:
        """The characters held of an incomplete object."""
        return self._size

    def feed(self, text: str) -> list[dict[str, object]]:
        """Return the objects completed by `text`, in order."""
        values: list[dict[str, object]] = []
        at = begin = 0
        while at < len(text):
            if not self._open:
                at = begin = text.find("{", at)
                if at < 0:
                    return values
                self._open.append("{")
                self._expected = _Expected.KEY_OR_END
                at += 1
                continue
            at, sound = self._read_token(text, at)
            if not sound:
                self._drop_object()
            elif not self._open:
                whole = "".join((*self._parts, text[begin:at]))
                self._drop_object()
                values += self._parse_whole(whole)
        if self._open:
            self._parts.append(text[begin:])
            self._size += len(text) - begin
            if self._size > self._longest:
                self._drop_object()
        return values

    def _drop_object(self) -> None:
        self._parts.clear()
        self._open.clear()
        self._size = 0

    def _parse_whole(self, whole: str) -> list[dict[str, object]]:
        if len(whole) > self._longest:
            return []
        try:
            return [json.loads(whole)]
        except (ValueError, RecursionError):  # a number too long, or a wrong escape
            return []

    def _read_token(self, text: str, at: int) -> tuple[int, bool]:
        """Read one token or its beginning. Return where the next token begins, and False for a fault there."""
        expected = self._expected
        if expected is _Expected.STRING:
            return self._read_string(text, at)
        if expected is _Expected.ESCAPED:
            self._expected = _Expected.STRING
            return at + 1, True
        if expected is _Expected.SCALAR:
            at = _match_end(_SCALAR, text, at)
            if at < len(text):
                self._expected = _Expected.NEXT
            return at, True
        at = _match_end(_BLANKS, text, at)
        if at == len(text):
            return at, True
        return self._read_mark(text[at], at)

    def _read_string(self, text: str, at: int) -> tuple[int, bool]:
        at = _match_end(_LETTERS, text, at)
        if at == len(text):
            return at, True
        if text[at] == '"':
            self._expected = self._after_string
        elif text[at] == "\\":
            self._expected = _Expected.ESCAPED
        else:
            return at, False
        return at + 1, True

    def _read_mark(self, mark: str, at: int) -> tuple[int, bool]:
        expected = self._expected
        if mark == '"' and expected in (_Expected.KEY, _Expected.KEY_OR_END):
            self._after_string, self._expected = _Expected.COLON, _Expected.STRING
        elif mark == ":" and expected is _Expected.COLON:
            self._expected = _Expected.VALUE
        elif expected in (_Expected.VALUE, _Expected.VALUE_OR_END) and mark != "]":
            return self._begin_value(mark, at)
        elif mark == "," and expected is _Expected.NEXT:
            self._expected = _Expected.KEY if self._open[-1] == "{" else _Expected.VALUE
        elif not self._close_bracket(mark):
            return at, False
        return at + 1, True

    def _begin_value(self, mark: str, at: int) -> tuple[int, bool]:
        if mark == '"':
            self._after_string, self._expected = _Expected.NEXT, _Expected.STRING
        elif mark in "{[":
            if len(self._open) >= DEEPEST:
                return at, False
            self._open.append(mark)
            self._expected = _Expected.KEY_OR_END if mark == "{" else _Expected.VALUE_OR_END
        elif _SCALAR.fullmatch(mark):
            self._expected = _Expected.SCALAR
        else:
            return at, False
        return at + 1, True

    def _close_bracket(self, mark: str) -> bool:
        """Close the innermost bracket. Return False if `mark` is no closing bracket, or is not allowed here."""
        ends = (_Expected.NEXT, _Expected.KEY_OR_END if mark == "}" else _Expected.VALUE_OR_END)
        if self._expected not in ends or self._open[-1] + mark not in ("{}", "[]"):
            return False
        self._open.pop()
        self._expected = _Expected.NEXT
        return True


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return the end of the match of `pattern` at `at`."""
    match = pattern.match(text, at)
    return match.end() if match is not None else at
