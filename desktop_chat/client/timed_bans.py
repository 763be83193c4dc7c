"""TimedBans: adds masks to the lists of channels, with a term as the server understands it. Pure.

Our server and UnrealIRCd take the term in the mask; InspIRCd has a command.
Spec: https://www.unrealircd.org/docs/Extended_bans, https://docs.inspircd.org/4/modules/timedbans/
"""

from __future__ import annotations

from desktop_chat.client import room_bans
from desktop_chat.client.entry import EntryKind
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.message import Message
from desktop_chat.irc.numerics import ERR_UNKNOWNCOMMAND
from desktop_chat.texts import client as texts

COMMAND = "TBAN"
_REMEMBERED = 20


class TimedBans:
    """Falls back to a ban without an end if the server turns out to lack the command."""

    def __init__(self, state: SessionState) -> None:
        self._state = state
        self.begin_connection()

    def begin_connection(self) -> None:
        """Forget the last server."""
        self._has_command = False
        self._sent: list[tuple[str, str]] = []
        """The last (channel, mask) that were banned by the command."""

    def know_software(self, version: str) -> None:
        """Note the server's software, as in 004. Only a refusal tells that InspIRCd runs without the command."""
        self._has_command = version.startswith("InspIRCd")

    def can_set_terms(self) -> bool:
        """Return True if bans and mutes can have a term here."""
        return self._has_command or room_bans.can_set_terms(self._state.support)

    def add_mask(self, room: RoomState, letter: str, mask: str, minutes: int) -> None:
        """Add a mask to a list of a channel. 0 minutes: until it is removed."""
        if minutes and letter == "b" and self._has_command:
            self._sent = [*self._sent, (room.name, mask)][-_REMEMBERED:]
            self._state.send(COMMAND, room.name, f"{minutes}m", mask)
        elif minutes and room_bans.can_set_terms(self._state.support):
            self._state.send("MODE", room.name, f"+{letter}", room_bans.timed_mask(mask, minutes))
        else:
            self._state.send("MODE", room.name, f"+{letter}", mask)

    def take_refusal(self, message: Message) -> bool:
        """Ban without an end if this refusal says that the command is unknown. Return False for any other refusal."""
        if message.command != ERR_UNKNOWNCOMMAND or message.param_at(1).upper() != COMMAND or not self._has_command:
            return False
        self._has_command = False
        sent, self._sent = self._sent, []
        for channel, mask in sent:
            self._state.send("MODE", channel, "+b", mask)
            self._state.show_notice(self._state.fold_name(channel), texts.BAN_WITHOUT_END, EntryKind.ERROR)
        return True
