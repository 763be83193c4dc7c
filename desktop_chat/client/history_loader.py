"""HistoryLoader: missed and older messages, loaded by CHATHISTORY in pages. Pure; GUI thread.

After a cut each room is filled forward, page by page, from the point up to which no message is missing
(`RoomState.known`). New messages arrive after the gap, so the beginning of the gap is kept (GapChanged) until the gap
is closed, over further cuts and restarts too. Scrolling up asks for the page before the oldest known message.
MSGREFTYPES say whether the server finds a point by msgid or by timestamp. A request ends with an answer, with a FAIL
that names the request, or after a minute.

Spec: https://ircv3.net/specs/extensions/chathistory
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import Enum, auto

from desktop_chat.client import collection_limits
from desktop_chat.client.entry import Entry
from desktop_chat.client.events import GapChanged, HistoryLoaded
from desktop_chat.client.pacing import Rank
from desktop_chat.client.room_state import NOTHING, Point, RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc import capabilities as c
from desktop_chat.irc.message import Message
from desktop_chat.irc.server_time import format_time
from desktop_chat.value_class import value

MOST_PAGES = 100
"""Pages that fill one gap without being asked for; `fill_gap` fetches more."""
_MOST_IN_PAGE = 200
_TARGETS = 100
_SUBCOMMANDS = frozenset(("AFTER", "BEFORE", "LATEST", "AROUND", "BETWEEN", "TARGETS"))
_PATIENCE_MS = 60_000


class _Part(Enum):
    FILL = auto()  # forward from a point, until the server has nothing further
    LATEST = auto()  # the last page of a room without known messages
    BACK = auto()  # backward from the last page, because the server could not find the point
    OLDER = auto()  # one page backward, because a person scrolled up


@value
class _Request:
    part: _Part
    point: Point
    pages: int = 1
    by_time: bool = False
    message: Message = Message("")
    at: int = 0
    """When (ms) the message was sent, or was last seen in the PacingQueue."""


class HistoryLoader:
    """At most one request for each room at a time."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._requests: dict[str, _Request] = {}
        self._since = 0
        """Direct messages up to this time (ms) are known."""
        self._asked_targets = False
        self._unknown_here = False
        """The server has announced CHATHISTORY but rejects the command."""
        self._targets_after = 0
        self._target_pages = 0

    def begin_connection(self) -> None:
        """Forget the requests of the last connection."""
        self._requests.clear()
        self._asked_targets = False
        self._unknown_here = False

    def set_known_until(self, since: int) -> None:
        """Note that the archive reaches up to this time (ms)."""
        self._since = max(self._since, since)

    def end_connection(self) -> None:
        """Note the end of a connection that was online. A room without a gap is known up to its newest message; a gap
        stays."""
        for room in self._state.rooms.values():
            if room.caught_up or not self.is_available or room.known == NOTHING:
                room.known = room.newest if room.newest != NOTHING else ("", room.entered)
            room.caught_up = False
        if not self._asked_targets:
            self._since = max((self._since, *(room.newest[1] for room in self._state.rooms.values())))
        self._requests.clear()

    @property
    def is_available(self) -> bool:
        able = self._state.has_capabilities(c.CHATHISTORY, c.BATCH, c.SERVER_TIME, c.MESSAGE_TAGS)
        return able and not self._unknown_here

    @property
    def _finds_msgids(self) -> bool:
        """True if the server finds a point in the history by msgid."""
        types = self._state.support.msgref_types
        return not types or "msgid" in types

    @property
    def _page_size(self) -> int:
        return min(self._state.support.max_history_page or 100, _MOST_IN_PAGE)

    @property
    def known_until(self) -> int:
        """No direct message up to this time (ms) was missed; 0 before the first connection."""
        return self._since

    # Requests

    def catch_up(self, room: RoomState) -> None:
        """Ask for the missing messages of a room, or for its latest page if no message is known."""
        self.expire()
        if not self.is_available or room.caught_up or room.key in self._requests:
            return
        room.entered = self._state.local_time
        if room.known != NOTHING:
            self._state.emit(GapChanged(room.key, room.known))
            self._send_request(room, _Request(_Part.FILL, room.known, by_time=not room.known[0]))
        else:
            room.headless = True
            self._send_request(room, _Request(_Part.LATEST, NOTHING))

    def note_entered(self, room: RoomState) -> None:
        """Catch up after entering a room; a request from before is void."""
        self._requests.pop(room.key, None)
        self.catch_up(room)

    def note_renamed(self, before: str, room: RoomState) -> None:
        """Repeat the request of a room whose key or name has changed. `before`: the old key."""
        if self._requests.pop(before, None) is not None:
            self.catch_up(room)

    def fill_gap(self, room: RoomState) -> bool:
        """Fill a large gap further. Return False if there is no gap to fill now."""
        self.expire()
        waiting = room.joined and not room.caught_up and self.is_available and room.key not in self._requests
        if waiting:
            self.catch_up(room)
        return waiting

    def request_older(self, room: RoomState) -> bool:
        """Ask for the page before the oldest known message. Return False if that is not possible now."""
        self.expire()
        if not self.is_available or room.history_ends or room.key in self._requests or not room.joined:
            return False
        if room.oldest == NOTHING:
            return False
        self._send_request(room, _Request(_Part.OLDER, room.oldest, by_time=not room.oldest[0]))
        return True

    def request_targets(self) -> None:
        """Ask which people exchanged direct messages with us while we were away."""
        if not self._since:
            self._since = self._state.local_time  # the first connection has missed nothing
        elif self.is_available:
            self._asked_targets = True
            self._target_pages = 0
            self._ask_targets(self._since)

    def recall_conversations(self, since: int) -> None:
        """Ask which people exchanged direct messages with us after `since` (ms), on a device that is new."""
        if self.is_available:
            self._since, self._asked_targets, self._target_pages = since, True, 0
            self._ask_targets(since)

    def _ask_read_marker(self, room: RoomState, time: int) -> None:
        """Ask how far another device has read in a direct room with a message of this time (ms). No JOIN tells that.

        Spec: https://ircv3.net/specs/extensions/read-marker
        """
        if time > room.marked and self._state.has_capabilities(c.READ_MARKER):
            self._state.send("MARKREAD", room.name, rank=Rank.HISTORY)

    def _ask_targets(self, since: int) -> None:
        self._targets_after = since
        self._target_pages += 1
        later = format_time(self._state.local_time + 86_400_000)
        start = f"timestamp={format_time(since)}"
        self._state.send("CHATHISTORY", "TARGETS", start, f"timestamp={later}", str(_TARGETS))

    def _send_request(self, room: RoomState, request: _Request) -> None:
        msgid, time = request.point
        by_time = request.by_time or not self._finds_msgids
        word = "AFTER" if request.part is _Part.FILL else "BEFORE"
        if word == "AFTER" and (msgid or self._finds_msgids):
            time = max(0, time - 1)  # more messages may have the same ms; doubles are recognised by msgid
        if request.part is _Part.LATEST:
            word, anchor = "LATEST", "*"
        else:
            anchor = f"timestamp={format_time(time)}" if by_time else f"msgid={msgid}"
        rank = Rank.COMMAND if request.part is _Part.OLDER else Rank.HISTORY  # a person waits for the page
        message = self._state.send("CHATHISTORY", word, room.name, anchor, str(self._page_size), rank=rank)
        self._requests[room.key] = replace(request, by_time=by_time, message=message, at=self._state.now)

    # Answers

    def is_filling(self, room: RoomState) -> bool:
        """Return True if the next page of the room continues the known messages."""
        request = self._requests.get(room.key)
        return request is not None and request.part is _Part.FILL

    def handle_page(self, room: RoomState, entries: tuple[Entry, ...], points: tuple[Point, ...]) -> None:
        """Take a page. `points`: all messages in it, hidden ones too."""
        request = self._requests.pop(room.key, None)
        for entry in entries:
            self._state.note_history_end(room, entry)
        if request is None:
            self.take_playback(room, entries)
            return
        full = len(points) >= self._page_size
        if request.part is not _Part.FILL:
            room.headless = False
        match request.part:
            case _Part.OLDER:
                room.oldest = points[0] if points else room.oldest
                room.history_ends = not full
                self._emit_loaded(room, entries, complete=not full, older=True)
            case _Part.FILL:
                self._handle_fill_page(room, request, entries, points, full=full)
            case _Part.LATEST | _Part.BACK:
                self._handle_back_page(room, request, entries, points, full=full)

    def _handle_fill_page(
        self, room: RoomState, request: _Request, entries: tuple[Entry, ...], points: tuple[Point, ...], *, full: bool
    ) -> None:
        point = points[-1] if points else request.point
        more = full and point != request.point
        self._emit_loaded(room, entries, complete=not more)
        if not more:
            self._close_gap(room)
            return
        room.known = point
        self._state.emit(GapChanged(room.key, point))
        if request.pages < MOST_PAGES:
            self._send_request(room, replace(request, point=point, pages=request.pages + 1, by_time=not point[0]))

    def _handle_back_page(
        self, room: RoomState, request: _Request, entries: tuple[Entry, ...], points: tuple[Point, ...], *, full: bool
    ) -> None:
        unknown = room.known == NOTHING
        if unknown and not full:
            room.history_ends = True
        point = points[0] if points else request.point
        more = not unknown and full and point != request.point and point[1] > room.known[1]
        self._emit_loaded(room, entries, complete=not full if unknown else not more)
        if more and request.pages < MOST_PAGES:
            self._send_request(room, _Request(_Part.BACK, point, request.pages + 1, by_time=not point[0]))
        else:
            self._close_gap(room)

    def _close_gap(self, room: RoomState) -> None:
        """Note that the room has no gap."""
        room.caught_up = True
        if room.known != NOTHING:
            self._state.emit(GapChanged(room.key, None))
        if room.headless and room.joined and not self.request_older(room):
            self._send_request(room, _Request(_Part.LATEST, NOTHING))

    def _emit_loaded(self, room: RoomState, entries: tuple[Entry, ...], *, complete: bool, older: bool = False) -> None:
        self._state.emit(HistoryLoaded(room.key, entries, older, complete, self._state.local_time))

    def take_playback(self, room: RoomState, entries: tuple[Entry, ...]) -> None:
        """Take a bouncer's playback, which was not asked for."""
        for entry in entries:
            self._state.note_history_end(room, entry)
        self._emit_loaded(room, entries, complete=True)

    def handle_refusal(self, words: Sequence[str]) -> bool:
        """Handle FAIL CHATHISTORY; `words` is its context. Return False if the FAIL belongs to no request.

        If the server does not find a msgid (after a restored backup, for example), the request is repeated by time,
        and then from the end backward.
        """
        if words and words[0].upper() == "TARGETS":
            return self._asked_targets
        key = self._key_of_refused(words)
        request = self._requests.pop(key, None)
        room = self._state.rooms.get(key)
        if request is None or room is None:
            return False
        if request.part is not _Part.LATEST and not request.by_time:
            self._send_request(room, replace(request, by_time=True))
        elif request.part is _Part.FILL:
            self._send_request(room, _Request(_Part.LATEST, NOTHING))
        else:
            self._emit_loaded(room, (), complete=True, older=request.part is _Part.OLDER)
        return True

    def _key_of_refused(self, words: Sequence[str]) -> str:
        """Return the key of the request that a FAIL means, among requests that were sent; "" if none.

        A server names the room, or only parameters (soju: the subcommand and the point), or nothing; then the oldest
        request is meant.
        """
        for word in words:
            if self._state.fold_name(word) in self._requests:
                return self._state.fold_name(word)
        sent = {
            key: one.message for key, one in self._requests.items() if not self._state.pacing.is_queued(one.message)
        }
        said = set(words)
        ways: tuple[Callable[[Message], bool], ...] = (
            lambda message: said.issuperset((message.param_at(0), message.param_at(2))),
            lambda message: message.param_at(2) in said,
            lambda message: message.param_at(0) in said,
            lambda message: not said.intersection(_SUBCOMMANDS),
        )
        return next((key for way in ways for key, message in sent.items() if way(message)), "")

    def give_up_all(self) -> None:
        """Give up all requests and ask no more: the server has announced CHATHISTORY but rejects the command."""
        self._unknown_here = True
        for key in list(self._requests):
            self._give_up(key)

    def expire(self) -> None:
        """Give up requests that the server has not answered for a minute."""
        now = self._state.now
        for key, request in list(self._requests.items()):
            if now - request.at < _PATIENCE_MS:
                continue
            if self._state.pacing.is_queued(request.message):
                self._requests[key] = replace(request, at=now)
            else:
                self._give_up(key)

    def _give_up(self, key: str) -> None:
        """Give up a request. Its gap stays until the next connection, or until a person asks for more."""
        request, room = self._requests.pop(key), self._state.rooms.get(key)
        if room is not None:
            self._emit_loaded(room, (), complete=False, older=request.part is _Part.OLDER)

    def handle_targets(self, found: list[tuple[str, int]]) -> None:
        """Fill the direct rooms in an answer to TARGETS. `found`: (nick, time of the last message in ms)."""
        state, before = self._state, self._since
        for name, time in found:
            if state.is_channel(name) or state.blocked.has_person(name):
                continue
            room = state.find_room(name)
            if room is None:
                if time <= state.known.get(state.fold_name(name), NOTHING)[1]:
                    continue  # closed, and no new message
                room = state.room_of_writer(name)
            if room.known == NOTHING:
                room.known = ("", before)
            self._ask_read_marker(room, time)
            self.catch_up(room)
        newest = max((time for _, time in found), default=0)
        if (
            len(found) >= _TARGETS
            and newest > self._targets_after
            and self._target_pages < collection_limits.TARGET_PAGES
        ):
            self._ask_targets(newest)
        else:
            self._asked_targets = False
