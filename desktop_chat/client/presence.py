"""Presence of people in direct messages: MONITOR, members of common rooms, and away states. Pure.

Spec: https://ircv3.net/specs/extensions/monitor, https://ircv3.net/specs/extensions/extended-monitor
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum

from desktop_chat.client.collection_limits import TEXT, WATCHED
from desktop_chat.client.events import PresenceTold
from desktop_chat.client.phase import Phase
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import UNKNOWN_AWAY, SessionState
from desktop_chat.irc.line_packing import pack_items

_LINE_BYTES = 400


class Presence(Enum):
    """Whether a person is there, as far as the server tells."""

    UNKNOWN = "unknown"
    ONLINE = "online"
    AWAY = "away"
    OFFLINE = "offline"


class PresenceWatch:
    """Watches the people with whom direct messages are open, the newest WATCHED of them; strangers are not watched."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self._left: dict[str, int] = {}
        """By room: when the server told that the person has left (Unix ms)."""
        self.begin_connection()

    def begin_connection(self) -> None:
        """Forget what the last server told."""
        self._watched: dict[str, str] = {}
        """By room: the nick that the server watches for us."""
        self._online: dict[str, bool] = {}
        self._away: dict[str, str] = {}
        """By room: the away text; absent while the person is here."""

    def follow_rooms(self) -> None:
        """Ask the server to watch the people of changed rooms, and no others any more."""
        state = self._state
        if state.phase is not Phase.ONLINE or not state.changed_rooms:
            return
        changed, state.changed_rooms = state.changed_rooms, {}
        if "MONITOR" not in state.support:
            return
        most = min(WATCHED, state.support.number_value("MONITOR", WATCHED))
        before = dict(self._watched)
        for key in changed:
            room = state.rooms.get(key)
            if room is not None and _is_person(room):
                self._watched[key] = room.name
            else:
                self._watched.pop(key, None)
        while len(self._watched) > most:
            del self._watched[next(iter(self._watched))]
        self._send("-", [nick for key, nick in before.items() if self._watched.get(key) != nick])
        self._send("+", [nick for key, nick in self._watched.items() if before.get(key) != nick])
        for key in before.keys() - self._watched.keys():
            for held in (self._online, self._away, self._left):
                held.pop(key, None)

    def _send(self, sign: str, nicks: Iterable[str]) -> None:
        for line in pack_items(nicks, lambda nick: len(nick.encode()) + 1, _LINE_BYTES, WATCHED):
            self._state.send("MONITOR", sign, ",".join(line))

    def note_online(self, nick: str, *, online: bool) -> bool:
        """Note what the server tells about a nick. Return False if the nick is not watched."""
        key = self._state.fold_name(nick)
        if key not in self._watched:
            return False
        if self._online.get(key) and not online:
            self._left[key] = self._state.local_time
        if self._online.get(key) != online:
            self._away.pop(key, None)
        self._online[key] = online
        self._state.emit(PresenceTold(key))
        return True

    def note_away(self, nick: str, text: str) -> None:
        """Note that a person is away with the text, or back (""). UNKNOWN_AWAY replaces no other text."""
        key = self._state.fold_name(nick)
        before = self._away.get(key, "")
        if key not in self._watched or before == text or (before and text == UNKNOWN_AWAY):
            return
        if text:
            self._away[key] = text[:TEXT]
        else:
            del self._away[key]
        self._state.emit(PresenceTold(key))

    def presence_of(self, room: RoomState) -> Presence:
        """Return the presence of the person of a direct room."""
        if self._state.phase is not Phase.ONLINE:
            return Presence.UNKNOWN
        online = self._online.get(room.key)
        if online is None:
            members = [common.members[room.key] for common in self._state.rooms_of(room.name)]
            if not members:
                return Presence.UNKNOWN
            return Presence.AWAY if any(member.away for member in members) else Presence.ONLINE
        if not online:
            return Presence.OFFLINE
        return Presence.AWAY if room.key in self._away else Presence.ONLINE

    def away_text_of(self, room: RoomState) -> str:
        """Return the away text of the person of a direct room, or "" if it is unknown."""
        text = self._away.get(room.key, "")
        return text if text != UNKNOWN_AWAY else ""

    def left_at(self, room: RoomState) -> int:
        """Return when the person of a direct room has left, as told since the start (Unix ms); 0 if unknown."""
        return self._left.get(room.key, 0)


def _is_person(room: RoomState) -> bool:
    """True for the direct room of a person who is no stranger. Names with a `*` or a `@` belong to services."""
    return room.kind == "direct" and not room.request and not set(room.name) & set("*@,")
