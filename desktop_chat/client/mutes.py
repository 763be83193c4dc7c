"""Mutes: who may not speak in a channel, as its MODEs and its list tell a moderator. Pure; GUI thread.

Spec: https://modern.ircdocs.horse/#ban-channel-mode
"""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.client import room_bans
from desktop_chat.client.collection_limits import LISTED_MASKS
from desktop_chat.client.events import Member, MemberChanged
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.modes import ModeChange


def note_mode_changes(state: SessionState, room: RoomState, changes: Sequence[ModeChange]) -> None:
    """Note the mutes that a MODE has added and lifted."""
    lists, mutes = state.support.chanmodes[0], dict(room.mutes)
    for change in changes:
        if change.letter in lists and _mutes(change.letter, change.argument):
            if not change.is_set:
                mutes.pop((change.letter, change.argument), None)
            elif len(mutes) < LISTED_MASKS:
                mutes[change.letter, change.argument] = None
    _set_mutes(state, room, mutes)


def take_list(state: SessionState, room: RoomState, letter: str, masks: Sequence[str]) -> None:
    """Note the mutes of a whole list of the channel."""
    if letter in "bq":
        mutes = {mute: None for mute in room.mutes if mute[0] != letter}
        mutes |= {(letter, mask): None for mask in masks if _mutes(letter, mask)}
        _set_mutes(state, room, mutes)


def mutes_of(room: RoomState, member: Member) -> list[tuple[str, str]]:
    """Return the mutes, as (mode letter, argument), by which a member may not speak. A role lets people speak."""
    if not room.mutes or member.prefixes:
        return []
    source = f"{member.nick}!{member.userhost or '@'}"
    return [mute for mute in room.mutes if room_bans.is_about(room_bans.bare_mask(mute[1]), source, member.account)]


def _mutes(letter: str, mask: str) -> bool:
    return letter == "q" or (letter == "b" and room_bans.is_mute(mask))


def _set_mutes(state: SessionState, room: RoomState, mutes: dict[tuple[str, str], None]) -> None:
    """Keep the mutes, and report the members about whom they differ."""
    if mutes == room.mutes:
        return
    before = {key for key, member in room.members.items() if mutes_of(room, member)}
    room.mutes = mutes
    now = {key for key, member in room.members.items() if mutes_of(room, member)}
    for key in sorted(before ^ now):
        member = room.members[key]
        state.emit(MemberChanged(room.key, member.nick, member))
