"""A text of several lines as one string, and its lines as the wire has them. Pure.

Between two lines stands LF; where a long line was only cut for the wire stands CR. Neither can be in a line, so nothing
is lost: the lines come back as their author cut them. https://ircv3.net/specs/extensions/multiline
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from desktop_chat.irc.splitting import cut_text
from desktop_chat.value_class import value

CONCAT = "draft/multiline-concat"
"""The tag of a line that goes on where the one before it was cut."""
_JOINT = re.compile("([\r\n])")


class Line(NamedTuple):
    """One line of several. `goes_on`: nothing stands between it and the one before."""

    text: str
    goes_on: bool = False


def join_lines(lines: Iterable[Line]) -> str:
    """The lines as one string."""
    parts: list[str] = []
    for line in lines:
        parts += ["\r" if line.goes_on else "\n", line.text]
    return "".join(parts[1:])


def lines_of(text: str) -> list[Line]:
    """The lines of a string that `compose` made, one at least."""
    first, *rest = _JOINT.split(text)
    return [Line(first), *(Line(line, joint == "\r") for joint, line in zip(rest[::2], rest[1::2], strict=True))]


def is_several(text: str) -> bool:
    """Whether it is more than one line."""
    return "\n" in text or "\r" in text


def undo_cuts(text: str) -> str:
    """What a person reads: the cuts undone, the line breaks kept."""
    return text.replace("\r", "")


@value
class Limits:
    """What one batch may hold: `max_bytes` and `max_lines` are the server's, `line_bytes` (4 at least) what one line
    has room for."""

    max_bytes: int
    max_lines: int
    line_bytes: int


def limits_of(announced: str, line_bytes: int) -> Limits | None:
    """The limits in the capability's value (`max-bytes=4096,max-lines=24`); None where it names no bytes, which is
    against the specification. Without `max-lines` there may be as many lines as bytes."""
    numbers: dict[str, int] = {}
    for word in announced.split(","):
        name, _, digits = word.partition("=")
        if digits.isascii() and digits.isdigit() and len(digits) < 10:
            numbers[name] = int(digits)
    most = numbers.get("max-bytes", 0)
    return Limits(most, numbers.get("max-lines", most), min(line_bytes, most)) if most >= 4 else None


def cut_lines(text: str, line_bytes: int) -> list[Line]:
    """The lines of a text (LF between them) as they fit on the wire: what is longer than `line_bytes` goes on."""
    return [
        Line(piece, index > 0) for line in text.split("\n") for index, piece in enumerate(cut_text(line, line_bytes))
    ]


def split_into_batches(text: str, limits: Limits) -> list[str]:
    """The text (LF between its lines) in as few parts as fit into one batch each; blank lines at their ends are left
    out, and so are blank parts."""
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
    """Without the blank lines at both ends; what a line begins with stays."""
    lines = text.split("\n")
    said = [number for number, line in enumerate(lines) if line.strip()]
    return "\n".join(lines[said[0] : said[-1] + 1])
