"""Finding out why the person may not speak in a room in which the person is. Pure.

A ban or a mute is known by its MODE if the mask matches what others see of the person. Otherwise the first refused
message tells. A role in the room lets people speak in spite of all of them.

Spec: https://modern.ircdocs.horse/#ban-channel-mode, https://modern.ircdocs.horse/#errcannotsendtochan-404
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from desktop_chat.client.room_bans import bare_mask, is_about, is_mute, split_term
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.server_texts import text_of
from desktop_chat.client.session_state import SessionState
from desktop_chat.client.silence import Silence, SilenceReason
from desktop_chat.irc.message import Message
from desktop_chat.irc.modes import ModeChange
from desktop_chat.texts import CodedText, hub

_ABOUT_PEOPLE = re.compile(r"\bban|\bmute|\bquiet|moderated|voice|\+[bmqM]\b", re.ASCII)
"""What servers say in English if they refuse a message because of its author."""
_GENERAL = "cannot send to"
"""Servers that give no reason say this, perhaps with words for the channel."""

_MODERATED = Silence(SilenceReason.MODERATED)
_CODED = {
    str(hub.CANNOT_SEND): SilenceReason.REFUSED,
    str(hub.CANNOT_SEND_WITHOUT_ACCOUNT): SilenceReason.ACCOUNT,
    str(hub.CANNOT_SEND_BANNED): SilenceReason.BANNED,
}


def find_silence(state: SessionState, room: RoomState) -> Silence | None:
    """Return why the person may not speak in a channel, or None as far as is known."""
    ourselves = state.find_member(room, state.nick) if room.joined and room.kind == "channel" else None
    if ourselves is None or ourselves.prefixes:
        return None
    return _MODERATED if "m" in room.modes.partition(" ")[0] else room.silence


def note_mode_changes(state: SessionState, room: RoomState, changes: Sequence[ModeChange], by: str) -> None:
    """Note bans and mutes of the person, and what may lift them. `by`: the nick of the moderator."""
    lists = state.support.chanmodes[0]
    for change in changes:
        if change.letter not in lists:
            if not state.support.prefix_of(change.letter) and _is_guess(room.silence):
                room.silence = None  # perhaps the mode that kept the person silent
        elif change.letter in "bq" and change.is_set:
            if _is_about_us(state, change.argument):
                muted = change.letter == "q" or is_mute(change.argument)
                reason = SilenceReason.MUTED if muted else SilenceReason.BANNED
                room.silence = Silence(reason, by, split_term(change.argument)[0], bare_mask(change.argument))
        elif change.letter in "bq" or (change.letter == "e" and change.is_set):
            lifted = room.silence is not None and room.silence.mask in ("", bare_mask(change.argument))
            if lifted or (change.letter == "e" and _is_about_us(state, change.argument)):
                room.silence = None


def note_refusal(state: SessionState, room: RoomState, message: Message) -> None:
    """Note that the server refused a message of the person by 404, if the refusal is about the person."""
    text, words = text_of(message), message.params[-1].casefold()
    if isinstance(text, CodedText) and text.context == hub.CANNOT_SEND.context:
        reason = _CODED.get(str(text))
    else:
        general = words.startswith(_GENERAL) and "(" not in words
        reason = SilenceReason.REFUSED if general or _ABOUT_PEOPLE.search(words) else None
    if reason is not None and room.silence is None:
        room.silence = Silence(reason)
        state.emit_room_changed(room)


def _is_guess(silence: Silence | None) -> bool:
    """Return True if no mask is known to which the silence is due."""
    return silence is not None and not silence.mask


def _is_about_us(state: SessionState, mask: str) -> bool:
    """Return True if a mask matches the person, as far as the person is known to others."""
    return is_about(bare_mask(mask), f"{state.nick}!{state.userhost or '@'}", state.account)
