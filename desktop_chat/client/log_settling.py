"""LogSettling: keeps the memory of a long connection small. Pure; GUI thread.

A RoomLog has all entries of this run in memory, half a kilobyte each. Once the archive has stored the older ones, they
are read from the archive like those of earlier runs.
"""

from __future__ import annotations

from collections.abc import Callable

from desktop_chat.client.entry import Entry
from desktop_chat.client.room_log import RoomLog

KEPT = 2_048
"""The newest entries, which stay in memory."""
STEP = 2_048
"""Entries more than that before the older ones are left to the archive."""

Do = Callable[[], None]


class LogSettling:
    """Leaves the older entries of one room's log to the archive."""

    def __init__(self, log: RoomLog, count_between: Callable[[Entry, Entry], int]) -> None:
        """`count_between` returns how many entries of the room the archive has from the first one on, before the
        second one."""
        self._log = log
        self._count_between = count_between
        self._due = KEPT + STEP
        """The length of the log's tail at which to ask the archive."""
        self._is_asking = False

    def note_growth(self, flush: Callable[[Do], None]) -> None:
        """Note the growth of the log. `flush` calls its argument on this thread once all changes so far are stored."""
        if self._log.tail_length < self._due or self._is_asking:
            return
        self._is_asking = True
        replaced = self._log.replaced
        flush(lambda: self._settle(replaced))

    def _settle(self, replaced: int) -> None:
        """Leave entries to the archive, unless one was changed meanwhile, or the archive has others in their place:
        some kinds of entries are never stored."""
        self._is_asking = False
        found = self._log.settled_range(KEPT) if self._log.replaced == replaced else None
        if found is not None and self._count_between(found[1], found[2]) == found[0]:
            self._log.leave_to_archive(found[0])
        self._due = max(KEPT, self._log.tail_length) + STEP
