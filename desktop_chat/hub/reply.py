"""Reply: the answer to a command. Refusal: the exception for a refused command.

A Reply applies labels: a single line carries the label, several lines are wrapped in a batch, and an empty answer
becomes ACK.
Spec: https://ircv3.net/specs/extensions/labeled-response
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from desktop_chat.hub.live.fanout import BODY_LIMIT, Statement, encode_line
from desktop_chat.hub.live.multiline_statement import EditedStatement, MultilineStatement
from desktop_chat.hub.live.user import Seat
from desktop_chat.hub.live.view_bits import BATCH, SHARED, TEXT
from desktop_chat.irc.capabilities import LABELED_RESPONSE, TAG_TEXT
from desktop_chat.irc.line_packing import pack_words
from desktop_chat.irc.message import escape_tag, trailing_colon
from desktop_chat.texts import CodedText
from desktop_chat.texts.codes import encode_json

_AT = ord("@")
_WORDS_APART = 5
"""Parameters per line; even five of the longest fit into 512 bytes."""


class Refusal(Exception):
    """Refuses a command, by a numeric or FAIL. A handler raises Refusal before any change of state."""

    def __init__(self, command: str, *params: str) -> None:
        super().__init__(command, *params)
        self.command = command
        self.params = params


def fail(command: str, code: str, *context: str, text: str) -> Refusal:
    """Return the Refusal that answers a command with FAIL.

    Spec: https://ircv3.net/specs/extensions/standard-replies
    """
    return Refusal("FAIL", command, code, *context, text)


@dataclass(slots=True)
class _ReplyLine:
    """A line of an answer. `batch` is the reference of the surrounding batch, `opens` of a batch that begins here."""

    tags: str
    body: bytes
    batch: str = ""
    opens: str = ""

    def encode_with(self, extra: str = "") -> bytes:
        tags = ";".join(part for part in (self.batch and f"batch={self.batch}", extra, self.tags) if part)
        return b"@%b %b" % (tags.encode(), self.body) if tags else self.body


def middle_param(param: str) -> str:
    """Return a safe form of a parameter before the last; `*` for a text without a safe form."""
    if param and param[0] != ":" and " " not in param:
        return param
    word = param.strip().partition(" ")[0].lstrip(":")
    return word or "*"


def format_line(source: str, command: str, params: tuple[str, ...], *, text: bool = False) -> str:
    """Return the text of a line. Only the last parameter may have spaces.

    `text`: the last parameter is a text, and always gets a colon.
    """
    if not params:
        return f":{source} {command}"
    *head, last = params
    words = "".join(f" {middle_param(param)}" for param in head)
    return f":{source} {command}{words} {':' if text else trailing_colon(command, params)}{last}"


def format_text_tag(text: str) -> str:
    """Return the tag with the code and the arguments of a text, or "" for a text without a code.

    Spec: docs/specifications/text.md
    """
    data = encode_json(text)
    return f"{TAG_TEXT}={escape_tag(data)}" if data else ""


class Reply:
    """The answer to a command. `flush` sends all lines at once.

    A command with a Job sets `deferred`; the end of the Job flushes the same Reply, so the label is kept.
    """

    __slots__ = (
        "_batch",
        "_lines",
        "_send",
        "_whole",
        "deferred",
        "label",
        "needs",
        "seat",
        "server",
        "voice",
    )

    def __init__(
        self,
        seat: Seat,
        label: str,
        server: str,
        send: Callable[[Seat, bytes, int], None],
    ) -> None:
        self.seat = seat
        self.label = label
        self.server = server
        self.needs = 0
        """The newest commit whose effect the answer shows. The answer is sent once that commit is durable."""
        self.deferred = False
        self.voice = ""
        """The source of a service that answers for the server, and refuses by NOTICE. "" for the server itself."""
        self._send = send
        self._lines: list[_ReplyLine] = []
        self._batch = ""
        self._whole = ""
        """The reference of the batch around all parts of a labeled answer that is sent in parts."""

    def numeric(self, numeric: str, *params: str, text: bool = False) -> None:
        """Add a numeric from the server to the Seat. `text` as in `format_line`."""
        self.add_line(self.server, numeric, self.seat.nick, *params, text=text)

    def numeric_list(self, numeric: str, *params: str, words: Iterable[str], separator: str = " ") -> None:
        """Add a numeric with words in the last parameter: as many lines as needed."""
        start = encode_line(format_line(self.server, numeric, (self.seat.nick, *params, "")))
        for line in pack_words(words, BODY_LIMIT - len(start), separator):
            self.numeric(numeric, *params, line)

    def words_apart(self, numeric: str, words: Iterable[str]) -> None:
        """Add a numeric with each word as a parameter: as many lines as needed."""
        listed = list(words)
        for first in range(0, len(listed), _WORDS_APART):
            self.numeric(numeric, *listed[first : first + _WORDS_APART])

    def add_line(self, source: str, command: str, *params: str, tags: str = "", text: bool = False) -> None:
        """Add any line. `tags` are escaped and without `@`; `text` as in `format_line`."""
        if self.seat.view_bits & TEXT and params and isinstance(params[-1], CodedText):
            tags = ";".join(filter(None, (tags, format_text_tag(params[-1]))))
        self._lines.append(_ReplyLine(tags, encode_line(format_line(source, command, params, text=text)), self._batch))

    def bid_farewell(self, reason: str) -> None:
        """Add ERROR, the last line of a connection. ERROR has no source."""
        tags = format_text_tag(reason) if self.seat.view_bits & TEXT else ""
        self._lines.append(_ReplyLine(tags, encode_line(f"ERROR :{reason}"), self._batch))

    def add_note(self, command: str, code: str, *context: str) -> None:
        """Add a NOTE. The last of `context` is the sentence.

        Spec: https://ircv3.net/specs/extensions/standard-replies
        """
        self.add_line(self.server, "NOTE", command, code, *context)

    def add_statement(self, statement: Statement) -> None:
        """Add a Statement, in the Seat's view."""
        view = self.seat.view_bits & SHARED
        if isinstance(statement, EditedStatement):
            statement = statement.seen_by(view)
        if isinstance(statement, MultilineStatement):
            self._lines += [
                _ReplyLine(part.tags, part.body, part.batch or self._batch, part.opens)
                for part in statement.parts_for(view)
            ]
            return
        body = statement.body(view)
        if body:
            self._lines.append(_ReplyLine(statement.tag_text(view), body, self._batch))

    def add_refusal(self, refusal: Refusal) -> None:
        if self.voice:
            self.add_line(self.voice, "NOTICE", self.seat.nick, refusal.params[-1])
        elif refusal.command.isdigit():
            self.numeric(refusal.command, *refusal.params)
        else:
            self.add_line(self.server, refusal.command, *refusal.params)

    def needs_commit(self, commit: int) -> None:
        self.needs = max(self.needs, commit)

    @contextmanager
    def open_batch(self, kind: str, *params: str) -> Iterator[None]:
        """Wrap the following lines in a batch, if the Seat knows batches."""
        if not self.seat.view_bits & BATCH:
            yield
            return
        outer, reference = self._batch, self.seat.next_batch_id()
        opening = encode_line(format_line(self.server, "BATCH", ("+" + reference, kind, *params)))
        self._lines.append(_ReplyLine("", opening, outer, opens=reference))
        self._batch = reference
        try:
            yield
        finally:
            self._batch = outer
            self._lines.append(_ReplyLine("", encode_line(f":{self.server} BATCH -{reference}"), outer))

    def set_echo(self, statement: Statement | None) -> bytes:
        """Return the whole labeled answer: the echo `statement`, or ACK without an echo.

        The broadcast sends the bytes in place of the echo. The answer must be empty so far.
        """
        label, self.label = f"label={escape_tag(self.label)}".encode(), ""
        data = statement.encode_for(self.seat.view_bits) if statement is not None else b""
        if not data:
            return b"@%b :%b ACK\r\n" % (label, self.server.encode())
        return b"@%b;%b" % (label, data[1:]) if data[0] == _AT else b"@%b %b" % (label, data)

    def flush(self) -> None:
        """Send all lines so far at once. The label is used up."""
        if not (self._lines or self.label or self._whole):
            return
        data = self.encode_all()
        self._lines.clear()
        self.label = ""
        if data:
            self._send(self.seat, data, self.needs)

    def flush_part(self) -> None:
        """Send the lines so far; more will follow. All parts of a labeled answer are in one batch."""
        if not self._lines:
            return
        opening = []
        if self.label and not self._whole:
            self._whole = self.seat.next_batch_id()
            start = encode_line(f":{self.server} BATCH +{self._whole} {LABELED_RESPONSE}")
            opening = [_ReplyLine(f"label={escape_tag(self.label)}", start, opens=self._whole)]
            self.label = ""
        self._put_into_whole()
        data = b"".join([line.encode_with() for line in (*opening, *self._lines)])
        self._lines.clear()
        self._send(self.seat, data, self.needs)

    def _put_into_whole(self) -> None:
        for line in self._lines:
            line.batch = line.batch or self._whole

    def encode_all(self) -> bytes:
        """Return all lines as bytes, labeled."""
        lines = self._lines
        if self._whole:
            self._put_into_whole()
            lines.append(_ReplyLine("", encode_line(f":{self.server} BATCH -{self._whole}")))
            self._whole = ""
        if not self.label:
            return lines[0].encode_with() if len(lines) == 1 else b"".join([line.encode_with() for line in lines])
        label = f"label={escape_tag(self.label)}"
        if not lines:
            return b"@%b :%b ACK\r\n" % (label.encode(), self.server.encode())
        if len(lines) > 1 and not self._is_one_batch():
            self._wrap_in_batch()
        return lines[0].encode_with(label) + b"".join([line.encode_with() for line in lines[1:]])

    def _is_one_batch(self) -> bool:
        first = self._lines[0]
        return bool(first.opens) and all(line.batch for line in self._lines[1:-1])

    def _wrap_in_batch(self) -> None:
        reference = self.seat.next_batch_id()
        for line in self._lines:
            line.batch = line.batch or reference
        start = encode_line(f":{self.server} BATCH +{reference} {LABELED_RESPONSE}")
        self._lines.insert(0, _ReplyLine("", start, opens=reference))
        self._lines.append(_ReplyLine("", encode_line(f":{self.server} BATCH -{reference}")))
