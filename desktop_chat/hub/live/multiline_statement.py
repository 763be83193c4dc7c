"""MultilineStatement: a message of several lines, for several Seats.

Clients with the multiline capability get a batch; other clients get single lines, without blank lines.
Spec: https://ircv3.net/specs/extensions/multiline
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from desktop_chat.hub.live.fanout import Statement, encode_line
from desktop_chat.hub.live.view_bits import EDIT, MULTILINE
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.multiline import CONCAT, Line


class MultilinePart(NamedTuple):
    """A line: tags, body, the surrounding batch, and a batch that begins here."""

    tags: str
    body: bytes
    batch: str = ""
    opens: str = ""

    def encode_line(self) -> bytes:
        inside = f"{c.TAG_BATCH}={self.batch}" if self.batch else ""
        tags = ";".join(part for part in (inside, self.tags) if part)
        return b"@%b %b" % (tags.encode(), self.body) if tags else self.body


class MultilineStatement(Statement):
    """A message of several lines."""

    __slots__ = ("_command", "_corrects", "_lines_said", "_reference", "_source", "_target")

    def __init__(
        self,
        source: str,
        command: str,
        target: str,
        lines: list[Line],
        time: str,
        *,
        place: tuple[int, int],
        tags: str = "",
        account: str = "",
        corrects: bool = False,
    ) -> None:
        """The sequence in `place` gives the reference of the batch. `corrects`: the message is an edit, which clients
        without the edit capability get with a `*` in front.
        """
        super().__init__("", time, tags=tags, place=place, account=account)
        self._source = source
        self._command = command
        self._target = target
        self._lines_said = lines
        self._reference = f"m{place[1]}"
        self._corrects = corrects
        self._relevant_bits |= MULTILINE | (EDIT if corrects else 0)

    def encode_for(self, view: int) -> bytes:
        """Return all lines for a view."""
        view &= self._relevant_bits
        data = self._lines.get(view)
        if data is None:
            data = self._lines[view] = b"".join([part.encode_line() for part in self.parts_for(view)])
        return data

    def parts_for(self, view: int) -> Iterator[MultilinePart]:
        """Yield the lines for a view; the first has all tags."""
        start = f":{self._source} {self._command} {self._target} :"
        lines = self._lines_said
        if self._corrects and not view & EDIT:
            lines = [Line(mark_as_edited(lines[0].text)), *lines[1:]]
        if not view & MULTILINE:
            yield from self._one_by_one(view, start, lines)
            return
        reference = self._reference
        opening = encode_line(f":{self._source} BATCH +{reference} {c.MULTILINE} {self._target}")
        yield MultilinePart(self.tag_text(view), opening, opens=reference)
        for line in lines:
            yield MultilinePart(CONCAT if line.goes_on else "", encode_line(start + line.text), reference)
        yield MultilinePart("", encode_line(f":{self._source} BATCH -{reference}"))

    def _one_by_one(self, view: int, start: str, lines: list[Line]) -> Iterator[MultilinePart]:
        tags = self.tag_text(view)
        for line in lines:
            if line.text:
                yield MultilinePart(tags, encode_line(start + line.text))
                tags = self.tag_text(view, with_msgid=False)


def mark_as_edited(text: str) -> str:
    """Return an edit for clients without the edit capability: `* new text`."""
    if text.startswith("\x01ACTION "):
        return f"\x01ACTION * {text[8:]}"
    return f"* {text}"


class EditedStatement(Statement):
    """An edited message: `now` for clients with the edit capability, `before` for the others."""

    __slots__ = ("_before", "_now")

    def __init__(self, now: Statement, before: Statement) -> None:
        super().__init__("", now.time, switch=EDIT | MULTILINE)
        self._now = now
        self._before = before

    def seen_by(self, view: int) -> Statement:
        """Return the Statement for a view."""
        return self._now if view & EDIT else self._before

    def encode_for(self, view: int) -> bytes:
        return self.seen_by(view).encode_for(view)

    def body(self, view: int) -> bytes:
        return self.seen_by(view).body(view)

    def tag_text(self, view: int, *, with_msgid: bool = True) -> str:
        return self.seen_by(view).tag_text(view, with_msgid=with_msgid)
