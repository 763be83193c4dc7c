"""Mutes: who may not speak in a channel, as its MODEs and its list tell a moderator. Pure; GUI thread.

Spec: https://modern.ircdocs.horse/#ban-channel-mode
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_chat.client import room_bans
from desktop_chat.client.collection_limits import LISTED_MASKS
from desktop_chat.client.events import Member
from desktop_chat.client.room_state import RoomState
from desktop_chat.client.session_state import SessionState
from desktop_chat.irc.glob import Glob, GlobRow
from desktop_chat.irc.modes import ModeChange
from desktop_chat.irc.names import fold_name

MOST_MASKS = 100
"""Mutes of many people that are compared with each visible person; the sign of a further one is not shown."""
Mute = tuple[str, str]
"""A mode letter and its argument."""


class MuteFinder:
    """The mutes of a channel by whom they are about: a list of people asks for each visible person.

    A mute of a name or of an account is found at once; all others are compared with a person in one pass.
    """

    def __init__(self, mutes: Iterable[Mute]) -> None:
        self._names: dict[str, list[Mute]] = {}
        """By `nick` or `account:`, folded."""
        masks: list[Glob] = []
        self._others: list[Mute] = []
        for mute in mutes:
            bare = room_bans.bare_mask(mute[1])
            name = _name_of(bare)
            if name:
                self._names.setdefault(name, []).append(mute)
            elif len(masks) < MOST_MASKS:
                masks.append(Glob(_text_of(bare)))
                self._others.append(mute)
        self._row = GlobRow(masks)

    def find(self, member: Member) -> list[Mute]:
        """Return the mutes that are about a member."""
        found = [*self._names.get(fold_name(member.nick), ())]
        texts = [fold_name(f"{member.nick}!{member.userhost or '@'}")]
        if member.account:
            texts.append(fold_name(f"{_ACCOUNT}{member.account}"))
            found += self._names.get(texts[-1], ())
        if self._others:
            bits = self._row.found_in(texts[0]) | (self._row.found_in(texts[-1]) if len(texts) > 1 else 0)
            found += [mute for mute, end in zip(self._others, self._row.ends, strict=True) if bits & end]
        return found


_ACCOUNT = "account:"
"""Begins what stands for an account: no nick, user name or address has a colon and no `!`."""


def _text_of(bare: str) -> str:
    """Return the mask of what `find` compares: `nick!user@host`, or an account."""
    account = room_bans.account_of(bare)
    return f"{_ACCOUNT}{account}" if account else room_bans.full_mask(bare)


def _name_of(bare: str) -> str:
    """Return the one nick or account that a mask is about, folded; "" if it may be about more."""
    text = _text_of(bare)
    name = text if text.startswith(_ACCOUNT) else text.removesuffix("!*@*")
    is_one = not (set("*?") & set(name)) and (text.startswith(_ACCOUNT) or ("!" not in name and text != name))
    return fold_name(name) if is_one else ""


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


def mutes_of(room: RoomState, member: Member) -> list[Mute]:
    """Return the mutes by which a member may not speak. A role lets people speak."""
    if not room.mutes or member.prefixes:
        return []
    if room.mute_finder is None:
        room.mute_finder = MuteFinder(room.mutes).find
    return room.mute_finder(member)


def _mutes(letter: str, mask: str) -> bool:
    return letter == "q" or (letter == "b" and room_bans.is_mute(mask))


def _set_mutes(state: SessionState, room: RoomState, mutes: dict[Mute, None]) -> None:
    """Keep the mutes, and report the room if they differ."""
    if mutes != room.mutes:
        room.mutes, room.mute_finder = mutes, None
        state.emit_room_changed(room)
