"""Lists of channels: bans, exceptions, invitations and quiets. A list that a window asked for becomes MaskListTold.

Spec: https://modern.ircdocs.horse/#rplbanlist-367
"""

from __future__ import annotations

from desktop_chat.client import mutes
from desktop_chat.client.collection_limits import LISTED_MASKS, LISTS_ASKED, TEXT
from desktop_chat.client.context import Context
from desktop_chat.client.events import ListedMask, MaskListTold
from desktop_chat.client.handlers import answers
from desktop_chat.client.room_state import RoomState
from desktop_chat.irc import numerics as n
from desktop_chat.irc.message import Message

_LETTERS = {
    n.RPL_BANLIST: "b",
    n.RPL_ENDOFBANLIST: "b",
    n.RPL_EXCEPTLIST: "e",
    n.RPL_ENDOFEXCEPTLIST: "e",
    n.RPL_INVEXLIST: "I",
    n.RPL_ENDOFINVEXLIST: "I",
    n.RPL_QUIETLIST: "q",
    n.RPL_ENDOFQUIETLIST: "q",
}


def ask_list(c: Context, room: RoomState, letter: str) -> None:
    """Ask the server for a list of a channel."""
    while len(c.lists_asked) >= LISTS_ASKED:
        del c.lists_asked[next(iter(c.lists_asked))]
    c.lists_asked[room.key, letter] = []
    c.state.send("MODE", room.name, letter)


def handle_listed_mask(c: Context, message: Message) -> None:
    """An item of a list: `channel mask [by [at]]`; a quiet has its letter before the mask."""
    letter = _LETTERS[message.command]
    items = c.lists_asked.get((c.state.fold_name(message.param_at(1)), letter))
    if items is None:
        answers.handle_other_numeric(c, message)
        return
    mask, by, at = (*message.params[3 if letter == "q" else 2 :], "", "", "")[:3]
    if mask and len(items) < LISTED_MASKS:
        seconds = int(at) if at.isascii() and at.isdigit() and len(at) < 12 else 0
        items.append(ListedMask(mask[:TEXT], by.partition("!")[0][:TEXT], seconds * 1000))


def handle_end_of_list(c: Context, message: Message) -> None:
    letter = _LETTERS[message.command]
    key = c.state.fold_name(message.param_at(1))
    items = c.lists_asked.pop((key, letter), None)
    if items is None:
        answers.handle_other_numeric(c, message)
    else:
        room = c.state.find_channel(key)
        if room is not None:
            mutes.take_list(c.state, room, letter, [item.mask for item in items])
        c.state.emit(MaskListTold(key, letter, tuple(items)))
