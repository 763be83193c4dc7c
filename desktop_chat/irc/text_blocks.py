"""Blocks of a text of several lines: paragraphs, quotes and code. Pure.

A quote is a line that begins with `> `, as in mail. A code block is between two lines of three backticks, of which the
first may name the language, or is two or more lines in monospace: programs without fences and monospace still show the
lines of the code.
"""

from __future__ import annotations

from enum import Enum, auto

from desktop_chat.irc.formatting import MONOSPACE, strip_formatting
from desktop_chat.late_pattern import late_pattern
from desktop_chat.value_class import value

FENCE = "```"
PLAIN_JOINT = "\x02\x02"
"""Bold on and off, which shows nothing. In front of a line it says that the line begins neither a quote nor code."""
BLOCKS_MAX = 60
"""Further lines of a text are one block; each block costs a window time."""
_OPENING = late_pattern(r"```([\w+#.-]{0,32})[ \t]*")
_MONOSPACE = late_pattern("\x11([^\x11\x0f\n]+)\x11?")
_QUOTE = late_pattern(r"((?:> ){1,4})(.*)")
_LAST_FENCE = late_pattern("\x11?```\x11?[ \t]*")


class BlockKind(Enum):
    TEXT = auto()
    QUOTE = auto()
    CODE = auto()


@value
class Block:
    """Consecutive lines of the same kind. The text of code has no formatting codes; a quote has no `> `."""

    kind: BlockKind
    text: str
    language: str = ""
    depth: int = 0
    """How often a quote is quoted, 1 to 4; 0 for other blocks."""


def split_blocks(text: str) -> list[Block]:
    """Return the blocks of a text, at least one. The work grows with the length of the text only."""
    if "\n" not in text and not text.startswith(">"):
        return [Block(BlockKind.TEXT, text)]
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if _LAST_FENCE.fullmatch(line)]
    fences.reverse()
    made: list[Block] = []
    pending: list[str] = []
    at = 0
    while at < len(lines) and len(made) < BLOCKS_MAX:
        while fences and fences[-1] <= at:
            fences.pop()
        found = _code_at(lines, at, fences[-1] if fences else -1) or _quote_at(lines, at)
        if found is None:
            pending.append(lines[at])
            at += 1
            continue
        block, at = found
        if pending:
            made.append(Block(BlockKind.TEXT, "\n".join(pending)))
            pending = []
        made.append(block)
    pending += lines[at:]
    if pending:
        made.append(Block(BlockKind.TEXT, "\n".join(pending)))
    return made


def _code_at(lines: list[str], at: int, fence: int) -> tuple[Block, int] | None:
    """Return the code block that begins at a line, and the number of the following line. `fence`: the next closing
    fence, or -1."""
    opening = _OPENING.fullmatch(lines[at])
    if opening is not None and fence > at + 1:
        code = [strip_formatting(line) for line in lines[at + 1 : fence]]
        if any(line.strip() for line in code):
            return Block(BlockKind.CODE, "\n".join(code), opening[1]), fence + 1
    first = at + 1 if opening is not None else at  # the closing fence of a long block is in another message
    end, count = first, 0
    while end < len(lines) and (_MONOSPACE.fullmatch(lines[end]) or (count and not lines[end].strip())):
        count += bool(lines[end].strip())
        end += 1
    closed = end < len(lines) and _LAST_FENCE.fullmatch(lines[end]) is not None
    if not count or (count == 1 and opening is None and not closed):
        return None
    code = [strip_formatting(line) for line in lines[first:end]]
    while not code[-1].strip():
        code.pop()
    language = opening[1] if opening is not None else ""
    following = end + 1 if closed else first + len(code)
    return Block(BlockKind.CODE, "\n".join(code), language), following


def _quote_at(lines: list[str], at: int) -> tuple[Block, int] | None:
    first = _quoted_line(lines[at])
    if first is None:
        return None
    depth, texts, end = first[0], [first[1]], at + 1
    while end < len(lines) and (following := _quoted_line(lines[end])) is not None and following[0] == depth:
        texts.append(following[1])
        end += 1
    return Block(BlockKind.QUOTE, "\n".join(texts), depth=depth), end


def _quoted_line(line: str) -> tuple[int, str] | None:
    """Return (depth, text) of a quoted line, None for other lines: `>>> ` is a prompt of Python."""
    if line == ">":
        return 1, ""
    found = _QUOTE.fullmatch(line)
    return (found[1].count(">"), found[2]) if found is not None else None


def without_fences(text: str) -> str:
    """Return the text without the fences of code blocks, for servers without messages of several lines."""
    if FENCE not in text:
        return text
    lines = text.split("\n")
    kept: list[str] = []
    opened = False
    for number, line in enumerate(lines):
        monospaced = lines[number + 1 : number + 2] and lines[number + 1].startswith(MONOSPACE)
        if opened and line == FENCE:
            opened = False
        elif not opened and monospaced and _OPENING.fullmatch(line):
            opened = True
        else:
            kept.append(line)
    return "\n".join(kept)
