"""A text of several lines as one string, and its lines as the wire has them. Pure.

Between two lines stands LF; where a long line was only cut for the wire stands CR. Neither can be in a line, so nothing
is lost: the lines come back as their author cut them. https://ircv3.net/specs/extensions/multiline
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

CONCAT = "draft/multiline-concat"
"""The tag of a line that goes on where the one before it was cut."""
_JOINT = re.compile("([\r\n])")


class Line(NamedTuple):
    """One line of several. `goes_on`: nothing stands between it and the one before."""

    text: str
    goes_on: bool = False


def compose(lines: Iterable[Line]) -> str:
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


def plain(text: str) -> str:
    """What a person reads: the cuts undone, the line breaks kept."""
    return text.replace("\r", "")
