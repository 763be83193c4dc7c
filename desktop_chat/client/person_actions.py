"""PersonActions: what a person does about other people on one server: asking, blocking, roles, kicks, bans. Pure; GUI
thread."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.client import mutes, room_bans, shared_actions
from desktop_chat.client.context import Context
from desktop_chat.client.events import Event, Phase
from desktop_chat.client.handlers import ctcp, mode_lists, whois
from desktop_chat.client.presence import Presence
from desktop_chat.client.session_state import SessionState


class PersonActions:
    """The part of a Session for acts on people. `room` is the key of a room."""

    _state: SessionState
    _context: Context

    def ask_about_person(self, room: str, nick: str) -> list[Event]:
        """Ask the server about a person. PersonTold follows if there is a connection."""
        if self._state.phase is Phase.ONLINE and shared_actions.is_possible_person(self._context, nick):
            whois.ask_about_person(self._context, room, nick)
        return self._state.drain_events()

    def ask_client(self, nick: str) -> list[Event]:
        """Ask the program of a person for its name. ClientTold follows if the program answers."""
        if self._state.phase is Phase.ONLINE and shared_actions.is_possible_person(self._context, nick):
            ctcp.send_question(self._context, ctcp.CARD, nick, "VERSION")
        return self._state.drain_events()

    def rooms_in_common(self, nick: str) -> list[str]:
        """Return the names of our channels in which the person is."""
        return [room.name for room in self._state.rooms_of(nick)]

    def presence_of(self, room: str) -> Presence:
        """Return the presence of the person of a direct room."""
        state = self._state.rooms.get(room)
        return self._context.presence.presence_of(state) if state is not None else Presence.UNKNOWN

    def away_text_of(self, room: str) -> str:
        """Return the away text of the person of a direct room, or ""."""
        state = self._state.rooms.get(room)
        return self._context.presence.away_text_of(state) if state is not None else ""

    def left_at(self, room: str) -> int:
        """Return when the person of a direct room has left (Unix ms); 0 if unknown."""
        state = self._state.rooms.get(room)
        return self._context.presence.left_at(state) if state is not None else 0

    # Blocking

    def block(self, room: str) -> list[Event]:
        """Block the person of a direct room and close the room."""
        state = self._state.rooms.get(room)
        if state is not None and state.kind == "direct":
            return self.block_person(state.name)
        return self._state.drain_events()

    def block_person(self, nick: str) -> list[Event]:
        """Show nothing more from a person, and close the direct room. A person with an account is blocked by the
        account, under every nick."""
        if self._state.is_me(nick):
            return []
        shared_actions.block_person(self._context, nick)
        return self._state.drain_events()

    def unblock(self, name: str) -> list[Event]:
        """Show messages of this person again. `name`: a nick, or an item of `blocked`."""
        shared_actions.unblock_person(self._context, name)
        return self._state.drain_events()

    def is_blocked(self, nick: str) -> bool:
        return self._state.blocked.has_person(nick, self._state.account_of(nick))

    @property
    def blocked(self) -> Sequence[str]:
        """The nicks of blocked people, and accounts (`account_block`); sorted."""
        return self._state.blocked.names

    # Moderation

    def is_moderator(self, room: str) -> bool:
        """Return True if we are a moderator of the room."""
        state = self._state.rooms.get(room)
        ourselves = self._state.find_member(state, self._state.nick) if state is not None else None
        return ourselves is not None and any(sign in "~&@%" for sign in ourselves.prefixes)

    def kick_member(self, room: str, nick: str) -> list[Event]:
        """Kick without a reason. With a reason, `run_command` gives it back if the server refuses."""
        state = self._state.rooms.get(room)
        if state is not None and state.kind == "channel":
            self._state.send("KICK", state.name, nick, nick)
        return self._state.drain_events()

    def can_set_terms(self) -> bool:
        """Return True if bans and mutes can have a term here."""
        return self._context.timed_bans.can_set_terms()

    def ban_member(self, room: str, nick: str, mask: str, reason: str = "", minutes: int = 0) -> list[Event]:
        """Ban a mask from a channel, and kick the member. 0 minutes: until the ban is lifted."""
        state = self._state.rooms.get(room)
        if state is not None and state.kind == "channel":
            self._context.timed_bans.add_mask(state, "b", mask, minutes)
            if self._state.find_member(state, nick) is not None:
                self._state.send("KICK", state.name, nick, shared_actions.one_line(reason) or nick)
        return self._state.drain_events()

    def can_mute(self) -> bool:
        """Return True if the server can take the right to speak from a person in a channel."""
        return room_bans.mute_change(self._state.support, "*!*@*") is not None

    def ask_mutes(self, room: str) -> list[Event]:
        """Ask for the mutes of a channel once, if we are its moderator. RoomChanged follows."""
        state = self._state.rooms.get(room)
        if state is not None and not state.mutes_asked and self.is_moderator(room):
            state.mutes_asked = True
            change = room_bans.mute_change(self._state.support, "")
            if change is not None:
                mode_lists.ask_list(self._context, state, change[0])
        return self._state.drain_events()

    def is_muted(self, room: str, nick: str) -> bool:
        """Return True if a member of a channel may not speak there, as far as is known."""
        return bool(self._mutes_of(room, nick))

    def lift_mutes(self, room: str, nick: str) -> list[Event]:
        """Let a member of a channel speak again."""
        for letter, argument in self._mutes_of(room, nick):
            self._state.send("MODE", self._state.rooms[room].name, f"-{letter}", argument)
        return self._state.drain_events()

    def _mutes_of(self, room: str, nick: str) -> list[tuple[str, str]]:
        state = self._state.rooms.get(room)
        member = self._state.find_member(state, nick) if state is not None else None
        return mutes.mutes_of(state, member) if state is not None and member is not None else []

    def mute_member(self, room: str, mask: str, minutes: int = 0, *, muted: bool = True) -> list[Event]:
        """Take the right to speak in a channel, or give it back. 0 minutes: until the mute is lifted."""
        state, change = self._state.rooms.get(room), room_bans.mute_change(self._state.support, mask)
        if state is not None and state.kind == "channel" and change is not None:
            letter, argument = change
            if muted:
                self._context.timed_bans.add_mask(state, letter, argument, minutes)
            else:
                self._state.send("MODE", state.name, f"-{letter}", argument)
        return self._state.drain_events()
