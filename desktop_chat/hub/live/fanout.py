"""Fan-out: what many are shown is encoded once for each view and joined once for each run.

A *run* is everything said in one channel between two changes of anything else that its members see. While it is
open, its members' outboxes wait; closing it hands each member one shared bytes object. A Seat is in at most one
open run, and any other output to it closes that first: so each Seat sees exactly the hub's order.

Cost: one encoding a message and view, one append a member and run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from desktop_chat.hub.live.line_tags import bits_for_tags, format_tags
from desktop_chat.hub.live.user import Seat, User
from desktop_chat.hub.live.view_bits import SHARED, TAGS
from desktop_chat.hub.live.wake_list import WakeList
from desktop_chat.hub.settings import clip_bytes
from desktop_chat.irc.capabilities import TAG_BOT
from desktop_chat.net.outbox import OutboxPiece
from desktop_chat.storage.msgid import msgid_of

BODY_LIMIT = 512
"""Bytes in a line without its tags, CR LF included."""
_NOTHING: dict[int, bytes] = {}


def encode_line(line: str) -> bytes:
    """`line` on the wire, cut to the limit. It holds no CR, LF or NUL: what comes in has none, nor has what we add."""
    data = line.encode("utf-8", "replace")
    if len(data) > BODY_LIMIT - 2:
        data = clip_bytes(line, BODY_LIMIT - 2).encode("utf-8", "replace")
    return data + b"\r\n"


class Statement:
    """One line for many, encoded at most once for each view.

    `line` has neither tags nor end. `time` is the text of a server-time tag. Holders of message-tags also get a msgid
    when there is a `place` (room, sequence), and `tags` (already escaped). Views with the bit `switch` are shown
    `other` instead of `line`; an empty one is not shown at all. `account` is the author's, for account-tag.
    """

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
        self.line = line
        self.time = time
        self.tags = tags
        self.place = place
        self.switch = switch
        self.other = other
        self.account = account
        self.operator = False
        self._relevant_bits = switch | bits_for_tags(account)
        self._lines: dict[int, bytes] = {}

    def mark_author(self, author: User) -> None:
        """Say with tags what the author is, before it is shown to anybody: an operator of the server, a bot.
        https://ircv3.net/specs/extensions/oper-tag, https://ircv3.net/specs/extensions/bot-mode"""
        if author.operator:
            self.operator = True
            self._relevant_bits |= bits_for_tags(self.account, is_operator=True)
        if "B" in author.modes:
            self.tags = f"{TAG_BOT};{self.tags}" if self.tags else TAG_BOT

    def encode_for(self, view: int) -> bytes:
        """The whole line as this view is shown it; b"" for nothing."""
        view &= self._relevant_bits
        data = self._lines.get(view)
        if data is None:
            body = self.body(view)
            tags = self.tag_text(view)
            data = self._lines[view] = b"@%b %b" % (tags.encode(), body) if tags and body else body
        return data

    def body(self, view: int) -> bytes:
        """The line without tags."""
        line = self.other if view & self.switch else self.line
        return encode_line(line) if line else b""

    def tag_text(self, view: int) -> str:
        """The tags for this view, without the `@`."""
        msgid = msgid_of(*self.place) if self.place is not None and view & TAGS else None
        return format_tags(view, self.time, self.account, is_operator=self.operator, msgid=msgid, tags=self.tags)


class Encodable(Protocol):
    """What can be said in a Run."""

    def encode_for(self, view: int) -> bytes:
        """As this view is shown it; b"" for nothing."""


class CoalescingBroadcast:
    """What is being said in one channel. Made by `Channel.say` and closed by whoever needs its order."""

    __slots__ = ("_commit", "_own", "_since", "_statements", "_touched", "_views", "open")

    def __init__(self, members: Mapping[int, Sequence[Seat]], touched: WakeList) -> None:
        """`members`: the Seats by view. While the run is open others may be added, who are then `admitted`."""
        self._views = members
        self._touched = touched
        self._statements: list[Encodable] = []
        self._own: dict[Seat, dict[int, bytes]] = {}
        self._since: dict[Seat, int] = {}
        """How many statements came before a Seat, or have been handed out to it."""
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
        """These are members from now on."""
        for seat in seats:
            self._since[seat] = len(self._statements)
        self._bind(seats)

    def add_statement(self, statement: Encodable, commit: int) -> None:
        """Say `statement` to all members. It needs `commit` on disk before it leaves."""
        self._statements.append(statement)
        if commit > self._commit:
            self._commit = commit

    def override_for(self, seat: Seat, data: bytes) -> None:
        """Show `data` (b"" for nothing) to this one member in place of the newest statement.

        A person who is not in the room is in no run: there it does nothing."""
        own = self._own.get(seat)
        if own is None:
            own = self._own[seat] = {}
        own[len(self._statements) - 1] = data

    def flush_to(self, seat: Seat) -> None:
        """Hand out to this one member what was said so far: something else is about to be sent to it."""
        since = self._since.get(seat, 0)
        if self.open and since < len(self._statements):
            view = seat.view_bits & SHARED
            self._hand_out(seat, [statement.encode_for(view) for statement in self._statements[since:]], since)
            self._since[seat] = len(self._statements)

    def close(self) -> None:
        """Hand out what was said. Idempotent."""
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
                    self._hand_out(seat, lines[first:], first)
                elif piece.data:
                    seat.outbox.append_shared(piece)

    def _hand_out(self, seat: Seat, lines: list[bytes], first: int) -> None:
        for index, data in self._own.get(seat, _NOTHING).items():
            if index >= first:
                lines[index - first] = data
        data = b"".join(lines)
        if data:
            seat.outbox.append(data, self._commit)
            self._touched.add_seat(seat)


def group_by_view(seats: Sequence[Seat]) -> dict[int, list[Seat]]:
    """The Seats grouped by what of their view matters in a channel."""
    groups: dict[int, list[Seat]] = {}
    for seat in seats:
        groups.setdefault(seat.view_bits & SHARED, []).append(seat)
    return groups
