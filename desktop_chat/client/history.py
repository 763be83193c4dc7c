"""What was said while we were away, and before: pages of CHATHISTORY, and playback of those who push it.

https://ircv3.net/specs/extensions/chathistory. A gap is filled page by page from the newest thing known; scrolling up
asks for the page before the oldest. Pure; GUI thread.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import HistoryLoaded
from desktop_chat.client.state import RoomState, SessionState, format_time

CHATHISTORY = "draft/chathistory"
MOST_PAGES = 20
"""Pages fetched by themselves to fill one gap; the rest is asked for by scrolling."""


@dataclass(slots=True)
class _Request:
    older: bool
    forward: bool
    pages: int
    limit: int


class History:
    """Requests under way, one a room at a time."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._requests: dict[str, _Request] = {}

    def begin(self) -> None:
        """A new connection: nothing is under way."""
        self._requests.clear()

    @property
    def available(self) -> bool:
        return self._state.can(CHATHISTORY, "batch", "server-time", "message-tags")

    def catch_up(self, room: RoomState) -> None:
        """Ask for what is missing at the end of a room: after the newest known thing, or the latest page."""
        if not self.available or room.key in self._requests:
            return
        msgid, time = room.newest
        if msgid or time:
            self._ask(room, _Request(older=False, forward=True, pages=1, limit=self._state.support.page))
        else:
            self._ask(room, _Request(older=False, forward=False, pages=1, limit=self._state.support.page))

    def older(self, room: RoomState) -> bool:
        """Ask for the page before the oldest known thing. False when there is nothing to ask, or no way to."""
        if not self.available or room.history_ends or room.key in self._requests or not room.joined:
            return False
        if not room.oldest[1]:
            return False
        self._ask(room, _Request(older=True, forward=False, pages=1, limit=self._state.support.page))
        return True

    def targets(self, since: int) -> None:
        """Ask with whom direct messages were exchanged since a time (Unix ms)."""
        if self.available:
            later = format_time(self._state.now + 86_400_000)
            self._state.send("CHATHISTORY", "TARGETS", f"timestamp={format_time(since)}", f"timestamp={later}", "100")

    def _ask(self, room: RoomState, request: _Request) -> None:
        self._requests[room.key] = request
        send, limit = self._state.send, str(request.limit)
        if request.older:
            send("CHATHISTORY", "BEFORE", room.name, _anchor(room.oldest), limit)
        elif request.forward:
            send("CHATHISTORY", "AFTER", room.name, _anchor(room.newest), limit)
        else:
            send("CHATHISTORY", "LATEST", room.name, "*", limit)

    def answered(self, room: RoomState, entries: tuple[Entry, ...], said: int) -> None:
        """A page has come; `said` counts what the server put in it, things that are not shown included."""
        request = self._requests.pop(room.key, None)
        for entry in entries:
            self._state.saw(room, entry)
        if request is None:  # played back without being asked
            self._state.emit(HistoryLoaded(room.key, entries, older=False, complete=True))
            return
        full = said >= request.limit
        if not full and not request.forward:
            room.history_ends = True
        more = request.forward and full and bool(entries)
        if more and request.pages < MOST_PAGES:
            request.pages += 1
            self._ask(room, request)
        self._state.emit(HistoryLoaded(room.key, entries, older=request.older, complete=not full))

    def refused(self, name: str) -> bool:
        """FAIL CHATHISTORY about this room: its request has ended. An unknown anchor (the server was restored, or
        keeps less than we do) falls back to the latest page."""
        key = self._state.fold(name)
        request = self._requests.pop(key, None)
        room = self._state.rooms.get(key)
        if request is None or room is None:
            return False
        if request.forward:
            self._ask(room, _Request(older=False, forward=False, pages=1, limit=request.limit))
        else:
            self._state.emit(HistoryLoaded(key, (), older=request.older, complete=True))
        return True


def _anchor(point: tuple[str, int]) -> str:
    msgid, time = point
    return f"msgid={msgid}" if msgid else f"timestamp={format_time(time)}"
