"""Fan-out: a line for many Seats is encoded once for each view, and joined once for each broadcast.

A CoalescingBroadcast collects the lines for a channel until a member gets anything else. While the broadcast is open,
the lines wait; `close` appends one shared bytes object to the outbox of each member. A Seat is in at most one open
broadcast, and any other output to the Seat flushes the broadcast first, so each Seat sees exactly the hub's order.

Cost: one encoding for each message and view, one append for each member and broadcast.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from desktop_chat.hub.limits import clip_bytes
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.live.view_bits import ACCOUNT, OPER, SHARED, TAGS, TIME
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.irc.capabilities import TAG_ACCOUNT, TAG_BOT, TAG_MSGID, TAG_OPER, TAG_TIME
from desktop_chat.net.outbox import OutboxPiece
from desktop_chat.storage.msgid import msgid_of

BODY_LIMIT = 512
"""Bytes of a line without its tags, CR LF included."""
_NOTHING: dict[int, bytes] = {}
_TIME = f"{TAG_TIME}="
_ACCOUNT = f"{TAG_ACCOUNT}="
_MSGID = f"{TAG_MSGID}="


def encode_line(line: str) -> bytes:
    """Return the line as bytes, cut to the limit. Neither the input nor our own texts contain CR, LF or NUL."""
    data = line.encode("utf-8", "replace")
    if len(data) > BODY_LIMIT - 2:
        data = clip_bytes(line, BODY_LIMIT - 2).encode("utf-8", "replace")
    return data + b"\r\n"


class Statement:
    """A line for several Seats, encoded at most once for each view."""

    __slots__ = ("_lines", "_relevant_bits", "account", "line", "operator", "other", "place", "switch", "tags", "time")

    def __init__(
        self,
        line: str,
        time: str,
        *,
        tags: str = "",
        place: tuple[int, int] | None = None,
        switch: int = 0,
        other: str = "",
        account: str = "",
    ) -> None:
        """`line` has neither tags nor an end; `time` is the text of a server-time tag; `account` is the author's.

        `place` (room, sequence) becomes the msgid, and `tags` are escaped: both for clients with message-tags. Views
        with the bit `switch` get `other` instead of `line`; an empty text is not sent.
        """
        self.line = line
        self.time = time
        self.tags = tags
        self.place = place
        self.switch = switch
        self.other = other
        self.account = account
        self.operator = False
        self._relevant_bits = TIME | TAGS | switch | (ACCOUNT if account else 0)
        self._lines: dict[int, bytes] = {}

    def mark_author(self, author: User) -> None:
        """Add tags for a server operator or a bot. Call before the first `encode_for`.

        Spec: https://ircv3.net/specs/extensions/oper-tag
        Spec: https://ircv3.net/specs/extensions/bot-mode
        """
        if author.operator:
            self.operator = True
            self._relevant_bits |= OPER
        if "B" in author.modes:
            self.tags = f"{TAG_BOT};{self.tags}" if self.tags else TAG_BOT

    def encode_for(self, view: int) -> bytes:
        """Return the whole line for a view; b"" for no line."""
        view &= self._relevant_bits
        data = self._lines.get(view)
        if data is None:
            body = self.body(view)
            tags = self.tag_text(view)
            data = self._lines[view] = b"@%b %b" % (tags.encode(), body) if tags and body else body
        return data

    def body(self, view: int) -> bytes:
        """Return the line without tags."""
        line = self.other if view & self.switch else self.line
        return encode_line(line) if line else b""

    def tag_text(self, view: int, *, with_msgid: bool = True) -> str:
        """Return the tags for a view, without the `@`."""
        parts = [_TIME + self.time] if view & TIME else []
        if view & ACCOUNT and self.account:
            parts.append(_ACCOUNT + self.account)
        if view & OPER and self.operator:
            parts.append(TAG_OPER)
        if view & TAGS:
            if with_msgid and self.place is not None:
                parts.append(_MSGID + msgid_of(*self.place))
            if self.tags:
                parts.append(self.tags)
        return ";".join(parts)


class Encodable(Protocol):
    """A Statement or BulkStatement: bytes for each view."""

    def encode_for(self, view: int) -> bytes:
        """Return the bytes for a view; b"" for no bytes."""


class CoalescingBroadcast:
    """Lines for a channel, sent together. `Channel.broadcast` makes the object."""

    __slots__ = ("_commit", "_own", "_since", "_statements", "_touched", "_views", "open")

    def __init__(self, members: Mapping[int, Sequence[Seat]], touched: WakeList) -> None:
        """`members`: the Seats by view. Later members are added by `add_members`."""
        self._views = members
        self._touched = touched
        self._statements: list[Encodable] = []
        self._own: dict[Seat, dict[int, bytes]] = {}
        self._since: dict[Seat, int] = {}
        """For each Seat that differs from the others: the number of statements before it came, or that it was sent
        already.
        """
        self._commit = 0
        self.open = True
        for seats in members.values():
            self._bind(seats)

    def _bind(self, seats: Iterable[Seat]) -> None:
        for seat in seats:
            if seat.run is not None:
                seat.run.close()
            seat.run = self

    def add_members(self, seats: Iterable[Seat]) -> None:
        """Add members who get only later statements. All Seats are of this process."""
        for seat in seats:
            self._since[seat] = len(self._statements)
        self._bind(seats)

    def add_statement(self, statement: Encodable, commit: int) -> None:
        """Queue a statement for all members. The bytes leave once `commit` is on disk."""
        self._statements.append(statement)
        if commit > self._commit:
            self._commit = commit

    def override_for(self, seat: Seat, data: bytes) -> None:
        """Send `data` (may be b"") to a member in place of the newest statement. No effect for other Seats."""
        own = self._own.get(seat)
        if own is None:
            own = self._own[seat] = {}
        own[len(self._statements) - 1] = data

    def flush_to(self, seat: Seat) -> None:
        """Send the statements so far to a member, before other output."""
        since = self._since.get(seat, 0)
        if self.open and since < len(self._statements):
            view = seat.view_bits & SHARED
            if self._hand_out(seat, [statement.encode_for(view) for statement in self._statements[since:]], since):
                self._touched.add_seat(seat)
            self._since[seat] = len(self._statements)

    def close(self) -> None:
        """Send the statements to all members. Idempotent."""
        if not self.open:
            return
        self.open = False
        since = self._since
        apart = {*self._own, *since}
        for view, seats in self._views.items():
            lines = [statement.encode_for(view) for statement in self._statements]
            piece = OutboxPiece(b"".join(lines), self._commit)
            if piece.data:
                self._touched.add_seats(seats, self._commit)
            for seat in seats:
                seat.run = None
                if seat in apart:
                    first = since.get(seat, 0)
                    if self._hand_out(seat, lines[first:], first) and not piece.data:
                        self._touched.add_seat(seat)
                elif piece.data:
                    seat.outbox.append_shared(piece)

    def _hand_out(self, seat: Seat, lines: list[bytes], first: int) -> bool:
        """Send lines to a Seat, with its own bytes in place of some. Return False if there are no bytes."""
        for index, data in self._own.get(seat, _NOTHING).items():
            if index >= first:
                lines[index - first] = data
        data = b"".join(lines)
        if data:
            seat.outbox.append(data, self._commit)
        return bool(data)


def group_by_view(seats: Sequence[Seat]) -> dict[int, list[Seat]]:
    """Return the Seats of this process by the SHARED part of the view."""
    groups: dict[int, list[Seat]] = {}
    for seat in seats:
        if seat.here:
            groups.setdefault(seat.view_bits & SHARED, []).append(seat)
    return groups
