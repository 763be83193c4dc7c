"""Deletion of expired Entries and of deleted rooms: finds the pieces, and hands them to the store thread.

Thread: search.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager

from desktop_chat.storage import retention
from desktop_chat.storage.retention import Chore

_DAY_MS = 86_400_000


class EntryDeletion:
    """Deletes Entries in pieces, so that commits of the chat never wait for long."""

    def __init__(
        self,
        lend: Callable[[], AbstractContextManager[sqlite3.Connection]],
        do: Callable[[Chore], bool],
        piece_deleted: Callable[[int, bool], None],
        is_closed: Callable[[], bool],
    ) -> None:
        """`lend` lends a connection that reads the database. `do` commits a Chore; False if that is impossible now.

        `piece_deleted` is called with the room, and whether events were deleted, after each piece.
        """
        self._lend = lend
        self._do = do
        self._piece_deleted = piece_deleted
        self._is_closed = is_closed

    def delete_expired(self, now: int, days: int) -> bool:
        """Delete messages and events that are older than `days` (0: none) or than the term of their room. `now`: Unix
        ms.

        Return whether Entries have a term at all.
        """
        with self._lend() as chat:
            kept = retention.find_kept_rooms(chat)
        for events in (False, True):
            if days:
                before = now - days * _DAY_MS
                with self._lend() as chat:
                    rooms = retention.find_expired_rooms(chat, before, events=events)
                for room in rooms:
                    self._delete_pieces(room, before, events=events)
            for room, own in kept.items():
                self._delete_pieces(room, now - own * _DAY_MS, events=events)
        return bool(days or kept)

    def delete_rooms(self) -> bool:
        """Delete the Entries of deleted rooms, then the records of these rooms. Return False if some are left."""
        with self._lend() as chat:
            rooms = retention.find_deleted_rooms(chat)
        done = [self._delete_room(room) for room in rooms]
        return all(done)

    def _delete_room(self, room: int) -> bool:
        forever = retention.FOR_EVER
        gone = self._delete_pieces(room, forever, events=False) and self._delete_pieces(room, forever, events=True)
        return gone and self._do(retention.DropRoomChore(room))

    def _delete_pieces(self, room: int, before: int, *, events: bool) -> bool:
        """Delete the messages (or events) of a room before a time (ms). Return False if some are left."""
        while not self._is_closed():
            with self._lend() as chat:
                piece = retention.find_expired_piece(chat, room, before, events=events)
            if piece is None:
                return True
            if not self._do(piece):
                return False
            self._piece_deleted(room, events)
        return False
