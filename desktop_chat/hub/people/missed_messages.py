"""Direct messages from while a person was absent, for clients without CHATHISTORY."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_chat.hub.announce.render_entry import retell
from desktop_chat.hub.call import Call
from desktop_chat.hub.errands import walk_in_portions
from desktop_chat.hub.job import Job
from desktop_chat.hub.people.seat_sharing import resume_from_sequence
from desktop_chat.irc.capabilities import CHATHISTORY
from desktop_chat.net.outbox import OutboxPiece
from desktop_chat.storage.records import Entry, Room
from desktop_chat.storage.store_api import HistoryAnchor, HistoryQuery, HistorySlice, HistoryTarget, TargetsQuery

_ROOMS = 20
"""Conversations that are replayed, at most."""
_EVER = 1 << 60


def show_missed(call: Call, since: int) -> None:
    """Replay direct messages after the sequence `since`, in their place behind the greeting."""
    state, seat, user = call.state, call.seat, call.user
    most = state.settings.replay_on_join
    if most <= 0 or not user.identity or since >= state.last_sequence or state.store_error:
        return
    if CHATHISTORY not in seat.capabilities:
        _Missed(call, since, most, state.reserve_place(seat)).begin()


def welcome_back(call: Call) -> None:
    """Replay missed messages after a login of a registered Seat, behind the answer."""
    if call.seat.user is not None:
        since = resume_from_sequence(call.state, call.seat.user)
        call.reply.flush()
        show_missed(call, since)


class _Missed:
    """A chain of Jobs: find the rooms, then read each room. Messages after the beginning are left out."""

    def __init__(self, call: Call, since: int, most: int, place: OutboxPiece) -> None:
        self._call = call
        self._since = since
        self._most = most
        self._place = place
        self._upto = call.state.last_sequence
        self._identity = call.user.identity
        self._rooms: list[Room] = []
        self._entries: list[Entry] = []

    def begin(self) -> None:
        # Sequences start from the clock and grow more slowly, so this time is never too late.
        start = (self._since >> 10) - 1
        query = TargetsQuery(self._identity, (), start, _EVER, _ROOMS, self._upto)
        seat = self._call.seat
        self._call.state.queue_job(Job(seat=seat, query=query, then=self._found, failed=self._skip))

    def _found(self, targets: tuple[HistoryTarget, ...]) -> None:
        self._rooms = [target.room for target in targets]
        self._next()

    def _skip(self, _error: Exception) -> None:
        """Continue without the part that could not be read."""
        self._next()

    def _next(self) -> None:
        if not self._rooms:
            self._end()
            return
        room = self._rooms.pop()
        query = HistoryQuery(room.id, HistorySlice.LATEST, HistoryAnchor(sequence=self._since), self._most, self._upto)
        seat = self._call.seat
        self._call.state.queue_job(Job(seat=seat, query=query, then=self._read, failed=self._skip))

    def _read(self, entries: tuple[Entry, ...]) -> None:
        self._entries += [entry for entry in entries if entry.identity != self._identity]
        self._next()

    def _end(self) -> None:
        walk_in_portions(self._call.state, self._fill())

    def _fill(self) -> Iterator[None]:
        seat, state = self._call.seat, self._call.state
        reply = state.reply_to(seat)
        entries = sorted(self._entries, key=lambda entry: entry.sequence)[-self._most :]
        yield from retell(state, reply, (), entries)
        present = seat.user is not None and seat.user.identity == self._identity
        state.fill_place(seat, self._place, reply.encode_all() if present else b"")
