"""What was said while we were away, and before: pages of CHATHISTORY. Pure; GUI thread.

https://ircv3.net/specs/extensions/chathistory. After a cut each room is filled forward, page by page, from the newest
thing that is known without a hole before it (`RoomState.known`). What is said meanwhile arrives behind the hole, so the
hole's beginning is kept (GapChanged) until it is closed, over further cuts and restarts too. Scrolling up asks for the
page before the oldest known thing.
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto

from desktop_chat.client.entry import Entry
from desktop_chat.client.events import GapChanged, HistoryLoaded
from desktop_chat.client.state import NOTHING, Point, RoomState, SessionState, format_time
from desktop_chat.irc import capabilities as c
from desktop_chat.values import value

MOST_PAGES = 100
"""Pages fetched by themselves to fill one gap; `more` goes on."""
_MOST_IN_PAGE = 200
_TARGETS = 100


class _Part(Enum):
    FILL = auto()  # forward from a point, until the server has nothing further
    LATEST = auto()  # the last page, where nothing is known
    BACK = auto()  # backward from the last page to a point that the server could not find
    OLDER = auto()  # one page backward, because somebody scrolled up


@value
class _Request:
    part: _Part
    point: Point
    pages: int = 1
    by_time: bool = False


class History:
    """Requests under way, one a room at a time."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._requests: dict[str, _Request] = {}
        self._since = 0
        """Up to this time (ms) it is known with whom direct messages were exchanged."""
        self._asked_targets = False

    def begin(self) -> None:
        """A new connection: nothing is under way."""
        self._requests.clear()
        self._asked_targets = False

    def resume(self, since: int) -> None:
        """The archive reaches up to this time."""
        self._since = max(self._since, since)

    def cut(self) -> None:
        """The connection is gone, after having been online. Rooms without a hole are known up to their newest thing;
        a hole stays one."""
        for room in self._state.rooms.values():
            if room.caught_up or not self.available or room.known == NOTHING:
                room.known = room.newest if room.newest != NOTHING else ("", room.entered)
            room.caught_up = False
        if not self._asked_targets:
            self._since = max((self._since, *(room.newest[1] for room in self._state.rooms.values())))
        self._requests.clear()

    @property
    def available(self) -> bool:
        return self._state.can(c.CHATHISTORY, c.BATCH, c.SERVER_TIME, c.MESSAGE_TAGS)

    @property
    def _limit(self) -> int:
        return min(self._state.support.chathistory or 100, _MOST_IN_PAGE)

    @property
    def since(self) -> int:
        """Up to this time (ms) nothing was missed; 0 when we were never here."""
        return self._since

    # Asking

    def catch_up(self, room: RoomState) -> None:
        """Ask for what is missing at the end of a room: after the newest known thing, or the latest page."""
        if not self.available or room.caught_up or room.key in self._requests:
            return
        room.entered = self._state.local_time
        if room.known != NOTHING:
            self._state.emit(GapChanged(room.key, room.known))
            self._ask(room, _Request(_Part.FILL, room.known, by_time=not room.known[0]))
        else:
            room.headless = True
            self._ask(room, _Request(_Part.LATEST, NOTHING))

    def more(self, room: RoomState) -> bool:
        """Go on filling a gap that was too large to be filled by itself. False when there is none."""
        waiting = room.joined and not room.caught_up and self.available and room.key not in self._requests
        if waiting:
            self.catch_up(room)
        return waiting

    def older(self, room: RoomState) -> bool:
        """Ask for the page before the oldest known thing. False when there is nothing to ask, or no way to."""
        if not self.available or room.history_ends or room.key in self._requests or not room.joined:
            return False
        if room.oldest == NOTHING:
            return False
        self._ask(room, _Request(_Part.OLDER, room.oldest, by_time=not room.oldest[0]))
        return True

    def targets(self) -> None:
        """Ask with whom direct messages were exchanged while we were away."""
        if not self._since:
            self._since = self._state.local_time  # never here before: nothing was missed
        elif self.available:
            self._asked_targets = True
            self._ask_targets(self._since)

    def _ask_targets(self, since: int) -> None:
        later = format_time(self._state.local_time + 86_400_000)
        start = f"timestamp={format_time(since)}"
        self._state.send("CHATHISTORY", "TARGETS", start, f"timestamp={later}", str(_TARGETS))

    def _ask(self, room: RoomState, request: _Request) -> None:
        self._requests[room.key] = request
        msgid, time = request.point
        if request.part is _Part.FILL:
            word = "AFTER"
            time = max(0, time - 1)  # others may have spoken in the same millisecond; doubles are known by their ids
        else:
            word = "BEFORE"
        if request.part is _Part.LATEST:
            word, anchor = "LATEST", "*"
        else:
            anchor = f"timestamp={format_time(time)}" if request.by_time else f"msgid={msgid}"
        self._state.send("CHATHISTORY", word, room.name, anchor, str(self._limit))

    # Answers

    def is_filling(self, room: RoomState) -> bool:
        """Whether the page that comes next shows what was said after the newest known thing."""
        request = self._requests.get(room.key)
        return request is not None and request.part is _Part.FILL

    def answered(self, room: RoomState, entries: tuple[Entry, ...], points: tuple[Point, ...]) -> None:
        """A page has come; `points` are all the things in it, those included that are not shown."""
        request = self._requests.pop(room.key, None)
        for entry in entries:
            self._state.saw(room, entry)
        if request is None:
            self.played_back(room, entries)
            return
        full = len(points) >= self._limit
        if request.part is not _Part.FILL:
            room.headless = False
        match request.part:
            case _Part.OLDER:
                room.oldest = points[0] if points else room.oldest
                room.history_ends = not full
                self._loaded(room, entries, complete=not full, older=True)
            case _Part.FILL:
                self._filled(room, request, entries, points, full=full)
            case _Part.LATEST | _Part.BACK:
                self._filled_back(room, request, entries, points, full=full)

    def _filled(
        self, room: RoomState, request: _Request, entries: tuple[Entry, ...], points: tuple[Point, ...], *, full: bool
    ) -> None:
        point = points[-1] if points else request.point
        more = full and point != request.point
        self._loaded(room, entries, complete=not more)
        if not more:
            self._close(room)
            return
        room.known = point
        self._state.emit(GapChanged(room.key, point))
        if request.pages < MOST_PAGES:
            self._ask(room, replace(request, point=point, pages=request.pages + 1, by_time=not point[0]))

    def _filled_back(
        self, room: RoomState, request: _Request, entries: tuple[Entry, ...], points: tuple[Point, ...], *, full: bool
    ) -> None:
        unknown = room.known == NOTHING
        if unknown and not full:
            room.history_ends = True
        point = points[0] if points else request.point
        more = not unknown and full and point != request.point and point[1] > room.known[1]
        self._loaded(room, entries, complete=not full if unknown else not more)
        if more and request.pages < MOST_PAGES:
            self._ask(room, _Request(_Part.BACK, point, request.pages + 1, by_time=not point[0]))
        else:
            self._close(room)

    def _close(self, room: RoomState) -> None:
        """There is no hole any more."""
        room.caught_up = True
        if room.known != NOTHING:
            self._state.emit(GapChanged(room.key, None))
        if room.headless and room.joined and not self.older(room):
            self._ask(room, _Request(_Part.LATEST, NOTHING))

    def _loaded(self, room: RoomState, entries: tuple[Entry, ...], *, complete: bool, older: bool = False) -> None:
        self._state.emit(HistoryLoaded(room.key, entries, older, complete))

    def played_back(self, room: RoomState, entries: tuple[Entry, ...]) -> None:
        """Shown without being asked for: a bouncer's playback."""
        for entry in entries:
            self._state.saw(room, entry)
        self._loaded(room, entries, complete=True)

    def refused(self, name: str) -> bool:
        """FAIL CHATHISTORY about this room. A point that the server does not know by its id (it was restored from a
        backup, say) is looked for by its time, and then from the end backward."""
        key = self._state.fold(name)
        request = self._requests.pop(key, None)
        room = self._state.rooms.get(key)
        if request is None or room is None:
            return False
        if request.part is not _Part.LATEST and not request.by_time:
            self._ask(room, replace(request, by_time=True))
        elif request.part is _Part.FILL:
            self._ask(room, _Request(_Part.LATEST, NOTHING))
        else:
            self._loaded(room, (), complete=True, older=request.part is _Part.OLDER)
        return True

    def targets_answered(self, found: list[tuple[str, int]]) -> None:
        """With whom direct messages were exchanged, and when (ms) the last one was: their rooms are filled."""
        state, before = self._state, self._since
        for name, time in found:
            if state.is_channel(name):
                continue
            room = state.room(name)
            if room is None:
                if time <= state.known.get(state.fold(name), NOTHING)[1]:
                    continue  # closed, and nothing new since
                room = state.open_room(name)
            if room.known == NOTHING:
                room.known = ("", before)
            self.catch_up(room)
        newest = max((time for _, time in found), default=0)
        if len(found) >= _TARGETS and newest > before:
            self._ask_targets(newest)
        else:
            self._asked_targets = False
