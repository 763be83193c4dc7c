"""MessageBuilder: splits a text into own Entries, and builds the Messages of an Entry. Pure.

A text of several lines is one Entry if the server knows multiline (https://ircv3.net/specs/extensions/multiline), else
each line is an Entry, without the fences of code.
"""

from __future__ import annotations

from desktop_chat.client import wire_encoding
from desktop_chat.client.entry import Entry, EntryKind
from desktop_chat.client.events import Phase
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.message import Message
from desktop_chat.irc.multiline import CONCAT, Limits, cut_lines, is_several, limits_of, split_into_batches
from desktop_chat.irc.splitting import split_text
from desktop_chat.irc.text_blocks import without_fences

CORRECTING = (c.EDIT, c.ECHO_MESSAGE, c.LABELED_RESPONSE)
"""Capabilities without which nothing can be edited."""
LABEL = "own-"
"""Begins the label of an own Entry; the Entry's id follows."""
_MIN_LINE_BYTES = 64
_NEVER_SENT = str.maketrans({"\0": None, "\x01": None})


class MessageBuilder:
    """Splits texts and builds lines by what the server takes: bytes of a line, lines of a message."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._last_offer = ""
        """The value of the multiline capability in the last connection."""

    def end_connection(self) -> None:
        """Keep the server's limits for texts that are written before the next connection."""
        if self._state.phase is Phase.ONLINE:
            self._last_offer = self._multiline_offer

    def split_text(self, room: RoomState, text: str, kind: EntryKind = EntryKind.MESSAGE) -> list[str]:
        """Return the texts of the Entries that `text` becomes in this room."""
        text = text.encode("utf-8", "replace").decode().translate(_NEVER_SENT)  # no line can carry half a surrogate
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        limits = self._multiline_limits(room, kind, text)
        if limits is not None:
            return split_into_batches(text, limits)
        line_bytes, text = self._line_bytes(room, kind, text), without_fences(text)
        return [piece for line in text.split("\n") if line.strip() for piece in split_text(line, line_bytes)]

    def can_send_whole(self, room: RoomState, entry: Entry) -> bool:
        """Return True if the server takes the Entry as one message: a single line, or multiline if the server can."""
        return not is_several(entry.text) or self._multiline_limits(room, entry.kind, entry.text) is not None

    def build_messages(self, room: RoomState, entry: Entry, *, resent: bool) -> list[Message]:
        """Return the Messages that send the Entry: one, or a multiline batch.

        `resent`: the Entry may have reached the server before.
        """
        tags, target = self._entry_tags(entry, resent=resent), entry.target or room.name
        command = "NOTICE" if entry.kind is EntryKind.NOTICE else "PRIVMSG"
        lines = cut_lines(entry.text, self._line_bytes(room, entry.kind, entry.text))
        if len(lines) == 1 or self._multiline_limits(room, entry.kind, entry.text) is None:
            text = f"\x01ACTION {entry.text}\x01" if entry.kind is EntryKind.ACTION else entry.text
            return [Message(command, (target, text), "", tags)]
        reference = f"said{entry.id}"
        inner = {c.TAG_BATCH: reference}
        messages = [Message("BATCH", (f"+{reference}", c.MULTILINE, target), "", tags)]
        for line in lines:
            inner_tags = {**inner, CONCAT: ""} if line.goes_on else inner
            messages.append(Message(command, (target, line.text), "", inner_tags))
        return [*messages, Message("BATCH", (f"-{reference}",))]

    def _entry_tags(self, entry: Entry, *, resent: bool) -> dict[str, str]:
        """Return the tags of the message, or of the BATCH line if the message is multiline."""
        state = self._state
        tags: dict[str, str] = {}
        if state.has_capabilities(c.LABELED_RESPONSE, c.ECHO_MESSAGE):
            tags[c.TAG_LABEL] = f"{LABEL}{entry.id}"
        if entry.is_edit_pending:
            tags[c.TAG_EDIT] = entry.msgid
        elif state.has_capabilities(c.MESSAGE_TAGS):
            if entry.reply_to_msgid:
                tags[c.TAG_REPLY] = entry.reply_to_msgid
            if c.TAG_FILE in entry.tags:
                tags[c.TAG_FILE] = entry.tags[c.TAG_FILE]
        if state.has_capabilities(c.MESSAGE_TAGS, c.RESEND) and entry.resend:
            tags[c.TAG_RESEND] = entry.resend
            if resent:
                tags[c.RESEND] = ""
        return tags

    def _multiline_limits(self, room: RoomState, kind: EntryKind, text: str) -> Limits | None:
        """Return the limits of a multiline message, or None if the server takes single lines only. Without a
        connection the last limits count."""
        offer = self._multiline_offer if self._state.phase is Phase.ONLINE else self._last_offer
        return None if kind is EntryKind.ACTION else limits_of(offer, self._line_bytes(room, kind, text))

    @property
    def _multiline_offer(self) -> str:
        """The value of the server's multiline capability, "" without one."""
        able = self._state.has_capabilities(c.MULTILINE, c.BATCH, c.MESSAGE_TAGS)
        return self._state.available.get(c.MULTILINE, "") if able else ""

    def _line_bytes(self, room: RoomState, kind: EntryKind, text: str) -> int:
        """Return the bytes of UTF-8 in a line of `text` that the server need not cut when it puts our name in front."""
        frame = f"PRIVMSG {room.name} :\r\n" + ("\x01ACTION \x01" if kind is EntryKind.ACTION else "")
        frame_bytes = len(frame.encode("utf-8", "replace"))
        left = max(_MIN_LINE_BYTES, self._state.support.max_line_bytes - frame_bytes - self._state.prefix_bytes)
        encoding = self._state.encoding
        return left if encoding == "utf-8" else wire_encoding.safe_length(text, left, encoding)
