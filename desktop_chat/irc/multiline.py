"""Texts of several lines: one string in this program, several lines on the wire. Pure.

LF stands between two lines, and CR at the place where a long line was cut for the wire. Lines contain neither, so the
lines can be restored as their author cut them.

Spec: https://ircv3.net/specs/extensions/multiline
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from desktop_chat.irc.splitting import cut_text
from desktop_chat.value_class import value

CONCAT = "draft/multiline-concat"
"""Tag of a line that continues the line before it."""
_JOINT = re.compile("([\r\n])")


class Line(NamedTuple):
    """A line of a batch. `goes_on`: the line continues the previous line."""

    text: str
    goes_on: bool = False


def join_lines(lines: Iterable[Line]) -> str:
    """Return the lines as one string."""
    parts: list[str] = []
    for line in lines:
        parts += ["\r" if line.goes_on else "\n", line.text]
    return "".join(parts[1:])


def lines_of(text: str) -> list[Line]:
    """Return the lines of a string of `join_lines`, at least one."""
    first, *rest = _JOINT.split(text)
    return [Line(first), *(Line(line, joint == "\r") for joint, line in zip(rest[::2], rest[1::2], strict=True))]


def is_several(text: str) -> bool:
    """Return whether the text has more than one line."""
    return "\n" in text or "\r" in text


def undo_cuts(text: str) -> str:
    """Return the text that a person reads: without the cuts, with the line breaks."""
    return text.replace("\r", "")


@value
class Limits:
    """Limits of one batch. `max_bytes`, `max_lines`: announced by the server. `line_bytes`: room in one line, at least
    4."""

    max_bytes: int
    max_lines: int
    line_bytes: int


def limits_of(announced: str, line_bytes: int) -> Limits | None:
    """Return the limits in the value of the capability (`max-bytes=4096,max-lines=24`); None if max-bytes is missing.

    Without `max-lines`, a batch may have as many lines as bytes.
    """
    numbers: dict[str, int] = {}
    for word in announced.split(","):
        name, _, digits = word.partition("=")
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            numbers[name] = int(digits)
    most = numbers.get("max-bytes", 0)
    return Limits(most, numbers.get("max-lines", most), min(line_bytes, most)) if most >= 4 else None


def cut_lines(text: str, line_bytes: int) -> list[Line]:
    """Return the lines of a text as they fit on the wire. A line longer than `line_bytes` is cut."""
    return [
        Line(piece, index > 0) for line in text.split("\n") for index, piece in enumerate(cut_text(line, line_bytes))
    ]


def split_into_batches(text: str, limits: Limits) -> list[str]:
    """Return the text in as few parts as fit into one batch each, without blank parts and without blank lines at the
    ends of a part."""
    parts: list[list[Line]] = [[]]
    size = 0
    for line in cut_lines(text, limits.line_bytes):
        length = len(line.text.encode("utf-8", "replace"))
        joint = not line.goes_on
        if parts[-1] and (len(parts[-1]) >= limits.max_lines or size + joint + length > limits.max_bytes):
            parts.append([])
        size = size + joint + length if parts[-1] else length
        parts[-1].append(line)
    texts = (undo_cuts(join_lines(part)) for part in parts)
    return [_trim_blank_lines(text) for text in texts if text.strip()]


def _trim_blank_lines(text: str) -> str:
    """Return the text without the blank lines at both ends. Spaces at the beginning of a line stay."""
    lines = text.split("\n")
    said = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[said[0] : said[-1] + 1])
