"""Bytes to Messages: cuts the bytes of one connection into lines and parses the lines. Pure; one owner, no lock.

The Messages do not depend on how the network cut the bytes.

Spec: https://modern.ircdocs.horse/#message-format, https://ircv3.net/specs/extensions/message-tags#size-limit
"""

from __future__ import annotations

from desktop_chat.irc.message import Message, ProtocolError, parse_line

SERVER_BODY_LIMIT = 512
SERVER_TAGS_LIMIT = 4096
"""Bytes of tags that a client may send: `@`, 4,094 bytes and a space."""
CLIENT_BODY_LIMIT = 16384
CLIENT_TAGS_LIMIT = 16384
"""Bytes of tags that a client accepts. Some networks send more than the specification allows; nothing speaks against
it."""

_CUT_BYTES = 400
"""Bytes from which on an ASCII line that ends in half a character counts as cut by a server. A shorter line counts as
written by an old client."""


class LineStream:
    """The incoming half of one connection.

    CR and LF each end a line, and empty lines are ignored, as in most servers: UnrealIRCd ends some lines by CR CR LF.
    `body_limit` counts the bytes of a line without its tags, with CR LF (a single CR or LF counts as both);
    `tags_limit` counts the bytes of the tags, with the `@` and the space.

    A line over a limit becomes one ProtocolError (TAGS_TOO_LONG before TOO_LONG) as soon as the excess is certain, and
    its rest is dropped on arrival: the stream never holds more than both limits together.

    A line that is not UTF-8 becomes a ProtocolError (NOT_UTF8), unless `fallback` names an encoding to decode it with:
    a client shows the messages of old clients.
    """

    __slots__ = ("_body_limit", "_fallback", "_rest", "_short", "_skipping", "_tags_limit")

    def __init__(
        self, *, body_limit: int = SERVER_BODY_LIMIT, tags_limit: int = SERVER_TAGS_LIMIT, fallback: str = ""
    ) -> None:
        self._body_limit = body_limit
        self._tags_limit = tags_limit
        self._fallback = fallback
        self._short = min(body_limit - 2, tags_limit - 1)  # within both limits for any content
        self._rest = b""
        self._skipping = False

    @property
    def pending_bytes(self) -> int:
        """Number of bytes of the incomplete line."""
        return len(self._rest)

    @property
    def is_between_lines(self) -> bool:
        """True if the next byte begins a line."""
        return not (self._rest or self._skipping)

    def feed(self, data: bytes) -> list[Message | ProtocolError]:
        """Return the Messages and errors that `data` completes, in order. Raises nothing."""
        items: list[Message | ProtocolError] = []
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        rest = lines.pop()
        if lines:
            if self._skipping:
                self._skipping = False
                del lines[0]
            elif self._rest:
                lines[0] = self._rest + lines[0]
            self._rest = b""
            items = [item for line in lines if line and (item := self._parse_whole_line(line)) is not None]
        if not self._skipping:
            rest = self._rest + rest
            fault = self._length_fault(rest) if len(rest) > self._short else None
            if fault is None:
                self._rest = rest
            else:
                items.append(fault)
                self._rest = b""
                self._skipping = True
        return items

    def _parse_whole_line(self, line: bytes) -> Message | ProtocolError | None:
        """Return the Message or the error of one line without its end; None for an empty line."""
        if len(line) > self._short:
            fault = self._length_fault(line)
            if fault is not None:
                return fault
        try:
            text = line.decode()
        except UnicodeDecodeError:
            if not self._fallback:
                return ProtocolError("NOT_UTF8", "a line is not UTF-8", _command_of(line))
            text = self._decode_foreign(line)
        try:
            return parse_line(text)
        except ProtocolError as error:
            return error.with_traceback(None) if error.code != "EMPTY" else None

    def _decode_foreign(self, line: bytes) -> str:
        """Decode a line that is not UTF-8: without its last bytes if a server cut a character, else in the encoding of
        old clients."""
        try:
            return line.decode()
        except UnicodeDecodeError as error:
            whole = line[: error.start]
            ends_early = error.reason == "unexpected end of data"
            if ends_early and (len(line) >= _CUT_BYTES or not whole.isascii()):
                return whole.decode()
        return line.decode(self._fallback, "replace")

    def _length_fault(self, line: bytes) -> ProtocolError | None:
        """Return why `line` (without its end, perhaps incomplete) is too long, or "".

        Further bytes never change the answer, so the answer does not depend on how the network cut the bytes.
        """
        start = 0
        if line.startswith(b"@"):
            start = line.find(b" ", 0, self._tags_limit) + 1
            if not start:
                if len(line) < self._tags_limit:
                    return None
                return ProtocolError("TAGS_TOO_LONG", f"the tags of a line are longer than {self._tags_limit} bytes")
        if len(line) - start > self._body_limit - 2:
            return ProtocolError("TOO_LONG", f"a line is longer than {self._body_limit} bytes")
        return None


def _command_of(line: bytes) -> str:
    """Return the command of a line that cannot be decoded, or ""."""
    words = line.split(maxsplit=3)
    first = next((word for word in words if word[:1] not in (b"@", b":")), b"")
    return first.decode().upper() if first.isalnum() and first.isascii() else ""
